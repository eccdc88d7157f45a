import ScepspecModel

/// Fills `{.field}` in the texts of findings with what the observation that caused them shows.
enum Placeholders {
  /// Characters of a value that are shown.
  private static let longest = 300

  static func fill(_ text: String, from observation: Observation?, hiding secrets: Set<String>) -> String {
    guard text.contains("{.") else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{."), let close = rest[open.upperBound...].firstIndex(of: "}") {
      filled += rest[..<open.lowerBound]
      filled += value(String(rest[open.upperBound..<close]), observation, secrets)
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  private static func value(_ name: String, _ observation: Observation?, _ secrets: Set<String>) -> String {
    let components = name.split(separator: ".").map(String.init)
    guard let first = components.first, let observation else { return "(not shown)" }
    if secrets.contains(first) { return "(secret)" }
    let path = FieldPath(Path(components: components, isRelative: true), on: observation.kind)
    guard let words = path?.text(in: observation.content) else { return "(not shown)" }
    return words.count > longest ? words.prefix(longest) + "…" : words
  }
}
