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
}
