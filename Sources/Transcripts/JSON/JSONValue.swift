/// A JSON value as it stands in a file; objects keep the order of their members.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number that is no `Int`, as it was written.
  case number(String)
  case string(String)
  /// A string that is no Unicode text: UTF-16 with a surrogate that stands alone. Some tools write octets so.
  case units([UInt16])
  case array([JSONValue])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of the object's first member of that name; `nil` where there is none, or this is no object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  public var text: String? {
    switch self {
    case .string(let text): text
    case .units(let units): String(decoding: units, as: UTF16.self)
    default: nil
    }
  }

  /// Numbers with a fraction are cut, those beyond `Int` are `nil`.
  public var integer: Int? {
    switch self {
    case .integer(let value): value
    case .number(let text): Double(text).flatMap { Int(exactly: $0.rounded(.towardZero)) }
    default: nil
    }
  }

  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  public var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// What stands there, for errors: `a string`.
  public var kindInWords: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer, .number: "a number"
    case .string, .units: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}
