import ScepspecPatterns

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a format replaces in every line before anything else looks at it. Belongs to one thread.
final class LineCleaner {
  private let rules: [Rule]
  private var cleaned: [UInt8] = []
  /// Lines in which something was replaced.
  private(set) var changed = 0

  private struct Rule {
    let matcher: Matcher
    let with: [UInt8]
    /// What a match can begin with: a line without it needs no search.
    let first: OctetSet?
    /// The same, where they are few.
    let few: [Int32]?

    init(_ rule: (pattern: Pattern, with: [UInt8])) {
      matcher = Matcher(rule.pattern)
      with = rule.with
      first = OctetSet(firstOf: rule.pattern)
      let octets = rule.pattern.firstOctets.map { found in found.indices.filter { found[$0] } } ?? []
      few = (1...4).contains(octets.count) ? octets.map { Int32($0) } : nil
    }

    func canBegin(in text: UnsafeBufferPointer<UInt8>) -> Bool {
      guard let base = text.baseAddress else { return true }
      if let few { return few.contains { memchr(base, $0, text.count) != nil } }
      guard let first else { return true }
      return text.contains { first.contains($0) }
    }
  }

  init(_ format: CompiledFormat) { rules = format.cleaning.map(Rule.init) }

  /// Hands over the line as it is where there is nothing to replace.
  func withCleaned<R>(_ line: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    var isChanged = false
    for rule in rules {
      let result = isChanged ? cleaned.withUnsafeBufferPointer { Self.replaced(rule, $0) } : Self.replaced(rule, line)
      guard let result else { continue }
      cleaned = result
      isChanged = true
    }
    if isChanged { changed += 1 }
    return isChanged ? cleaned.withUnsafeBufferPointer(body) : body(line)
  }

  /// Whether anything in the line may be replaced.
  func changes(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    rules.contains { $0.canBegin(in: line) }
  }

  /// `nil` where the rule's pattern is not found.
  private static func replaced(_ rule: Rule, _ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    rule.canBegin(in: text) ? rule.matcher.replacing(in: text, with: rule.with) : nil
  }
}
