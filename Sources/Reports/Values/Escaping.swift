/// Makes text that came from outside harmless wherever a report puts it.
public enum Escaping {
  /// Text as one line for a terminal: control characters, line ends, ANSI sequences, bidirectional overrides and
  /// invisible characters become `\u{…}`; what exceeds `limit` characters is cut and counted.
  public static func visible(_ text: String, limit: Int = 2000) -> String {
    var line = ""
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < limit else { return line + " … (\(text.unicodeScalars.count) characters)" }
      count += 1
      line += isDeceptive(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(Character(scalar))
    }
    return line
  }

  /// Whether a character steers the terminal, is invisible, or reorders the text around it.
  public static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Text as XML 1.0 character data or attribute value. Line feeds and tabs stay; every other character that XML
  /// forbids or that deceives becomes `\u{…}`.
  ///
  /// - Parameter isElement: whether the text stands between tags, where a line feed needs no escape.
  public static func xml(_ text: String, isElement: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\n": result += isElement ? "\n" : "&#10;"
      case "\t": result += "&#9;"
      default:
        let forbidden = isDeceptive(scalar) || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        result += forbidden ? "\\u{\(String(scalar.value, radix: 16))}" : String(Character(scalar))
      }
    }
    return result
  }
}
