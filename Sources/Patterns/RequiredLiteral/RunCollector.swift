/// Joins neighbouring characters to runs and keeps the longest.
struct RunCollector {
  private var run: [UInt8] = []
  private var best: [UInt8] = []

  /// The first of the longest runs; `nil` where there was no literal character.
  var longest: [UInt8]? {
    let found = run.count > best.count ? run : best
    return found.isEmpty ? nil : found
  }

  mutating func add(_ items: [ExpressionItem]) {
    for item in items { add(item) }
  }

  private mutating func add(_ item: ExpressionItem) {
    switch item {
    case .character(let octets):
      if octets == [0x0A] || octets == [0x0D] { endRun() } else { run += octets }
    case .nothing: break
    case .unknown: endRun()
    case .group(let items): add(items)
    case .repeated(let item, let least, let isExact): add(item, atLeast: least, isExact: isExact)
    }
  }

  /// A character that is met `least` times is met in a row; what more of it there may be stands between the first and
  /// the last time. A group counts once and for itself: groups in groups, written out, would multiply.
  private mutating func add(_ item: ExpressionItem, atLeast least: Int, isExact: Bool) {
    guard least > 0 else { return endRun() }
    guard case .character = item, least <= RunCollector.longestRepetition else {
      endRun()
      add(item)
      return endRun()
    }
    for _ in 0..<least { add(item) }
    if isExact { return }
    endRun()
    for _ in 0..<least { add(item) }
  }

  private mutating func endRun() {
    if run.count > best.count { best = run }
    run = []
  }

  private static let longestRepetition = 64
}
