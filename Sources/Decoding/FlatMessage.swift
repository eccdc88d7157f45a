public import ScepspecModel

/// The flat fields that any parser of SCEP messages has, or the class of error; `docs/parsers.md` describes them.
public enum FlatMessage {
  /// Why octets are no message that a SCEP party can use.
  public enum Failure: String, CaseIterable, Sendable {
    /// They end inside an element, or there are none.
    case truncated
    /// They are no BER.
    case encoding
    /// They are BER, but none of the messages, or a part that a message must have is missing.
    case structure
  }

  /// - Returns: `kind` and what belongs to it, or `error` alone.
  public static func read(_ octets: [UInt8]) -> [String: Field] {
    var reader = MessageReader(decoder: Decoder(codes: [:]), left: 100)
    guard let message = reader.read(octets) else {
      return failure(octets.count < 2 ? .truncated : .encoding)
    }
    if let cut = message.cut { return failure(cut.isEnd ? .truncated : .encoding) }
    var fields = message.fields
    guard isUsable(message) else { return failure(.structure) }
    if fields["crls"] == .integer(0) { fields["crls"] = nil }
    let trailing = octets.count - message.elementLength
    if trailing > 0 { fields["trailingOctets"] = .integer(trailing) }
    return fields
  }

  private static func failure(_ failure: Failure) -> [String: Field] { ["error": .text(failure.rawValue)] }

  private static func isUsable(_ message: DecodedMessage) -> Bool {
    switch message.kind {
    case .certificates: true
    case .certificate: message.fields["certificates"] != nil
    case .pkiMessage:
      message.fields["messageType"] != nil && message.fields["transactionID"] != nil && hasUsableContent(message.fields)
    default: false
    }
  }

  /// An envelope with recipient and cipher, or no content at all.
  private static func hasUsableContent(_ fields: [String: Field]) -> Bool {
    guard fields["contentOctets"] == nil else { return false }
    guard case .list(let recipients)? = fields["recipients"]?.value else { return true }
    return !recipients.isEmpty && fields["contentCipher"] != nil
  }
}

extension DecodedMessage {
  /// Octets of the outermost element.
  fileprivate var elementLength: Int {
    guard let tree else { return octets }
    return tree.headerLength + tree.contentLength + (tree.isIndefinite ? 2 : 0)
  }
}
