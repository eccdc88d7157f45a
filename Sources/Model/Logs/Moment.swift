/// A point in time as a source tells it: some logs know neither the zone nor the date.
public struct Moment: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00: of UTC where `isZoned`, else of the source's own clock. Without a date the
  /// first day counts as 1970-01-01.
  public var microseconds: Int
  public var hasDate: Bool
  /// Whether the zone is known, so that it compares with other sources.
  public var isZoned: Bool

  public init(microseconds: Int, hasDate: Bool = true, isZoned: Bool = true) {
    self.microseconds = microseconds
    self.hasDate = hasDate
    self.isZoned = isZoned
  }

  /// Seconds since 1970-01-01T00:00:00Z; what is too far away to be told in microseconds is brought nearer.
  public init(seconds: Int) {
    let farthest = Int.max / 1_000_000
    self.init(microseconds: min(max(seconds, -farthest), farthest) * 1_000_000)
  }

  /// Whole seconds, rounded down.
  public var seconds: Int { microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000 }
}
