public import Model

/// What went wrong, each with what it drags along, so that one cause shows as one line.
struct Causes {
  /// Something to look at, and the checks that it blocks.
  struct Cause {
    var result: CheckResult
    /// Ids, in the order of the results.
    var consequences: [String]
  }

  /// Blocked checks by the id of the check that started it.
  private(set) var blocked: [String: [String]] = [:]
  /// Blocked checks whose cause is not among the results.
  private(set) var orphans: [CheckResult] = []
  /// The gravest first; among equals the one that blocks most, then the order of the results.
  private(set) var ranked: [Cause] = []
  /// Known deviations and what they block: nothing to mend.
  private(set) var known: [Cause] = []

  private static let gravity: [Verdict] = [.fail, .unexpectedPass, .warning, .inconclusive]

  init(_ results: [CheckResult]) {
    let byID = Dictionary(results.map { ($0.check.id, $0) }, uniquingKeysWith: { first, _ in first })
    for result in results where result.isBlocked {
      let roots = Causes.roots(of: result, in: byID)
      for root in roots { blocked[root, default: []].append(result.check.id) }
      if roots.isEmpty { orphans.append(result) }
    }
    for verdict in Self.gravity {
      ranked += causes(verdict, in: results).enumerated().sorted {
        ($1.element.consequences.count, $0.offset) < ($0.element.consequences.count, $1.offset)
      }.map(\.element)
    }
    known = causes(.knownFailure, in: results)
  }

  private func causes(_ verdict: Verdict, in results: [CheckResult]) -> [Cause] {
    results.filter { $0.verdict == verdict && !$0.isBlocked }
      .map { Cause(result: $0, consequences: blocked[$0.check.id] ?? []) }
  }

  /// Follows `blockedBy` through blocked checks to those that are not blocked themselves.
  private static func roots(of result: CheckResult, in results: [String: CheckResult]) -> [String] {
    var roots: [String] = []
    var seen: Set<String> = [result.check.id]
    var waiting = result.blockedBy
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted, let upstream = results[id] else { continue }
      if upstream.isBlocked { waiting += upstream.blockedBy } else { roots.append(id) }
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
}
