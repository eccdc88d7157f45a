/// What a parser said against what it had to say.
struct Comparison {
  /// Fields that this parser does not know.
  var leftOut: Set<String>

  /// What differs, a clause for each field; empty where all is well.
  func differences(_ said: [String: PlainValue], from one: ParserCase) -> [String] {
    if case .list(let classes)? = one.expected["error"] { return refusal(said, classes) }
    if let error = said["error"], error != .null { return ["it refuses the input: error \(error.words)"] }
    return one.expected.sorted { $0.key < $1.key }.compactMap { name, value in
      leftOut.contains(name) ? nil : difference(name, value, said[name] ?? .null)
    }
  }

  private func refusal(_ said: [String: PlainValue], _ classes: [PlainValue]) -> [String] {
    guard let error = said["error"], error != .null else { return ["it takes the input: there is no error"] }
    if leftOut.contains("error") || classes.contains(error) { return [] }
    return ["error: expected \(classes.map(\.words).joined(separator: " or ")), said \(error.words)"]
  }

  private func difference(_ name: String, _ expected: PlainValue, _ said: PlainValue) -> String? {
    if matches(expected, said) { return nil }
    return said == .null ? "\(name) is missing" : "\(name): expected \(expected.words), said \(said.words)"
  }

  /// Parsers may say more than is asked; hexadecimal digits of either case are the same.
  private func matches(_ expected: PlainValue, _ said: PlainValue) -> Bool {
    switch (expected, said) {
    case (.text(let expected), .text(let said)):
      expected == said || Self.isHex(expected) && expected == said.lowercased()
    case (.list(let expected), .list(let said)):
      expected.count == said.count && zip(expected, said).allSatisfy { matches($0, $1) }
    case (.object(let expected), .object(let said)):
      expected.allSatisfy { leftOut.contains($0.key) || matches($0.value, said[$0.key] ?? .null) }
    default: expected == said
    }
  }

  private static func isHex(_ text: String) -> Bool {
    text.utf8.count.isMultiple(of: 2) && text.utf8.count >= 2
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      }
  }
}
