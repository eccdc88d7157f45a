/// A JSON value whose objects keep the order they were written in, so that equal reports are equal octets.
public indirect enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([JSON])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: JSON
  }

  public static func strings(_ strings: [String]) -> JSON { .array(strings.map(JSON.string)) }

  /// `null` where there is no text.
  public static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
  public static func optional(_ number: Int?) -> JSON { number.map(JSON.integer) ?? .null }

  /// The text of the value, indented by two blanks a level, with a line feed at the end.
  public func encoded() -> String {
    var text = ""
    write(to: &text, indent: "")
    return text + "\n"
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .string(let value): JSON.write(value, to: &text)
    case .array(let items):
      JSON.writeBlock(items, brackets: ("[", "]"), to: &text, indent: indent) { item, text, inner in
        item.write(to: &text, indent: inner)
      }
    case .object(let members):
      JSON.writeBlock(members, brackets: ("{", "}"), to: &text, indent: indent) { member, text, inner in
        JSON.write(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, indent: inner)
      }
    }
  }

  private static func writeBlock<Item>(
    _ items: [Item], brackets: (String, String), to text: inout String, indent: String,
    item write: (Item, inout String, String) -> Void
  ) {
    guard !items.isEmpty else {
      text += brackets.0 + brackets.1
      return
    }
    let inner = indent + "  "
    text += brackets.0
    for (index, item) in items.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + inner
      write(item, &text, inner)
    }
    text += "\n" + indent + brackets.1
  }

  /// RFC 8259 section 7. What could deceive a reader of the raw text is written as `\uXXXX`, which is the same value.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        guard Escaping.isDeceptive(scalar) else {
          text.unicodeScalars.append(scalar)
          continue
        }
        for unit in String(Character(scalar)).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    text += "\""
  }
}

extension JSON: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
}

extension JSON: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}
