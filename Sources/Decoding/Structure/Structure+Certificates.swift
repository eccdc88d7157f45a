import ScepspecASN1

extension Structure {
  /// RFC 5280 sections 4.1 and 5.1, RFC 2986 section 4, RFC 5958 sections 2 and 3, RFC 7292 section 4.
  var certificateMembers: [Member] {
    switch self {
    case .algorithm: [Member("algorithm", .universal(.objectIdentifier)), Member("parameters", .any)]
    case .certificate: Self.signed("tbsCertificate", .tbsCertificate)
    case .revocationList: Self.signed("tbsCertList", .tbsRevocationList)
    case .certificationRequest: Self.signed("certificationRequestInfo", .requestInfo)
    case .tbsCertificate:
      [
        Member("version", .context(0)), Member("serialNumber", .universal(.integer)),
        Member("signature", .universal(.sequence), .structure(.algorithm)),
        Member("issuer", .universal(.sequence), .name),
        Member("validity", .universal(.sequence), .structure(.validity)),
        Member("subject", .universal(.sequence), .name),
        Member("subjectPublicKeyInfo", .universal(.sequence), .structure(.publicKeyInfo)),
        Member("issuerUniqueID", .context(1)), Member("subjectUniqueID", .context(2)),
        Member("extensions", .context(3), .inside(.extensions)),
      ]
    case .validity: [Member("notBefore", .time), Member("notAfter", .time)]
    case .publicKeyInfo:
      [
        Member("algorithm", .universal(.sequence), .structure(.algorithm)),
        Member("subjectPublicKey", .universal(.bitString)),
      ]
    case .relativeName: [Member("type", .universal(.objectIdentifier)), Member("value", .any)]
    case .certificateExtension:
      [
        Member("extnID", .universal(.objectIdentifier)), Member("critical", .universal(.boolean)),
        Member("extnValue", .universal(.octetString), .holds(.any)),
      ]
    case .tbsRevocationList:
      [
        Member("version", .universal(.integer)), Member("signature", .universal(.sequence), .structure(.algorithm)),
        Member("issuer", .universal(.sequence), .name), Member("thisUpdate", .time), Member("nextUpdate", .time),
        Member("revokedCertificates", .universal(.sequence), .list("revoked", .structure(.revokedCertificate))),
        Member("crlExtensions", .context(0), .inside(.extensions)),
      ]
    case .revokedCertificate:
      [
        Member("userCertificate", .universal(.integer)), Member("revocationDate", .time),
        Member("crlEntryExtensions", .universal(.sequence), .extensions),
      ]
    case .requestInfo:
      [
        Member("version", .universal(.integer)), Member("subject", .universal(.sequence), .name),
        Member("subjectPKInfo", .universal(.sequence), .structure(.publicKeyInfo)),
        Member("attributes", .context(0), .list("attribute", .structure(.attribute))),
      ]
    case .issuerAndSubject:
      [Member("issuer", .universal(.sequence), .name), Member("subject", .universal(.sequence), .name)]
    case .privateKeyInfo:
      [
        Member("version", .universal(.integer)),
        Member("privateKeyAlgorithm", .universal(.sequence), .structure(.algorithm)),
        Member("privateKey", .universal(.octetString), .privateKey),
      ]
    case .encipheredPrivateKey:
      [
        Member("encryptionAlgorithm", .universal(.sequence), .structure(.algorithm)),
        Member("encryptedData", .universal(.octetString), .privateKey),
      ]
    case .keyStore:
      [
        Member("version", .universal(.integer)), Member("authSafe", .universal(.sequence), .privateKey),
        Member("macData", .universal(.sequence), .privateKey),
      ]
    default: []
    }
  }

  private static func signed(_ role: String, _ structure: Structure) -> [Member] {
    [
      Member(role, .universal(.sequence), .structure(structure)),
      Member("signatureAlgorithm", .universal(.sequence), .structure(.algorithm)),
      Member("signature", .universal(.bitString)),
    ]
  }
}

extension Shape {
  static let extensions = Shape.list("extension", .structure(.certificateExtension))

  /// RFC 5280 section 4.2.1.3.
  static let keyUsage = Shape.bits([
    "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
    "cRLSign", "encipherOnly", "decipherOnly",
  ])
}
