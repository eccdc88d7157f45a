import Patterns

/// What a format replaces in every line before anything else looks at it. Belongs to one thread.
final class LineCleaner {
  private let rules: [(matcher: Matcher, with: [UInt8], once: Bool)]
  private var cleaned: [UInt8] = []

  init(_ format: CompiledFormat) {
    rules = format.cleaning.map { (Matcher($0.pattern), $0.with, $0.pattern.source.hasPrefix("^")) }
  }

  /// Hands over the line as it is where there is nothing to replace.
  func withCleaned<R>(_ line: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    var isChanged = false
    for rule in rules {
      let result = isChanged ? cleaned.withUnsafeBufferPointer { Self.replaced(rule, $0) } : Self.replaced(rule, line)
      guard let result else { continue }
      cleaned = result
      isChanged = true
    }
    return isChanged ? cleaned.withUnsafeBufferPointer(body) : body(line)
  }

  /// `nil` where the rule's pattern is not found.
  private static func replaced(
    _ rule: (matcher: Matcher, with: [UInt8], once: Bool), _ text: UnsafeBufferPointer<UInt8>
  ) -> [UInt8]? {
    var result: [UInt8]?
    var done = 0
    while done <= text.count {
      let rest = UnsafeBufferPointer(rebasing: text[done...])
      guard rule.matcher.match(rest) == .matched, let range = rule.matcher.range(of: 0) else { break }
      var kept = result ?? []
      kept.append(contentsOf: rest[..<range.lowerBound])
      kept.append(contentsOf: rule.with)
      done += range.upperBound
      // A match of nothing must not be found for ever.
      if range.isEmpty {
        guard done < text.count else { return kept }
        kept.append(text[done])
        done += 1
      }
      result = kept
      if rule.once { break }
    }
    guard var result else { return nil }
    if done < text.count { result.append(contentsOf: text[done...]) }
    return result
  }
}
