import ScepspecModel

/// The time for which it is said whether something is valid that holds for a time only.
public struct JudgingTime: Hashable, Sendable {
  /// Seconds since 1970 that the user gives: they alone count.
  public var given: Int?
  /// Seconds since 1970 of the run.
  public var now: Int?
  /// Seconds since 1970 of what the other logs of the run tell last: what had not expired then was valid.
  var ofLogs: Int?

  public init(given: Int? = nil, now: Int? = nil) {
    self.given = given
    self.now = now
  }

  var hasTime: Bool { given != nil || ofLogs != nil || now != nil }

  /// `nil` where there is no time to judge by, or a time is not told whole.
  func verdict(from: WrittenTime, until: WrittenTime) -> Validity? {
    guard from.precision == .complete, until.precision == .complete,
      let last = given ?? ofLogs ?? now, let latest = given ?? now ?? ofLogs
    else { return nil }
    // A clock of an unknown zone may be this far away.
    let doubt = from.isZoned && until.isZoned ? 0 : Self.farthest
    let (begin, end) = (from.microseconds / 1_000_000, until.microseconds / 1_000_000)
    // What began to be valid after the beginning of the logs may well have been issued in their course.
    if latest < begin - doubt { return .notYetValid }
    if last > end + doubt { return .expired }
    return last > end - doubt ? .unclear : .valid
  }

  private static let farthest = 14 * 3600
}
