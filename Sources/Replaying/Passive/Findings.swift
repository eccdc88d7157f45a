import ScepspecModel

/// What the checks came to, exchange by exchange; what was seen of each check is kept in few results.
struct Findings {
  private var checks: [String: Finding] = [:]
  /// Broken results that are kept of each check; the others are counted.
  private static let mostKept = 64
  private static let evidenceShown = 8

  private struct Finding {
    var broken: [(exchange: Int, result: CheckResult)] = []
    var brokenCount = 0
    var judged = 0
    var passed: CheckResult?
    var undecided: CheckResult?
    var other: CheckResult?
  }

  /// - Parameter isAgain: The exchange was judged before, when less was known.
  mutating func add(_ result: CheckResult, exchange: Int, isAgain: Bool) {
    var finding = checks[result.check.id] ?? Finding()
    if isAgain, let place = finding.broken.firstIndex(where: { $0.exchange == exchange }) {
      finding.broken.remove(at: place)
      finding.brokenCount -= 1
      finding.judged -= 1
    }
    switch result.verdict {
    case .fail, .warning:
      finding.brokenCount += 1
      finding.judged += 1
      if finding.broken.count < Self.mostKept { finding.broken.append((exchange, result)) }
    case .pass:
      if !isAgain { finding.judged += 1 }
      finding.passed = finding.passed ?? result
    case .inconclusive: finding.undecided = finding.undecided ?? result
    default: finding.other = finding.other ?? result
    }
    checks[result.check.id] = finding
  }

  /// One result for each check that any exchange was judged by, as the specifications say the check.
  ///
  /// - Parameter label: What an exchange is called, by its number.
  func results(of all: [Check], label: (Int) -> String) -> [CheckResult] {
    all.compactMap { check in
      guard let finding = checks[check.id], var result = result(finding) else { return nil }
      result.check = check
      for index in result.evidence.indices {
        guard let number = result.evidence[index].number else { continue }
        result.evidence[index].exchange = label(number)
      }
      return result
    }
  }

  private func result(_ finding: Finding) -> CheckResult? {
    let broken = finding.broken.sorted { $0.exchange < $1.exchange }.map(\.result)
    guard var first = broken.first else { return finding.passed ?? finding.undecided ?? finding.other }
    for result in broken.dropFirst() where first.evidence.count < Self.evidenceShown {
      first.evidence += result.evidence.filter { !first.evidence.contains($0) }
    }
    if finding.brokenCount > 1 {
      first.reason += " (and so in \(finding.brokenCount - 1) more of \(finding.judged) exchanges)"
    }
    return first
  }
}
