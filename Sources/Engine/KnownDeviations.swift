public import ScepspecModel

extension Target {
  /// The results as the target's known deviations see them: a known one is a `knownFailure`, one that is gone an
  /// `unexpectedPass`. A deviation past its date counts no more.
  ///
  /// - Parameter today: `YYYY-MM-DD`.
  public func apply(to results: [CheckResult], today: String) -> [CheckResult] {
    let known = Dictionary(knownDeviations.map { ($0.check, $0) }, uniquingKeysWith: { first, _ in first })
    return results.map { result in
      guard let deviation = known[result.check.id] else { return result }
      return apply(deviation, to: result, today: today)
    }
  }

  /// Deviations whose check did not run or came to no verdict that they speak of.
  public func unmatched(in results: [CheckResult]) -> [KnownDeviation] {
    let seen: Set<Verdict> = [.knownFailure, .unexpectedPass, .fail, .warning]
    let ids = Set(results.filter { seen.contains($0.verdict) }.map(\.check.id))
    return knownDeviations.filter { !ids.contains($0.check) }
  }

  private func apply(_ deviation: KnownDeviation, to result: CheckResult, today: String) -> CheckResult {
    var result = result
    if result.verdict == .pass {
      result.verdict = .unexpectedPass
      result.reason = "known to deviate (\(deviation.reason)), and passes now: take it out of \(deviation.location)"
    } else if result.verdict == deviation.verdict {
      guard deviation.expires.map({ today <= $0 }) ?? true else {
        result.reason += " (the known deviation expired on \(deviation.expires ?? ""))"
        return result
      }
      result.verdict = .knownFailure
      result.reason = "\(deviation.reason); \(result.reason)"
    }
    return result
  }
}
