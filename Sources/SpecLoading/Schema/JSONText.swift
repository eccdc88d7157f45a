/// A JSON value whose keys keep their order, so that a generated file reads like a written one.
indirect enum JSONText {
  case text(String)
  case number(Int)
  case bool(Bool)
  case list([JSONText])
  case object([(String, JSONText)])

  static func texts(_ texts: some Sequence<String>) -> JSONText { .list(texts.map(JSONText.text)) }
  static func reference(_ name: String) -> JSONText { .object([("$ref", .text("#/$defs/\(name)"))]) }

  /// The value in two-space indentation; short lists stay in one line.
  func rendered(_ indent: String = "") -> String {
    switch self {
    case .text(let text): return Self.quoted(text)
    case .number(let number): return "\(number)"
    case .bool(let bool): return bool ? "true" : "false"
    case .list(let items):
      let line = "[" + items.map { $0.rendered() }.joined(separator: ", ") + "]"
      if items.allSatisfy(\.isScalar), line.count < 100 { return line }
      return "[\n" + items.map { indent + "  " + $0.rendered(indent + "  ") }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let entries):
      if entries.isEmpty { return "{}" }
      if entries.count == 1, let only = entries.first, only.1.isScalar {
        return "{ \(Self.quoted(only.0)): \(only.1.rendered()) }"
      }
      let lines = entries.map { "\(indent)  \(Self.quoted($0.0)): " + $0.1.rendered(indent + "  ") }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .text, .number, .bool: true
    case .list, .object: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case _ where scalar.value < 32: out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
