import Model

/// Which checks are blocked because of which, so that one cause shows as one block.
struct Causes {
  /// Blocked checks by the id of the check that started it.
  private(set) var blocked: [String: [String]] = [:]
  /// Blocked checks whose cause is not among the results.
  private(set) var orphans: [CheckResult] = []

  init(_ results: [CheckResult]) {
    let byID = Dictionary(results.map { ($0.check.id, $0) }, uniquingKeysWith: { first, _ in first })
    for result in results where result.isBlocked {
      let roots = Causes.roots(of: result, in: byID)
      for root in roots { blocked[root, default: []].append(result.check.id) }
      if roots.isEmpty { orphans.append(result) }
    }
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
}

extension CheckResult {
  /// Whether the result says no more than that an earlier check has to be settled first.
  var isBlocked: Bool { verdict == .blocked || verdict == .inconclusive && !blockedBy.isEmpty }
}
