import Engine
import Foundation
import Patterns

extension PatternReplacement {
  /// By PCRE2; each pattern is compiled once.
  static func compiled() -> PatternReplacement {
    let cache = CompiledPatterns()
    return PatternReplacement { text, pattern, with in cache.replace(in: text, pattern, with: with) }
  }
}

/// Compiled patterns by their source. One at a time: a matcher belongs to one thread.
private final class CompiledPatterns: @unchecked Sendable {
  private let lock = NSLock()
  private var matchers: [String: Matcher] = [:]

  func replace(in text: String, _ pattern: String, with replacement: String) -> String {
    lock.lock()
    defer { lock.unlock() }
    guard let matcher = matcher(pattern) else { return text }
    let octets = Array(text.utf8)
    var result: [UInt8] = []
    var done = 0
    octets.withUnsafeBufferPointer { octets in
      while done < octets.count {
        let rest = UnsafeBufferPointer(rebasing: octets[done...])
        guard matcher.match(rest) == .matched, let range = matcher.range(of: 0) else { break }
        result += rest[..<range.lowerBound]
        result += replacement.utf8
        done += range.upperBound
        // A match of nothing must not be found for ever.
        if range.isEmpty, done < octets.count {
          result.append(octets[done])
          done += 1
        }
        if pattern.hasPrefix("^") { break }
      }
      result += octets[done...]
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func matcher(_ pattern: String) -> Matcher? {
    if let known = matchers[pattern] { return known }
    guard let compiled = try? Pattern(pattern) else { return nil }
    let matcher = Matcher(compiled)
    matchers[pattern] = matcher
    return matcher
  }
}
