public import Foundation

/// JSON as parsers say it.
public indirect enum PlainValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([PlainValue])
  case object([String: PlainValue])

  private static let deepest = 16

  /// `nil` for what is no JSON, or nested too deep.
  public init?(json: Data) {
    guard let any = try? JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed),
      let value = PlainValue(any, depth: 0)
    else { return nil }
    self = value
  }

  private init?(_ any: Any, depth: Int) {
    guard depth < Self.deepest else { return nil }
    switch any {
    case is NSNull: self = .null
    case let text as String: self = .text(text)
    case let number as NSNumber:
      // A Boolean is a number here, told apart by its type only.
      self = String(cString: number.objCType) == "c" ? .bool(number.boolValue) : .number(number.doubleValue)
    case let list as [Any]:
      let values = list.compactMap { PlainValue($0, depth: depth + 1) }
      guard values.count == list.count else { return nil }
      self = .list(values)
    case let object as [String: Any]:
      let values = object.compactMapValues { PlainValue($0, depth: depth + 1) }
      guard values.count == object.count else { return nil }
      self = .object(values)
    default: return nil
    }
  }

  /// In a line, names in alphabetical order.
  public var words: String {
    switch self {
    case .null: "null"
    case .bool(let value): String(value)
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .text(let text): "\"\(text)\""
    case .list(let items): "[" + items.map(\.words).joined(separator: ", ") + "]"
    case .object(let fields):
      "{" + fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.words)" }.joined(separator: ", ") + "}"
    }
  }
}
