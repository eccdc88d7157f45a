import ScepspecPatterns

/// Tells most heads by their beginnings, without a look at the rest of the line. Belongs to one thread.
final class SureHeads {
  private let matchers: [Matcher]
  private let cleaner: LineCleaner

  /// Octets of a line that are looked at.
  private static let window = 160

  /// - Parameter format: of which no replacement depends on where a line begins.
  init(_ format: CompiledFormat) {
    matchers = format.heads.map(\.pattern).filter(\.takesAnyEnd).map { Matcher($0) }
    cleaner = LineCleaner(format)
  }

  /// Whether a line is a head for what it begins with, as it stands there and made clean; `false` where that is not sure.
  func begins(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = UnsafeBufferPointer(rebasing: line.prefix(Self.window))
    for matcher in matchers where matcher.match(start) == .matched {
      guard let range = matcher.range(of: 0) else { return false }
      // The rest may be changed, this not.
      let text = UnsafeBufferPointer(rebasing: line[..<range.upperBound])
      return text.isCleanText && !cleaner.changes(text)
    }
    return false
  }
}
