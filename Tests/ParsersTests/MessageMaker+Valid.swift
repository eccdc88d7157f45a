import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

extension MessageMaker {
  func valid() throws -> [MessageInputs.Input] {
    var found: [MessageInputs.Input] = []
    for (digestName, digest) in Self.digests {
      for (cipherName, cipher) in Self.ciphers {
        for (name, type) in Self.types {
          found.append(
            (
              "\(name)-\(digestName)-\(cipherName)", "messageType \(type), \(digestName), \(cipherName)",
              try request(type, digest: digest, cipher: cipher).build()
            ))
        }
        found.append(
          (
            "success-\(digestName)-\(cipherName)", "CertRep SUCCESS, \(digestName), \(cipherName)",
            try reply(digest: digest, cipher: cipher).build()
          ))
      }
    }
    for failInfo in 0...4 {
      found.append(
        (
          "failure-\(failInfo)", "CertRep FAILURE, failInfo \(failInfo)",
          try changed(reply("2")) { $0.failInfo = String(failInfo) }
        ))
    }
    found.append(("pending", "CertRep PENDING", try reply("3").build()))
    found.append(
      (
        "failure-text", "CertRep FAILURE with failInfoText beyond ASCII",
        try changed(reply("2")) { $0.failInfoText = "Nein, heute nicht: ü€" }
      ))
    for transport in [KeyTransport.oaepSHA1, .oaepSHA256] {
      found.append(
        (
          "oaep-\(transport.rawValue.lowercased())", "The content key by \(transport.rawValue)",
          try changed(request()) { $0.keyTransport = transport }
        ))
    }
    return try found + references() + bags()
  }

  private func references() throws -> [MessageInputs.Input] {
    var found: [MessageInputs.Input] = []
    for (index, text) in [
      "a", "with blanks and (signs)", "0123456789abcdef0123456789abcdef", String(repeating: "x", count: 200),
    ].enumerated() {
      found.append(
        (
          "transaction-\(index + 1)", "A transactionID of \(text.count) characters",
          try changed(request()) { $0.transactionID = text }
        ))
    }
    found += [
      (
        "signer-key-identifier", "The signer is named by its key identifier",
        try changed(request()) { $0.signer.reference = .subjectKeyIdentifier }
      ),
      (
        "recipient-key-identifier", "The recipient is named by its key identifier",
        try changed(request()) { $0.recipients = [Recipient(authority, reference: .subjectKeyIdentifier)] }
      ),
      ("two-recipients", "Two recipients", try changed(request()) { $0.recipients.append(Recipient(client)) }),
      (
        "signer-spelling", "The signature algorithm names the digest",
        try changed(request()) { $0.signer.spelling = .withDigest }
      ),
      (
        "signer-elliptic", "An EC key signs",
        try changed(request()) {
          $0.signer = SignerRecipe(certificate: ellipticCertificate, key: elliptic)
          $0.certificates = [ellipticCertificate]
        }
      ),
      ("chain", "Two certificates go along", try changed(reply()) { $0.certificates = [authority, client] }),
      ("signing-time", "With signingTime", try changed(request()) { $0.signingTime = 1_800_000_000 }),
    ]
    return found
  }

  private func bags() throws -> [MessageInputs.Input] {
    let list = try RevocationList.build(
      issuer: authority.subjectName, key: key, thisUpdate: 1_700_000_000, nextUpdate: 1_900_000_000)
    return [
      ("certificate", "GetCACert: a certificate as it is", authority.der),
      ("bag-one", "GetCACert: PKCS #7 with one certificate", try SignedDataRecipe(certificates: [authority]).encoded()),
      (
        "bag-two", "GetCACert: PKCS #7 with two certificates",
        try SignedDataRecipe(certificates: [authority, client]).encoded()
      ),
      (
        "bag-three", "GetCACert: PKCS #7 with three certificates",
        try SignedDataRecipe(certificates: [authority, client, ellipticCertificate]).encoded()
      ),
      ("bag-list", "GetCRL: PKCS #7 with a revocation list", try SignedDataRecipe(crls: [list]).encoded()),
      (
        "bag-both", "PKCS #7 with a certificate and a revocation list",
        try SignedDataRecipe(certificates: [authority], crls: [list]).encoded()
      ),
    ]
  }
}
