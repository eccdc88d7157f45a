public import ScepspecModel

/// What went wrong, each with what it drags along, so that one cause shows as one line.
struct Causes {
  /// Something to look at, and the checks that it blocks.
  struct Cause {
    var result: CheckResult
    /// Ids, in the order of the results.
    var consequences: [String]
    /// Ids of the checks that the same mistake breaks, in the order of the results.
    var companions: [String] = []
    /// How much there is to mend with it.
    var reach: Int { consequences.count + companions.count }
  }

  /// Blocked checks by the id of the check that started it.
  private(set) var blocked: [String: [String]] = [:]
  /// Blocked checks whose cause is not among the results.
  private(set) var orphans: [CheckResult] = []
  /// The gravest first; among equals the one that blocks most, then the order of the results.
  private(set) var ranked: [Cause] = []
  /// Known deviations and what they block: nothing to mend.
  private(set) var known: [Cause] = []

  /// Broken checks by the id of the one that they follow.
  private var followers: [String: [String]] = [:]
  private var folded: Set<String> = []

  private static let gravity: [Verdict] = [.fail, .unexpectedPass, .warning, .inconclusive]

  init(_ results: [CheckResult]) {
    let byID = Dictionary(results.map { ($0.check.id, $0) }, uniquingKeysWith: { first, _ in first })
    for result in results where result.isBlocked {
      let roots = Causes.roots(of: result, in: byID)
      for root in roots { blocked[root, default: []].append(result.check.id) }
      if roots.isEmpty { orphans.append(result) }
    }
    for result in results where result.isFollower {
      // Where what it follows is known already, or milder, it has to speak for itself.
      let roots = Causes.roots(of: result, in: byID).filter { id in
        byID[id].map { $0.verdict == .fail || $0.verdict == result.verdict } ?? false
      }
      guard let root = roots.first else { continue }
      folded.insert(result.check.id)
      followers[root, default: []].append(result.check.id)
    }
    for verdict in Self.gravity {
      ranked += causes(verdict, in: results).enumerated().sorted {
        ($1.element.reach, $0.offset) < ($0.element.reach, $1.offset)
      }.map(\.element)
    }
    known = causes(.knownFailure, in: results)
  }

  private func causes(_ verdict: Verdict, in results: [CheckResult]) -> [Cause] {
    results.filter { $0.verdict == verdict && !$0.isBlocked && !folded.contains($0.check.id) }
      .map { result in
        let id = result.check.id
        return Cause(result: result, consequences: blocked[id] ?? [], companions: followers[id] ?? [])
      }
  }

  /// Follows `blockedBy` through blocked checks to those that are not blocked themselves.
  private static func roots(of result: CheckResult, in results: [String: CheckResult]) -> [String] {
    var roots: [String] = []
    var seen: Set<String> = [result.check.id]
    var waiting = result.blockedBy
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted, let upstream = results[id] else { continue }
      if upstream.isBlocked || upstream.isFollower { waiting += upstream.blockedBy } else { roots.append(id) }
    }
    return roots.sorted()
  }

  /// Many ids in one line: all of them where they are few, otherwise how many of each suite.
  static func words(_ ids: [String]) -> String {
    let head = "\(ids.count) \(ids.count == 1 ? "check" : "checks"): "
    guard ids.count > fewest else { return head + ids.joined(separator: ", ") }
    var suites: [String] = []
    var counts: [String: Int] = [:]
    for id in ids {
      let suite = Check.suite(of: id)
      if counts[suite] == nil { suites.append(suite) }
      counts[suite, default: 0] += 1
    }
    return head + suites.map { "\(counts[$0] ?? 0) of \($0)" }.joined(separator: ", ")
  }

  /// As many ids as still are read one by one.
  private static let fewest = 6
}

extension CheckResult {
  /// Whether the result says no more than that an earlier check has to be settled first.
  public var isBlocked: Bool { verdict == .blocked || verdict == .inconclusive && !blockedBy.isEmpty }

  /// Whether the check is broken, and others are by the same mistake.
  var isFollower: Bool { (verdict == .fail || verdict == .warning) && !blockedBy.isEmpty }
}
