extension Matcher {
  /// The named groups of the first match in a text, those left out that took no part; `nil` without a match. Throws
  /// where the search was given up.
  public func match(_ text: String) throws(MatchLimitError) -> [String: String]? {
    let octets = Array(text.utf8)
    let (outcome, found) = octets.withUnsafeBufferPointer { bytes in
      let outcome = match(bytes)
      return (outcome, outcome == .matched ? captures(in: bytes) : nil)
    }
    if case .limitReached(let limit) = outcome { throw MatchLimitError(pattern: pattern.source, limit: limit) }
    return found
  }

  /// The named groups of the last match as texts, octets that are not UTF-8 replaced. `bytes` is the subject.
  public func captures(in bytes: UnsafeBufferPointer<UInt8>) -> [String: String] {
    var found: [String: String] = [:]
    for name in pattern.groupNames {
      guard let group = pattern.group(name), let text = text(of: group, in: bytes) else { continue }
      found[name] = text
    }
    return found
  }

  /// One group of the last match as text; `nil` where it took no part.
  public func text(of group: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let range = range(of: group), range.upperBound <= bytes.count else { return nil }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}
