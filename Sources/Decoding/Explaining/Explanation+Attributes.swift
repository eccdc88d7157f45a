import ScepspecModel
import ScepspecSCEPMessages

extension Explanation {
  /// The signed attributes of SCEP (RFC 8894 section 3.2.1).
  mutating func attributes(_ message: SignedMessage, isWhole: Bool) {
    text("transactionID", AttributeOID.transactionID, message) { $0 }
    text("messageType", AttributeOID.messageType, message) { [words] in words.code($0, of: "message-type") }
    text("pkiStatus", AttributeOID.pkiStatus, message) { [words] in words.code($0, of: "pki-status") }
    text("failInfo", AttributeOID.failInfo, message) { [words] in words.code($0, of: "fail-info") }
    text("failInfoText", AttributeOID.failInfoText, message) { $0 }
    text("HRESULT", AttributeOID.hResult, message) { [words] in words.code($0, of: "hresult") }
    nonce("senderNonce", AttributeOID.senderNonce, message)
    nonce("recipientNonce", AttributeOID.recipientNonce, message)
    if let time = message.signingTime { fact("signingTime", Time.text(time)) }
    counts(message)
    guard isWhole, message.signer != nil else { return }
    missing(message)
    unknownCodes(message)
  }

  private mutating func text(_ name: String, _ type: String, _ message: SignedMessage, _ words: (String) -> String) {
    guard let value = message.value(type) else { return }
    fact(name, words(value.text))
    if name != "HRESULT" { fields[name] = .text(value.text) }
    let tag = value.encoding.tag
    // Other attributes have types of their own.
    guard type.hasPrefix("2.16.840.1.113733.1.9."), tag != "PrintableString" else { return }
    odd("attribute-type", "The \(name) is a \(tag), not a PrintableString.", at: value.encoding.offset)
  }

  private mutating func nonce(_ name: String, _ type: String, _ message: SignedMessage) {
    guard let value = message.value(type) else { return }
    fact(name, Words.hex(value.octets))
    fields[name] = .bytes(value.octets)
    if value.octets.count != 16 {
      odd("nonce-length", "The \(name) has \(value.octets.count) octets, not 16.", at: value.encoding.offset)
    }
    if value.encoding.tag != "OCTET STRING" {
      odd("attribute-type", "The \(name) is a \(value.encoding.tag), not an OCTET STRING.", at: value.encoding.offset)
    }
  }

  private mutating func counts(_ message: SignedMessage) {
    guard let set = message.signer?.signedAttributes else { return }
    if !set.isSorted {
      odd("attributes-unsorted", "The signed attributes are not in the order that DER wants.", at: set.encoding.offset)
    }
    var seen: Set<String> = []
    for attribute in set.attributes {
      if !seen.insert(attribute.type).inserted {
        odd("attribute-twice", "\(words.oid(attribute.type)) is there more than once.", at: attribute.encoding.offset)
      }
      if attribute.values.count != 1 {
        odd(
          "attribute-values", "\(words.oid(attribute.type)) has \(attribute.values.count) values, not one.",
          at: attribute.encoding.offset)
      }
    }
  }

  /// RFC 8894 section 3.2.1.1 to 3.2.1.5 and RFC 5652 section 5.3.
  private mutating func missing(_ message: SignedMessage) {
    let isReply = message.messageType == "3"
    var needed = [
      ("contentType", AttributeOID.contentType), ("messageDigest", AttributeOID.messageDigest),
      ("messageType", AttributeOID.messageType), ("transactionID", AttributeOID.transactionID),
      ("senderNonce", AttributeOID.senderNonce),
    ]
    if isReply {
      needed += [("pkiStatus", AttributeOID.pkiStatus), ("recipientNonce", AttributeOID.recipientNonce)]
    }
    if message.pkiStatus == PKIStatus.failure { needed.append(("failInfo", AttributeOID.failInfo)) }
    for (name, type) in needed where message.attributes(type).isEmpty {
      odd("attribute-missing", "The attribute \(name) is missing.")
    }
  }

  private mutating func unknownCodes(_ message: SignedMessage) {
    let coded = [
      ("messageType", message.messageType, "message-type"), ("pkiStatus", message.pkiStatus, "pki-status"),
      ("failInfo", message.failInfo, "fail-info"),
    ]
    for (name, value, table) in coded {
      guard let value, words.tables[table] != nil else { continue }
      // The tables know the words too, which never stand in a message.
      if Int(value) == nil || words.entry(value, of: table) == nil {
        odd("unknown-\(table)", "The \(name) '\(value)' is not one that RFC 8894 knows.")
      }
    }
  }
}
