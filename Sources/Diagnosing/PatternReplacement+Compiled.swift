import Foundation
import ScepspecEngine
import ScepspecPatterns

extension PatternReplacement {
  /// By PCRE2; each pattern is compiled once.
  static func compiled() -> PatternReplacement {
    let cache = CompiledPatterns()
    return PatternReplacement { text, pattern, with in cache.replace(in: text, pattern, with: with) }
  }
}

/// Compiled patterns by their source. One at a time: a matcher belongs to one thread.
private final class CompiledPatterns: @unchecked Sendable {  // `lock` guards the matchers
  private let lock = NSLock()
  private var matchers: [String: Matcher] = [:]

  func replace(in text: String, _ pattern: String, with replacement: String) -> String {
    lock.lock()
    defer { lock.unlock() }
    guard let matcher = matcher(pattern) else { return text }
    let replaced = Array(text.utf8).withUnsafeBufferPointer {
      matcher.replacing(in: $0, with: Array(replacement.utf8))
    }
    return replaced.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  private func matcher(_ pattern: String) -> Matcher? {
    if let known = matchers[pattern] { return known }
    guard let compiled = try? Pattern(pattern) else { return nil }
    let matcher = Matcher(compiled)
    matchers[pattern] = matcher
    return matcher
  }
}
