import ScepspecModel
import ScepspecSCEPMessages

extension Explanation {
  /// EnvelopedData (RFC 8894 section 3.1, RFC 5652 section 6).
  mutating func explain(_ envelope: Envelope) {
    let type = envelope.contentType.map { words.oid($0.value) } ?? "EnvelopedData without ContentInfo"
    fact("content", type)
    fact("cipher", algorithm("content cipher", envelope.contentEncryptionAlgorithm))
    fields["contentCipher"] = envelope.contentEncryptionAlgorithm.map { .text($0.oid) }
    for recipient in envelope.recipients.prefix(20) { explain(recipient) }
    fields["recipients"] = .list(envelope.recipients.prefix(256).map { .record(Self.fields($0)) })
    if let encrypted = envelope.encryptedContent, encrypted.isConstructed, encrypted.isImplicit {
      odd("segmented-content", "The encrypted content is cut in segments (BER), which some parsers refuse.")
    }
    if !envelope.isContentInfo { odd("no-content-info", "The ContentInfo around the EnvelopedData is missing.") }
    if envelope.trailingOctets > 0 {
      odd("trailing-octets", "\(envelope.trailingOctets) octets follow the enveloped data.")
    }
  }

  private mutating func explain(_ recipient: RecipientInfo) {
    fact("recipient", identifier(recipient.identifier))
    if recipient.kind != .keyTransport { fact("recipient is", recipient.kind.rawValue) }
    fact("key transport", algorithm("key transport", recipient.keyEncryptionAlgorithm))
    fields["keyTransport"] = fields["keyTransport"] ?? recipient.keyEncryptionAlgorithm.map { .text($0.oid) }
  }

  private static func fields(_ recipient: RecipientInfo) -> [String: Field] {
    var fields: [String: Field] = [:]
    switch recipient.identifier {
    case .issuerAndSerialNumber(let both):
      fields["serialNumber"] = .bytes(both.serialNumber)
      fields["issuer"] = .bytes(both.issuerName)
    case .subjectKeyIdentifier(let octets): fields["subjectKeyIdentifier"] = .bytes(octets)
    case nil: break
    }
    return fields
  }
}
