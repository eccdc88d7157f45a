extension Matcher {
  /// The octets with every match replaced; `nil` where there is none, or where the search is given up before the first.
  ///
  /// What begins with `^` is replaced once, at the beginning: behind a match nothing begins.
  public func replacing(in text: UnsafeBufferPointer<UInt8>, with replacement: [UInt8]) -> [UInt8]? {
    var result: [UInt8]?
    var done = 0
    while done <= text.count {
      let rest = UnsafeBufferPointer(rebasing: text[done...])
      guard match(rest) == .matched, let range = range(of: 0) else { break }
      var kept = result ?? []
      kept.append(contentsOf: rest[..<range.lowerBound])
      kept.append(contentsOf: replacement)
      done += range.upperBound
      // A match of nothing must not be found for ever.
      if range.isEmpty {
        guard done < text.count else { return kept }
        kept.append(text[done])
        done += 1
      }
      result = kept
      if pattern.source.hasPrefix("^") { break }
    }
    guard var result else { return nil }
    if done < text.count { result.append(contentsOf: text[done...]) }
    return result
  }
}
