import ScepspecModel

/// Text as a YAML scalar that nothing can break out of.
public enum YAMLText {
  /// One line in double quotes (YAML 1.2.2, section 7.3.1); what deceives is written out as `\u{…}` in the text itself.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in Escaping.visible(text).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// A value on one line: `{ modes: ["manual"], operations: { "GET": true } }`, keys sorted.
  static func flow(_ value: Value) -> String {
    switch value {
    case .bool(let bool): "\(bool)"
    case .integer(let number), .time(let number): "\(number)"
    case .text(let text): quoted(text)
    case .bytes(let bytes): quoted("hex:" + Hex.compact(bytes))
    case .list(let items): "[" + items.map { flow($0.value) }.joined(separator: ", ") + "]"
    case .record(let fields):
      "{ " + fields.sorted { $0.key < $1.key }.map { "\($0.key): \(flow($0.value.value))" }.joined(separator: ", ")
        + " }"
    }
  }

  /// As it is where it is made of nothing but letters, digits, hyphens and slashes, otherwise in double quotes.
  static func plainOrQuoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "/"
    }
    return isPlain && text.contains("/") ? text : quoted(text)
  }
}
