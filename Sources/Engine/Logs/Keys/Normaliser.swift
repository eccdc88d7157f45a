import ScepspecModel

/// How texts are searched and replaced with the patterns of specifications: given from outside, since patterns are the
/// business of another module.
public struct PatternReplacement: Sendable {
  /// All matches of a pattern in a text, replaced. A pattern or text that cannot be searched is left as it is.
  public var replace: @Sendable (_ text: String, _ pattern: String, _ with: String) -> String

  public init(_ replace: @escaping @Sendable (_ text: String, _ pattern: String, _ with: String) -> String) {
    self.replace = replace
  }

  /// Leaves every text as it is.
  public static let none = PatternReplacement { text, _, _ in text }
}

/// Brings the spellings of one identity together.
struct Normaliser: Sendable {
  var patterns: PatternReplacement

  /// What is longer is cut: no key is.
  private static let longest = 4096
  private static let mark = "\u{0}"

  func spelling(of text: String, as identity: Workflow.Identity?) -> Spelling {
    var text = Self.unmarked(
      text.utf8.count > Self.longest ? String(decoding: text.utf8.prefix(Self.longest), as: UTF8.self) : text)
    guard let identity else { return Spelling(pieces: [text]) }
    if identity.isPercentDecoded { text = Self.unmarked(Self.percentDecoded(text)) }
    for rule in identity.normalise { text = patterns.replace(text, rule.replace, rule.with) }
    for redaction in identity.redactions { text = patterns.replace(text, redaction, Self.mark) }
    if identity.isCaseFolded { text = text.lowercased() }
    guard text.utf8.contains(0) else { return Spelling(pieces: [text]) }
    let pieces = text.utf8.split(separator: 0, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    // Two marks in a row hide no more than one.
    let inner = pieces.dropFirst().dropLast().filter { !$0.isEmpty }
    return Spelling(pieces: [pieces.first ?? ""] + inner + [pieces.last ?? ""])
  }

  /// What versions of the same thing have in common; `nil` where the identity has no versions.
  func lineage(of spelling: Spelling, as identity: Workflow.Identity) -> Spelling? {
    guard let version = identity.version, let last = spelling.pieces.last else { return nil }
    return Spelling(pieces: spelling.pieces.dropLast() + [patterns.replace(last, version, "")])
  }

  private static func unmarked(_ text: String) -> String {
    text.utf8.contains(0) ? String(decoding: text.utf8.filter { $0 != 0 }, as: UTF8.self) : text
  }

  /// RFC 3986 section 2.1; what is no pair of hexadecimal digits stays.
  static func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var octets: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let octet = rest.popFirst() {
      if octet == UInt8(ascii: "%"), let high = rest.first.flatMap(digit),
        let low = rest.dropFirst().first.flatMap(digit)
      {
        octets.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        octets.append(octet)
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  private static func digit(_ octet: UInt8) -> UInt8? {
    switch octet {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
