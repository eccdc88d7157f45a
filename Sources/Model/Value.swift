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
