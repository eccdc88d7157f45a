import ScepspecSCEPMessages

/// What the values of attributes and extensions are, by the OID that stands before them.
extension Shape {
  static func attributeValue(_ type: String) -> Shape {
    switch type {
    case AttributeOID.messageType: .code("message-type")
    case AttributeOID.pkiStatus: .code("pki-status")
    case AttributeOID.failInfo: .code("fail-info")
    case AttributeOID.hResult: .code("hresult")
    case AttributeOID.challengePassword: .secret
    case AttributeOID.extensionRequest, AttributeOID.certificateExtensions: .extensions
    default: .any
    }
  }

  static func extensionValue(_ type: String) -> Shape {
    switch type {
    // keyUsage, and names: subjectAltName, issuerAltName (RFC 5280 section 4.2.1).
    case "2.5.29.15": .keyUsage
    case "2.5.29.17", "2.5.29.18": .list("generalName", .text)
    default: .any
    }
  }
}

extension AttributeOID {
  static let challengePassword = "1.2.840.113549.1.9.7"
  static let extensionRequest = "1.2.840.113549.1.9.14"
  /// The same under an OID of Microsoft's.
  static let certificateExtensions = "1.3.6.1.4.1.311.2.1.14"
}
