import ScepspecASN1

/// The ASN.1 structures that SCEP is made of.
enum Structure: Sendable {
  // RFC 5652.
  case contentInfo, signedData, encapsulatedContent, signerInfo, envelopedData, recipientInfo, encryptedContent
  case issuerAndSerialNumber, attribute
  // RFC 5280.
  case algorithm, certificate, tbsCertificate, validity, publicKeyInfo, relativeName, certificateExtension
  case revocationList, tbsRevocationList, revokedCertificate
  // RFC 2986 and RFC 8894 section 3.3.3.
  case certificationRequest, requestInfo, issuerAndSubject
  case privateKeyInfo, encipheredPrivateKey, keyStore

  var members: [Member] {
    switch self {
    case .contentInfo, .signedData, .encapsulatedContent, .signerInfo, .envelopedData, .recipientInfo,
      .encryptedContent, .issuerAndSerialNumber, .attribute:
      messageMembers
    default: certificateMembers
    }
  }

  /// RFC 5652 sections 3, 5, 6.
  private var messageMembers: [Member] {
    switch self {
    case .contentInfo:
      [Member("contentType", .universal(.objectIdentifier)), Member("content", .context(0), .message)]
    case .signedData:
      [
        Member("version", .universal(.integer)),
        Member("digestAlgorithms", .universal(.set), .list("digestAlgorithm", .structure(.algorithm))),
        Member("encapContentInfo", .universal(.sequence), .structure(.encapsulatedContent)),
        Member("certificates", .context(0), .list("certificate", .structure(.certificate))),
        Member("crls", .context(1), .list("crl", .structure(.revocationList))),
        Member("signerInfos", .universal(.set), .list("signerInfo", .structure(.signerInfo))),
      ]
    case .encapsulatedContent:
      [
        Member("eContentType", .universal(.objectIdentifier)),
        Member("eContent", .context(0), .inside(.holds(.message))),
      ]
    case .signerInfo:
      [
        Member("version", .universal(.integer)),
        Member("sid", .universal(.sequence), .structure(.issuerAndSerialNumber)), Member("sid", .context(0)),
        Member("digestAlgorithm", .universal(.sequence), .structure(.algorithm)),
        Member("signedAttrs", .context(0), .list("attribute", .structure(.attribute))),
        Member("signatureAlgorithm", .universal(.sequence), .structure(.algorithm)),
        Member("signature", .universal(.octetString)),
        Member("unsignedAttrs", .context(1), .list("attribute", .structure(.attribute))),
      ]
    case .envelopedData:
      [
        Member("version", .universal(.integer)), Member("originatorInfo", .context(0)),
        Member("recipientInfos", .universal(.set), .list("recipientInfo", .structure(.recipientInfo))),
        Member("encryptedContentInfo", .universal(.sequence), .structure(.encryptedContent)),
        Member("unprotectedAttrs", .context(1), .list("attribute", .structure(.attribute))),
      ]
    case .recipientInfo:
      [
        Member("version", .universal(.integer)),
        Member("rid", .universal(.sequence), .structure(.issuerAndSerialNumber)), Member("rid", .context(0)),
        Member("keyEncryptionAlgorithm", .universal(.sequence), .structure(.algorithm)),
        Member("encryptedKey", .universal(.octetString)),
      ]
    case .encryptedContent:
      [
        Member("contentType", .universal(.objectIdentifier)),
        Member("contentEncryptionAlgorithm", .universal(.sequence), .structure(.algorithm)),
        Member("encryptedContent", .any),
      ]
    case .issuerAndSerialNumber:
      [Member("issuer", .universal(.sequence), .name), Member("serialNumber", .universal(.integer))]
    case .attribute:
      [Member("type", .universal(.objectIdentifier)), Member("values", .universal(.set), .list("value", .any))]
    default: []
    }
  }
}

extension Shape {
  static let name = Shape.list("rdn", .list("attribute", .structure(.relativeName)))
}
