import Foundation

/// What records came to, known to all readers of one log: what one of them found out the others need not.
final class CommonHits: @unchecked Sendable {  // `lock` guards all that changes
  /// For all readers: a mark of one is a mark of the others.
  let marker = TextMarker()
  private let lock = NSLock()
  private var outcomes = HitOutcomes()
  private var numbers: [TextMark: Int32] = [:]

  /// Marks that are kept.
  private static let most = 1 << 14

  struct Known {
    /// Whose number it is.
    let outcomes: HitOutcomes
    /// `HitMemory.nothing` for what means nothing.
    let number: Int32
  }

  var outcomesAtHand: HitOutcomes { lock.withLock { outcomes } }

  /// What a record came to elsewhere.
  func find(_ mark: TextMark) -> Known? {
    lock.withLock { numbers[mark].map { Known(outcomes: outcomes, number: $0) } }
  }

  /// - Parameters:
  ///   - found: `nil` for a record that means nothing.
  ///   - mark: `nil` where the record cannot be found again.
  func add(_ found: EventMatcher.Found?, _ mark: TextMark?) -> Known {
    lock.withLock {
      if outcomes.isFull || numbers.count >= Self.most {
        outcomes = HitOutcomes()
        numbers.removeAll(keepingCapacity: true)
      }
      if let mark, let number = numbers[mark] { return Known(outcomes: outcomes, number: number) }
      let number = found.map { outcomes.add($0) } ?? HitMemory.nothing
      if let mark { numbers[mark] = number }
      return Known(outcomes: outcomes, number: number)
    }
  }
}
