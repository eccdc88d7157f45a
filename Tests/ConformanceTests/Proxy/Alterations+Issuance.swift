import ScepspecCMS

extension Alteration {
  /// What the envelope holds: the payload, and the certificate that was issued.
  static let issuance: [Alteration] = [
    .envelope(
      "The issued certificate is another subject's, with another key", red: ["envelope/issued-certificate-present"],
      cites: ["RFC8894-3.3.2.1-pkcsreq-issued-cert"]
    ) { envelope, scene in
      let key = try Workshop.strangerKey.get().publicKey
      try envelope.editCertificates { $0[0] = try scene.workshop.certificate("/CN=somebody", for: key) }
    },
    issued("another key", red: ["envelope/issued-certificate-present"], "RFC8894-3.3.2.1-pkcsreq-issued-cert") {
      template, _ in template.publicKey = try Workshop.strangerKey.get().publicKey
    },
    issued(
      "a validity that has ended", red: ["envelope/issued-certificate-valid-now"], "RFC8894-3.3.2.1-success-cert-usable"
    ) {
      template, scene in
      template.notBefore = scene.workshop.now - 86_400 * 30
      template.notAfter = scene.workshop.now - 86_400
    },
    issued(
      "a validity that begins tomorrow", red: ["envelope/issued-certificate-valid-now"],
      "RFC8894-3.3.2.1-success-cert-usable"
    ) {
      template, scene in template.notBefore = scene.workshop.now + 86_400
    },
    issued(
      "a validity that begins now", red: ["envelope/issued-certificate-backdated"],
      "RFC8894-3.3.2.1-success-cert-usable"
    ) {
      template, scene in template.notBefore = scene.workshop.now
    },
    issued(
      "a validity longer than its CA's", red: ["envelope/issued-certificate-within-ca"],
      "RFC8894-3.3.2.1-success-cert-usable"
    ) {
      template, scene in template.notAfter = scene.workshop.ca.notAfter + 86_400
    },
    issued(
      "serial number 0", red: ["envelope/serial-number-positive", "envelope/serial-number-unique"],
      "RFC8894-3.3.2.1-success-cert-usable"
    ) {
      template, _ in template.serialNumber = [0]
    },
    issued("a negative serial number", red: ["envelope/serial-number-positive"], "RFC8894-3.3.2.1-success-cert-usable")
    {
      template, _ in template.serialNumber = [0xB0] + Randomness.bytes(8)
    },
    issued(
      "a serial number of 21 octets", red: ["envelope/serial-number-positive"], "RFC8894-3.3.2.1-success-cert-usable"
    ) {
      template, _ in template.serialNumber = [0x30] + Randomness.bytes(20)
    },
    issued(
      "the same serial number each time", red: ["envelope/serial-number-unique"], "RFC8894-3.3.2.1-success-cert-usable"
    ) {
      template, _ in template.serialNumber = [0x42]
    },
    issued(
      "basicConstraints CA:TRUE", red: ["envelope/issued-certificate-no-ca"],
      "RFC8894-3.3.2.1-success-cert-usable"
    ) { template, _ in template.extensions = ["basicConstraints=critical,CA:TRUE"] },
    issued("version 1", red: ["envelope/issued-certificate-version-3"], "RFC8894-3.3.2.1-success-cert-usable") {
      template, _ in
      template.version = 1
      template.extensions = []
    },
    .envelope(
      "The issued certificate has a broken signature", red: ["envelope/issued-certificate-verifies"],
      cites: ["RFC8894-3.3.2.1-success-cert-usable"]
    ) { envelope, _ in
      try envelope.editCertificates { $0[0][2] = flipped($0[0][2]) }
    },
    .envelope(
      "The issued certificate is signed by a stranger in the CA's name", red: ["envelope/issued-certificate-verifies"],
      cites: ["RFC8894-3.3.2.1-success-cert-usable"]
    ) { envelope, scene in
      try envelope.editCertificates {
        let key = try Certificate(der: $0[0].encoded).publicKey
        $0[0] = try scene.workshop.certificate(for: key, by: Workshop.strangerKey.get())
      }
    },
    .envelope(
      "The issued certificate names another issuer than the one that signed it",
      red: ["envelope/issued-certificate-verifies"],
      cites: ["RFC8894-3.3.2.1-success-cert-usable"]
    ) { envelope, scene in
      try envelope.editCertificates {
        let key = try Certificate(der: $0[0].encoded).publicKey
        $0[0] = try scene.workshop.certificate(for: key) { $0.issuer = try Name("/O=Elsewhere/CN=CA") }
      }
    },
    .envelope(
      "The issued certificate is signed with SHA-1", red: ["envelope/certificate-signature-modern"],
      cites: ["RFC8894-7.9-sha1-transition"]
    ) { envelope, scene in
      try envelope.editCertificates {
        let key = try Certificate(der: $0[0].encoded).publicKey
        $0[0] = try scene.workshop.certificate(for: key, digest: .sha1)
      }
    },
    .envelope(
      "The payload also holds a stranger's certificate", red: ["envelope/issued-certificate-is-leaf"],
      cites: ["RFC8894-3.3.2.1-pkcsreq-leaf"]
    ) { envelope, scene in
      let stranger = try DER(parsing: scene.workshop.stranger().der)
      try envelope.editCertificates { $0.append(stranger) }
    },
    .envelope(
      "The CA certificate comes before the issued one", red: ["envelope/issued-certificate-first"],
      cites: ["RFC8894-3.3.2.1-pkcsreq-leaf"]
    ) { envelope, scene in
      let ca = try DER(parsing: scene.workshop.ca.der)
      try envelope.editCertificates { $0.insert(ca, at: 0) }
    },
    .envelope(
      "The payload holds the CA certificate alone", red: ["envelope/issued-certificate-present"],
      cites: ["RFC8894-3.3.2.1-pkcsreq-issued-cert"]
    ) { envelope, scene in
      let ca = try DER(parsing: scene.workshop.ca.der)
      try envelope.editCertificates { $0 = [ca] }
    },
    .envelope(
      "The payload is a bare certificate", red: ["envelope/payload-degenerate"],
      cites: ["RFC8894-3.3.2-payload-degenerate"]
    ) {
      envelope, _ in
      envelope.plain = try DER(parsing: envelope.plain)[1, 0, 3, 0].encoded
      try envelope.seal()
    },
    .envelope(
      "The ContentInfo is missing around the payload", red: ["envelope/payload-degenerate"],
      cites: ["RFC8894-3.3.2-payload-degenerate"]
    ) {
      envelope, _ in
      envelope.plain = try DER(parsing: envelope.plain)[1, 0].encoded
      try envelope.seal()
    },
    .envelope(
      "The payload has a content", red: ["envelope/payload-without-content"], cites: ["RFC8894-3.4-content-omitted"]
    ) {
      envelope, _ in
      try envelope.editPayload { $0[1, 0, 2].elements.append(DER(0xA0, [.octetString([1])])) }
    },
    .envelope("The payload is signed", red: ["envelope/payload-without-signers"], cites: ["RFC8894-3.4-no-signers"]) {
      envelope, scene in
      let ca = scene.workshop.ca
      let digest = DER.sequence([.oid(Digest.sha256.oid), .null])
      let signer = DER.sequence([
        .integer(1), .sequence([try DER(parsing: ca.issuerName), DER(0x02, ca.serialNumber)]), digest,
        .sequence([.oid("1.2.840.113549.1.1.1"), .null]),
        .octetString(try scene.workshop.caKey.sign([], digest: .sha256)),
      ])
      try envelope.editPayload { payload in
        payload[1, 0, 1] = .set([digest])
        payload[1, 0].elements[payload[1, 0].elements.count - 1] = .set([signer])
      }
    },
    .envelope(
      "Octets follow the payload", red: ["envelope/nothing-after-payload"],
      cites: ["RFC8894-3.2.2-encryptedContent-matches"]
    ) {
      envelope, _ in
      envelope.plain += [0, 0, 0]
      try envelope.seal()
    },
    .envelope(
      "The payload has a CRL", red: ["envelope/payload-without-crl"], cites: ["RFC8894-3.3.2.1-pkcsreq-issued-cert"]
    ) {
      envelope, scene in
      let crl = try RevocationList.build(
        issuer: scene.workshop.ca.subjectName, key: scene.workshop.caKey, thisUpdate: scene.workshop.now,
        nextUpdate: scene.workshop.now + 86_400)
      try envelope.editPayload { $0[1, 0].elements.insert(DER(0xA1, [try DER(parsing: crl.der)]), at: 4) }
    },
    .signed(
      "The issued certificate also stands in clear in the message", .success, red: ["envelope/certificate-not-shown"],
      cites: ["RFC8894-7.7-identity-in-signer-cert"]
    ) { message, scene in
      let envelope = try OpenedEnvelope(message.content ?? [], keys: scene.workshop.openers)
      message.certificates.append(try DER(parsing: envelope.plain)[1, 0, 3, 0])
    },
  ]

  /// The issued certificate is replaced by one for the same key by the same CA, with one thing changed.
  private static func issued(
    _ what: String, red: Set<String>, _ cite: String,
    change: @escaping @Sendable (inout CertificateTemplate, Scene) throws -> Void
  ) -> Alteration {
    .envelope("The issued certificate has \(what)", red: red, cites: [cite]) { envelope, scene in
      try envelope.editCertificates {
        let old = try Certificate(der: $0[0].encoded)
        $0[0] = try scene.workshop.certificate(for: old.publicKey) {
          $0.subject = try Name(der: old.subjectName)
          try change(&$0, scene)
        }
      }
    }
  }
}
