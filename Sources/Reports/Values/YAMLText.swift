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

  /// As it is where it is made of nothing but letters, digits, hyphens and slashes, otherwise in double quotes.
  static func plainOrQuoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "/"
    }
    return isPlain && text.contains("/") ? text : quoted(text)
  }
}
