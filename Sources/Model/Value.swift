/// A typed value that an adapter observed or a specification states.
public enum Value: Hashable, Sendable {
  case bool(Bool)
  case integer(Int)
  case text(String)
  case bytes([UInt8])
  /// Seconds since 1970-01-01T00:00:00Z.
  case time(Int)
  case list([Field])
  case record([String: Field])

  /// Texts are equal octet for octet: what looks the same on paper, such as é in one scalar or in two, is not the same
  /// on the wire.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)), (.time(let left), .time(let right)): left == right
    case (.bytes(let left), .bytes(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.record(let left), .record(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let bool): hasher.combine(bool)
    case .integer(let number), .time(let number): hasher.combine(number)
    case .text(let text):
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    case .bytes(let bytes): hasher.combine(bytes)
    case .list(let items): hasher.combine(items)
    case .record(let fields): hasher.combine(fields)
    }
  }

  public static func texts(_ texts: [String]) -> Value { .list(texts.map { Field(.text($0)) }) }
}

/// A value together with the place and spelling it had in the message, where it came out of one.
public struct Field: Hashable, Sendable {
  public var value: Value
  /// How the value was encoded; `nil` where it did not come out of an ASN.1 structure.
  public var encoding: Encoding?

  public init(_ value: Value, _ encoding: Encoding? = nil) {
    self.value = value
    self.encoding = encoding
  }

  /// Records merge key by key; anything else replaces what was there.
  public func merged(over base: Field) -> Field {
    guard case .record(let own) = value, case .record(let inherited) = base.value else { return self }
    return Field(.record(inherited.merging(own) { $1.merged(over: $0) }))
  }

  public static func text(_ text: String) -> Field { Field(.text(text)) }
  public static func bool(_ bool: Bool) -> Field { Field(.bool(bool)) }
  public static func integer(_ integer: Int) -> Field { Field(.integer(integer)) }
  public static func bytes(_ bytes: [UInt8]) -> Field { Field(.bytes(bytes)) }
  public static func record(_ record: [String: Field]) -> Field { Field(.record(record)) }
  public static func list(_ list: [Field]) -> Field { Field(.list(list)) }
}

/// The raw encoding of a value: its ASN.1 tag, where it begins and the octets themselves.
public struct Encoding: Hashable, Sendable {
  /// The tag in words, such as `PrintableString`, `OCTET STRING`, `[0]`.
  public var tag: String
  /// Octets from the start of what was received (0-based) to the tag octet; of what was enciphered, from the start of
  /// the plaintext.
  public var offset: Int
  /// Tag, length and content octets as they were received.
  public var bytes: [UInt8]

  public init(tag: String, offset: Int, bytes: [UInt8]) {
    self.tag = tag
    self.offset = offset
    self.bytes = bytes
  }
}
