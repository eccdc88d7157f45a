public import ScepspecASN1
public import ScepspecCMS
public import ScepspecModel

/// Explains SCEP messages, certificates and what belongs to them, whole or cut, however they are wrapped.
///
/// It does no I/O and reads no clock: equal input gives equal values.
public struct Decoder: Sendable {
  /// Bounds on one message.
  public static let limits = BERNode.Limits(depth: 64, elements: 300_000, octets: mostOctets)
  /// The largest input.
  public static let mostOctets = 64 << 20
  /// Elements of all trees of an input.
  public static let mostNodes = 100_000
  /// What is looked for, for the message about an input in which nothing was found.
  public static let tried = Unwrapper.tried

  let words: Words
  let keys: [PrivateKey]
  let showsSecrets: Bool

  /// - Parameters:
  ///   - codes: Tables of names and codes: `oids`, `message-type`, `pki-status`, `fail-info`, `hresult`,
  ///     `capabilities`. What a table does not know is shown as it is.
  ///   - keys: Private keys that may open envelopes.
  ///   - showsSecrets: The challengePassword is shown.
  public init(codes: [String: CodeTable], keys: [PrivateKey] = [], showsSecrets: Bool = false) {
    words = Words(tables: codes)
    self.keys = keys
    self.showsSecrets = showsSecrets
  }

  /// Everything that `input` holds; no messages where nothing was recognised.
  ///
  /// - Parameter name: What the input is called in the result.
  public func decode(_ input: [UInt8], name: String) -> DecodedInput {
    guard input.count <= Self.mostOctets else { return DecodedInput(name: name, octets: input.count, messages: []) }
    let capabilities = Set((words.tables["capabilities"]?.entries.keys).map(Array.init) ?? [])
    let found = Unwrapper(capabilities: capabilities).messages(in: input)
    var places = Places(input)
    var left = Self.mostNodes
    var messages: [DecodedMessage] = []
    for wrapped in found.prefix(Unwrapper.mostMessages) {
      guard let message = message(wrapped, &places, &left) else { continue }
      messages.append(message)
    }
    return DecodedInput(
      name: name, octets: input.count, messages: messages, isCurtailed: found.count >= Unwrapper.mostMessages)
  }

  private func message(_ wrapped: Wrapped, _ places: inout Places, _ left: inout Int) -> DecodedMessage? {
    var message: DecodedMessage
    let place = places.place(wrapped.range.lowerBound)
    switch wrapped.content {
    case .octets(let octets) where wrapped.isPrivateKey:
      var reader = MessageReader(decoder: self, left: left)
      if let read = reader.read(octets), read.kind == .privateKey {
        left = reader.left
        message = read
      } else {
        message = DecodedMessage(
          kind: .privateKey, title: "A private key in another format", place: place, octets: octets.count,
          facts: [.init("private key", "not shown")])
        message.fields["kind"] = .text(message.kind.rawValue)
      }
      message.place = place
    case .octets(let octets):
      var reader = MessageReader(decoder: self, left: left)
      guard let read = reader.read(octets) else {
        guard wrapped.request.operation != nil else { return nil }
        message = operation(wrapped, place)
        message.oddities.append(.init("message-unreadable", "The message is no BER (\(octets.count) octets)."))
        break
      }
      left = reader.left
      message = read
      message.place = place
      // The end of the text, where the text is what ended.
      if message.cut?.isEnd ?? false { message.cut?.place = places.place(wrapped.range.upperBound) }
    case .capabilities(let lines): message = CapabilityReader(words: words).read(lines, place)
    case .nothing: message = operation(wrapped, place)
    }
    message.encoding = wrapped.steps
    message.oddities = wrapped.oddities + message.oddities
    message.facts = wrapped.request.facts + message.facts
    return message
  }

  private func operation(_ wrapped: Wrapped, _ place: InputPlace) -> DecodedMessage {
    var message = DecodedMessage(kind: .operation, title: wrapped.request.title, place: place, octets: 0)
    message.fields["kind"] = .text(message.kind.rawValue)
    return message
  }
}

/// Lines and columns of offsets in a text. It goes forward with the messages, so that it needs no list of lines.
private struct Places {
  private let input: [UInt8]
  private let isText: Bool
  private var line = 1
  private var lineStart = 0
  private var position = 0

  init(_ input: [UInt8]) {
    self.input = input
    isText = ASCII.isText(input.prefix(4096))
  }

  mutating func place(_ offset: Int) -> InputPlace {
    guard isText else { return InputPlace(offset: offset) }
    while position > offset {
      position -= 1
      if input[position] == 0x0A { line -= 1 }
    }
    if position < lineStart { lineStart = input[..<position].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0 }
    while position < min(offset, input.count) {
      if input[position] == 0x0A { (line, lineStart) = (line + 1, position + 1) }
      position += 1
    }
    return InputPlace(offset: offset, line: line, column: offset - lineStart + 1)
  }
}
