import ScepspecCMS

extension Alteration {
  /// Who signed, with what, and how the message says so.
  static let signatures: [Alteration] = [
    .message(
      "One bit of the signature is inverted", red: ["certrep/signature-valid"],
      cites: ["RFC8894-3.2.1-response-signature-valid"]
    ) {
      message, _ in message.signerInfo[5] = flipped(message.signerInfo[5])
    },
    .message(
      "The content was altered after it was signed", .success, red: ["certrep/message-digest", "envelope/opens"],
      cites: ["RFC8894-3.2.1-cms-messageDigest-attribute"]
    ) { message, _ in
      guard var content = message.content, let last = content.indices.last else { return }
      content[last] ^= 1
      message.content = content
    },
    .message(
      "An attribute was altered after it was signed", red: ["certrep/signature-valid"],
      cites: ["RFC8894-3.2.1-response-signature-valid"]
    ) { message, _ in message[.senderNonce] = message[.senderNonce].map { flipped($0) } },
    .message(
      "The signature is made with another key", red: ["certrep/signature-valid"],
      cites: ["RFC8894-3.1-signed-with-senders-key"]
    ) { message, _ in try message.sign(Workshop.strangerKey.get()) },
    .message(
      "A stranger signs, with his certificate", red: ["certrep/signature-valid"],
      cites: ["RFC8894-3.2.1-response-signature-valid"]
    ) { message, scene in
      let stranger = try scene.workshop.stranger()
      message.certificates = [try DER(parsing: stranger.der)]
      try message.name(stranger)
      try message.sign(Workshop.strangerKey.get())
    },
    .message(
      "A stranger signs, with a certificate in the CA's name", red: ["certrep/signature-valid"],
      cites: ["RFC8894-3.2.1-response-signature-valid"]
    ) { message, scene in
      let stranger = try scene.workshop.stranger("/O=Reference/CN=Reference CA")
      message.certificates = [try DER(parsing: stranger.der)]
      try message.name(stranger)
      try message.sign(Workshop.strangerKey.get())
    },
    .message(
      "The signer's certificate is swapped for a stranger's", red: ["certrep/signer-in-message"],
      cites: ["RFC8894-A-signing-cert-included"]
    ) { message, scene in message.certificates = [try DER(parsing: scene.workshop.stranger().der)] },
    .message(
      "No certificate goes along", red: ["certrep/signer-in-message"], cites: ["RFC8894-A-signing-cert-included"]
    ) {
      message, _ in message.certificates = []
    },
    .message(
      "The SignerInfo names another serial number", red: ["certrep/signature-valid", "certrep/signer-identifiable"],
      cites: ["RFC8894-A-signing-cert-included"]
    ) { message, _ in message.signerInfo[1, 1] = .integer(77) },
    .message(
      "A device of this CA signs, which is no CA", red: ["certrep/signer-in-ca-certificates"],
      cites: ["RFC8894-3.2.1-response-signature-valid"]
    ) { message, scene in
      let key = try Workshop.strangerKey.get()
      let device = try scene.workshop.certificate(for: key.publicKey)
      message.certificates = [device]
      try message.name(Certificate(der: device.encoded))
      try message.sign(key)
    },
    .message(
      "The signer's certificate may encipher keys, but not sign",
      red: ["certrep/signer-in-ca-certificates", "certrep/signer-may-sign"],
      cites: ["RFC8894-2.1.2-ca-keyusage-digitalSignature"]
    ) { message, scene in
      let key = try Workshop.strangerKey.get()
      let ra = try scene.workshop.certificate("/O=Reference/CN=RA", for: key.publicKey) {
        $0.extensions = ["basicConstraints=critical,CA:FALSE", "keyUsage=critical,keyEncipherment"]
      }
      message.certificates = [ra]
      try message.name(Certificate(der: ra.encoded))
      try message.sign(key)
    },
    .message(
      "The reply is signed with SHA-1", red: ["certrep/digest-sha-256", "certrep/digest-as-promised"],
      cites: ["RFC8894-2.9-mti-SHA256"]
    ) {
      message, scene in
      message.name(.sha1)
      try message.sign(scene.workshop.caKey, .sha1)
    },
    .message(
      "The reply is signed with MD5", red: ["certrep/digest-allowed", "certrep/digest-as-promised"],
      cites: ["RFC8894-2.9-no-md5-response"]
    ) {
      message, scene in
      message.name(.md5)
      try message.sign(scene.workshop.caKey, .md5)
    },
    .message(
      "The SignerInfo names SHA-1, the signature is by SHA-256",
      red: [
        "certrep/digest-as-promised", "certrep/digest-sha-256", "certrep/message-digest", "certrep/signature-valid",
      ],
      cites: ["RFC8894-3.2.1-response-signature-valid"]
    ) { message, _ in message.name(.sha1) },
    .message(
      "digestAlgorithms names another digest than the SignerInfo", red: ["certrep/digest-announced"],
      cites: ["RFC8894-3.2-is-cms-signeddata"]
    ) { message, _ in message.digestAlgorithms = .set([.sequence([.oid(Digest.sha512.oid), .null])]) },
    .message("digestAlgorithms is empty", red: ["certrep/digest-announced"], cites: ["RFC8894-3.2-is-cms-signeddata"]) {
      message, _ in message.digestAlgorithms = .set([])
    },
    .message(
      "The signature algorithm is spelt with the digest", red: ["certrep/signature-spelling"], cites: ["IB-076"]
    ) { message, _ in message.signerInfo[4] = .sequence([.oid(Digest.sha256.rsaSignatureOID), .null]) },
    .message(
      "The signature algorithm names another digest",
      red: ["certrep/signature-algorithm-fits", "certrep/signature-spelling"],
      cites: ["IB-076", "RFC8894-3.2.1-response-signature-valid"]
    ) { message, _ in message.signerInfo[4] = .sequence([.oid(Digest.sha512.rsaSignatureOID), .null]) },
    .message(
      "The signature algorithm has no parameters", red: ["certrep/signature-algorithm-parameters"],
      cites: ["RFC8894-3.2-is-cms-signeddata"]
    ) { message, _ in message.signerInfo[4] = .sequence([.oid("1.2.840.113549.1.1.1")]) },
    .message(
      "The signature is a BIT STRING", red: ["certrep/signature-valid"],
      cites: ["RFC8894-3.2.1-response-signature-valid"]
    ) { message, _ in message.signerInfo[5] = DER(0x03, [0] + message.signerInfo[5].contentOctets) },
    .message(
      "The signed attributes are left out and the content itself is signed", red: ["enrolment/answered-by-certrep"],
      cites: ["RFC8894-3-outer-signedData"]
    ) { message, scene in
      message.signerInfo.elements.remove(at: 3)
      message.signerInfo[4] = .octetString(try scene.workshop.caKey.sign(message.content ?? [], digest: .sha256))
    },
  ]
}
