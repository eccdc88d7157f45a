public import ScepspecCMS
public import ScepspecModel

extension Envelope {
  /// The kind `envelope`; `opening` is `nil` where there was no key to open it with.
  public func fields(_ opening: Opening?, signer: Certificate?) -> [String: Field] {
    var fields: [String: Field] = [
      "isContentInfo": .bool(isContentInfo), "trailingOctets": .integer(trailingOctets),
      "recipientInfoCount": .integer(recipients.count),
    ]
    fields["contentType"] = contentType.map { Field(.text($0.value), $0.encoding) }
    fields["version"] = version.map { Field(.integer($0.value), $0.encoding) }
    fields["innerContentType"] = innerContentType.map { Field(.text($0.value), $0.encoding) }
    fields["contentEncryptionAlgorithm"] = contentEncryptionAlgorithm?.field
    fields["encryptedContentTag"] = encryptedContent.map { .text($0.word) }
    fields["encryptedContentImplicit"] = encryptedContent.map { .bool($0.isImplicit) }
    if let first = recipients.first { fields.merge(Self.fields(first)) { _, new in new } }
    fields["namesSigner"] = signer.map { .bool(names($0)) }
    if let opening { fields.merge(Self.fields(opening)) { _, new in new } }
    return fields
  }

  private static func fields(_ recipient: RecipientInfo) -> [String: Field] {
    var fields: [String: Field] = ["recipientInfoType": .text(recipient.kind.rawValue)]
    fields["recipientInfoVersion"] = recipient.version.map { .integer($0) }
    fields["recipientIdentifier"] = recipient.identifier.map { .text($0.word) }
    fields["keyEncryptionAlgorithm"] = recipient.keyEncryptionAlgorithm?.field
    if case .issuerAndSerialNumber(let both) = recipient.identifier {
      fields["recipientIssuerName"] = .bytes(both.issuerName)
      fields["recipientSerialNumber"] = .bytes(both.serialNumber)
    }
    return fields
  }

  private static func fields(_ opening: Opening) -> [String: Field] {
    var fields: [String: Field] = ["opened": .bool(opening.content != nil)]
    fields["detail"] = opening.problem.map { .text($0.reason) }
    if opening.plaintext != nil { fields["paddingValid"] = .bool(opening.paddingValid) }
    return fields
  }
}
