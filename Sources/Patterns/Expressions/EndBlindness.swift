/// Tells expressions that take any end alike: where a text matches, so does the same text with anything behind it,
/// though the groups may then lie elsewhere.
///
/// That is so where nothing looks at what comes next but to take it, and nothing that was taken is held fast. When in
/// doubt, the answer is no.
struct EndBlindness {
  private let octets: [UInt8]
  private var place = 0

  static func holds(for source: String) -> Bool {
    var reader = EndBlindness(octets: Array(source.utf8))
    return reader.isBlind()
  }

  private init(octets: [UInt8]) { self.octets = octets }

  private mutating func isBlind() -> Bool {
    while place < octets.count {
      let octet = octets[place]
      place += 1
      switch octet {
      case UInt8(ascii: "\\"): guard skipEscape() else { return false }
      case UInt8(ascii: "["): guard skipClass() else { return false }
      case UInt8(ascii: "("): guard isSimpleOpening() else { return false }
      case UInt8(ascii: "$"): return false
      // What is taken is held fast where a `+` follows.
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "}"):
        if ahead == UInt8(ascii: "+") { return false }
      default: break
      }
    }
    return true
  }

  private var ahead: UInt8? { place < octets.count ? octets[place] : nil }

  /// Characters and classes of them, not places between them.
  private mutating func skipEscape() -> Bool {
    guard let letter = ahead else { return false }
    place += 1
    let isLetterOrDigit = (0x30...0x39).contains(letter) || (0x41...0x5A).contains(letter & 0xDF)
    return "dDwWsShHvVtnrfaex".utf8.contains(letter) || !isLetterOrDigit
  }

  private mutating func skipClass() -> Bool {
    if ahead == UInt8(ascii: "^") { place += 1 }
    var isFirst = true
    while let octet = ahead {
      place += 1
      switch octet {
      case UInt8(ascii: "]") where !isFirst: return true
      case UInt8(ascii: "["): guard ahead != UInt8(ascii: ":") else { return false }
      case UInt8(ascii: "\\"): guard skipEscape() else { return false }
      default: break
      }
      isFirst = false
    }
    return false
  }

  /// `(`, `(?:`, `(?|` and the names of groups.
  private func isSimpleOpening() -> Bool {
    let next = octets[place...].prefix(3)
    if next.first == UInt8(ascii: "*") { return false }
    guard next.first == UInt8(ascii: "?") else { return true }
    switch next.dropFirst().first {
    case UInt8(ascii: ":"), UInt8(ascii: "|"): return true
    case UInt8(ascii: "<"): return next.last != UInt8(ascii: "=") && next.last != UInt8(ascii: "!") && next.count == 3
    default: return false
    }
  }
}
