/// Tells expressions that take all digits alike: where a text matches, so does the same text with other digits, with
/// every group at the same place.
///
/// That is so where no digit stands for itself, neither outside of classes nor in them, and no group is compared with
/// what another one took. When in doubt, the answer is no.
struct DigitBlindness {
  private let octets: [UInt8]
  private var place = 0

  static func holds(for source: String) -> Bool {
    var reader = DigitBlindness(octets: Array(source.utf8))
    return reader.isBlind()
  }

  private init(octets: [UInt8]) { self.octets = octets }

  private mutating func isBlind() -> Bool {
    while let octet = next() {
      switch octet {
      case UInt8(ascii: "\\"): guard skipEscape() else { return false }
      case UInt8(ascii: "["): guard skipClass() else { return false }
      case UInt8(ascii: "("): guard skipOpening() else { return false }
      case UInt8(ascii: "{"): skipQuantifier()
      case _ where Self.isDigit(octet): return false
      default: break
      }
    }
    return true
  }

  private mutating func next() -> UInt8? {
    guard place < octets.count else { return nil }
    defer { place += 1 }
    return octets[place]
  }

  private var ahead: UInt8? { place < octets.count ? octets[place] : nil }

  private mutating func skipEscape() -> Bool {
    guard let letter = next() else { return false }
    if letter == UInt8(ascii: "x") { return skipHexadecimal() }
    return "dDwWsShHvVbBAzZRtnrfae".utf8.contains(letter) || !(Self.isLetter(letter) || Self.isDigit(letter))
  }

  /// `{A0}` or `A0` after `\x`, that is no digit.
  private mutating func skipHexadecimal() -> Bool {
    var digits: [UInt8] = []
    if ahead == UInt8(ascii: "{") {
      _ = next()
      while let octet = next(), octet != UInt8(ascii: "}") { digits.append(octet) }
    } else {
      while digits.count < 2, let octet = ahead, Self.isHexadecimal(octet) { digits.append(octet); place += 1 }
    }
    guard let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else { return false }
    return !(0x30...0x39).contains(code)
  }

  /// Digits stand in a class only as all ten of them, written `0-9`.
  private mutating func skipClass() -> Bool {
    if ahead == UInt8(ascii: "^") { place += 1 }
    var isFirst = true
    while let octet = next() {
      switch octet {
      case UInt8(ascii: "]") where !isFirst: return true
      case UInt8(ascii: "["): guard ahead != UInt8(ascii: ":") else { return false }
      case UInt8(ascii: "\\"): guard skipEscape() else { return false }
      case _ where Self.isDigit(octet):
        guard octet == UInt8(ascii: "0"), octets[place...].starts(with: "-9".utf8) else { return false }
        place += 2
      default: break
      }
      isFirst = false
    }
    return false
  }

  /// What follows `(`: a name may hold digits; numbers of groups, conditions and verbs are not understood.
  private mutating func skipOpening() -> Bool {
    guard let mark = ahead else { return false }
    if mark == UInt8(ascii: "*") { return false }
    guard mark == UInt8(ascii: "?") else { return true }
    place += 1
    guard let kind = next() else { return false }
    switch kind {
    case UInt8(ascii: "P"), UInt8(ascii: "("), UInt8(ascii: "#"), UInt8(ascii: "C"): return false
    case UInt8(ascii: "<"), UInt8(ascii: "'"):
      if ahead == UInt8(ascii: "=") || ahead == UInt8(ascii: "!") { return true }
      let end = kind == UInt8(ascii: "<") ? UInt8(ascii: ">") : kind
      while let octet = next() { if octet == end { return true } }
      return false
    case _ where Self.isDigit(kind): return false
    default: return true
    }
  }

  /// `{3}`, `{1,9}`: the numbers are no digits of the text; any other brace stands for itself.
  private mutating func skipQuantifier() {
    guard let end = octets[place...].firstIndex(of: UInt8(ascii: "}")) else { return }
    let bounds = octets[place..<end].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard bounds.count <= 2, bounds.first?.isEmpty == false, bounds.joined().allSatisfy(Self.isDigit) else { return }
    place = end + 1
  }

  private static func isDigit(_ octet: UInt8) -> Bool { octet >= 0x30 && octet <= 0x39 }
  private static func isLetter(_ octet: UInt8) -> Bool { (0x41...0x5A).contains(octet & 0xDF) }
  private static func isHexadecimal(_ octet: UInt8) -> Bool { isDigit(octet) || (0x41...0x46).contains(octet & 0xDF) }
}
