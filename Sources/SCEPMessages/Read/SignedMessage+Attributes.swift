extension SignedMessage {
  /// The first value of the first signed attribute of that type, an OID such as `AttributeOID.transactionID`.
  public func value(_ type: String) -> MessageAttribute.Value? { signer?.signedAttributes?.first(type) }

  /// All signed attributes of that type; more than one, or one with other than one value, is wrong.
  public func attributes(_ type: String) -> [MessageAttribute] { signer?.signedAttributes?.all(type) ?? [] }

  public var transactionID: String? { value(AttributeOID.transactionID)?.text }
  /// The messageType in decimal, such as `19`.
  public var messageType: String? { value(AttributeOID.messageType)?.text }
  public var pkiStatus: String? { value(AttributeOID.pkiStatus)?.text }
  public var failInfo: String? { value(AttributeOID.failInfo)?.text }
  public var failInfoText: String? { value(AttributeOID.failInfoText)?.text }
  public var senderNonce: [UInt8]? { value(AttributeOID.senderNonce)?.octets }
  public var recipientNonce: [UInt8]? { value(AttributeOID.recipientNonce)?.octets }
  /// The contentType attribute, an OID.
  public var contentTypeAttribute: String? { value(AttributeOID.contentType)?.oid }
  public var messageDigest: [UInt8]? { value(AttributeOID.messageDigest)?.octets }
  /// Seconds since 1970-01-01T00:00:00Z.
  public var signingTime: Int? { value(AttributeOID.signingTime)?.time }
}
