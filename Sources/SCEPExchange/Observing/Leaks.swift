/// What a reply should keep to itself.
enum Leaks {
  /// Shorter texts occur by chance.
  private static let shortestSecret = 4
  /// Octets of a reply that are searched.
  private static let most = 1 << 20

  /// Whether one of the texts occurs in one of the places.
  static func occurs(_ secrets: [String], in places: [[UInt8]]) -> Bool {
    secrets.map { Array($0.utf8) }.filter { $0.count >= shortestSecret }.contains { secret in
      places.contains { contains($0.prefix(most), secret) }
    }
  }

  /// Shapes that no text for users has: stack traces and source files of common languages. The formats are those of the
  /// languages' own run-time systems.
  static func showsInternals(_ place: [UInt8]) -> Bool {
    let text = String(String.UnicodeScalarView(place.prefix(most).map { Unicode.Scalar($0 < 0x80 ? $0 : 0x3F) }))
    let fixed = ["Traceback (most recent call last)", "java.lang.", "panic: runtime error", "   at System."]
    if fixed.contains(where: { text.contains($0) }) { return true }
    // Java and C#; Go's traces; a source file with its line, on either kind of system.
    return text.contains(/\bat [\w.$<>]+\([\w.$ ]*\.(?:java|kt|scala|cs|groovy):\d+\)/)
      || text.contains(/goroutine \d+ \[/)
      || text.contains(/(?:\/[\w.@-]+){2,}\.(?:go|py|rb|php|js|java|cs|c|cc|cpp|rs|pl|pm|ex):\d+/)
      || text.contains(/[A-Za-z]:\\(?:[\w. -]+\\)+[\w. -]+\.(?:cs|vb|cpp|c|java|py|aspx):(?:line )?\d+/)
      || text.contains(/\b(?:[a-z]\w*\.){2,}[A-Z]\w*(?:Exception|Error)\b/)
  }

  private static func contains(_ octets: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
    guard let first = part.first else { return false }
    var rest = octets
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
