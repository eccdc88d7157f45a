public import ScepspecModel

/// What became of the checks between two runs.
public struct ReportDifference: Hashable, Sendable {
  public var old: SavedReport
  public var new: SavedReport
  /// Checks that came to something else, the gravest kind first, otherwise in the order of the new report.
  public var changes: [Change]
  /// How many checks came to the same in both.
  public var same: Int

  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// It did not deviate before and does now, or it deviates more gravely.
    case broke
    /// It held before and could not be decided now.
    case undecided
    case fixed
    case changed
    /// Only in the new report.
    case new
    /// Only in the old report.
    case gone
  }

  public struct Change: Hashable, Sendable {
    public var kind: Kind
    public var id: String
    public var title: String
    public var level: Level
    public var before: Verdict?
    public var after: Verdict?
    /// The newer run's reason.
    public var reason: String
    /// Whether the newer run says no more than that another check has to be settled first.
    public var isConsequence: Bool
  }

  public init(from old: SavedReport, to new: SavedReport) {
    (self.old, self.new) = (old, new)
    let before = Dictionary(old.results.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let ids = Set(new.results.map(\.id))
    var found: [Change] = []
    var same = 0
    for result in new.results {
      if let kind = Self.kind(before[result.id]?.verdict, result.verdict) {
        found.append(Change(kind, result, before: before[result.id]?.verdict, after: result.verdict))
      } else {
        same += 1
      }
    }
    found += old.results.filter { !ids.contains($0.id) }.map { Change(.gone, $0, before: $0.verdict, after: nil) }
    changes = Kind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
    self.same = same
  }

  public func count(_ kind: Kind) -> Int { changes.count { $0.kind == kind } }

  /// 1 where something broke, 2 where something that held could not be decided, or nothing was graded; otherwise 0.
  public var exitCode: Int32 {
    if count(.broke) > 0 { return 1 }
    return count(.undecided) > 0 || new.stopped != nil ? 2 : 0
  }

  /// What the exit code says.
  public var meaning: String {
    if count(.broke) > 0 { return "something broke" }
    if let reason = new.stopped { return "the new run graded nothing: \(reason)" }
    return count(.undecided) > 0 ? "nothing broke, but not everything could be decided" : "nothing broke"
  }

  /// `nil` where nothing changed.
  private static func kind(_ before: Verdict?, _ after: Verdict) -> Kind? {
    guard let before else { return .new }
    guard before != after else { return nil }
    let held: Set<Verdict> = [.pass, .unexpectedPass]
    let isOpenNow = after == .inconclusive || after == .blocked
    let wasOpen = before == .inconclusive || before == .blocked
    // What was open before was never seen to hold: nothing shows that it broke.
    if after.badness > before.badness, !wasOpen { return .broke }
    if held.contains(after), before.isDeviation { return .fixed }
    return isOpenNow && (held.contains(before) || before == .knownFailure) ? .undecided : .changed
  }
}

extension ReportDifference.Change {
  fileprivate init(
    _ kind: ReportDifference.Kind, _ result: SavedReport.Result, before: Verdict?, after: Verdict?
  ) {
    self.init(
      kind: kind, id: result.id, title: result.title, level: result.level, before: before, after: after,
      reason: result.reason, isConsequence: after != nil && !result.blockedBy.isEmpty)
  }

  /// `pass → fail`.
  var verdicts: String {
    switch (before, after) {
    case (let before?, let after?): "\(before.rawValue) → \(after.rawValue)"
    case (let one?, nil), (nil, let one?): one.rawValue
    case (nil, nil): ""
    }
  }
}

extension Verdict {
  /// How gravely a server was seen to deviate without this being known.
  fileprivate var badness: Int {
    switch self {
    case .fail: 2
    case .warning: 1
    case .pass, .notApplicable, .blocked, .inconclusive, .knownFailure, .unexpectedPass: 0
    }
  }
}
