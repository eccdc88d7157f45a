public import ScepspecModel

/// What a run says about one client family: can it enrol with this server?
public struct ClientVerdict: Hashable, Sendable {
  /// The family's id in the vocabulary.
  public var family: String
  public var verdict: Verdict
  /// The checks that decide it.
  public var checks: [String]

  /// What a run as these families came to; `nil` where none was asked for. A family that cannot enrol is a finding.
  public static func outcome(of families: Set<String>, in results: [CheckResult]) -> Outcome? {
    let verdicts = families.compactMap { asked($0, in: results)?.verdict }
    if families.isEmpty { return nil }
    if verdicts.contains(.fail) { return .findings }
    return verdicts.count < families.count || verdicts.contains(.inconclusive) ? .inconclusive : .clean
  }

  /// The verdict on a family that was asked for: that it can enrol takes its own steps, that it cannot any deviation.
  static func asked(_ family: String, in results: [CheckResult]) -> ClientVerdict? {
    let verdict = all(in: results).first { $0.family == family }
    return verdict?.verdict == .pass && !results.contains { $0.check.suite == family } ? nil : verdict
  }

  /// One verdict for each family that some check of the run concerns, in the order of their ids.
  ///
  /// A family fails with any deviation that breaks it, a known one too, since the client does not read target files.
  /// Where the run did what the family does, its steps decide the rest; else the checks that concern it.
  public static func all(in results: [CheckResult]) -> [ClientVerdict] {
    Set(results.flatMap(\.check.breaks)).sorted().map { family in
      let concerning = results.filter { $0.check.breaks.contains(family) }
      func ids(_ verdicts: Set<Verdict>) -> [String] {
        concerning.filter { verdicts.contains($0.verdict) }.map(\.check.id)
      }
      let broken = concerning.filter(\.verdict.isDeviation).map(\.check.id)
      let steps = concerning.filter { $0.check.suite == family }.map(\.check.id)
      let undecided = ids([.inconclusive, .blocked])
      let open = steps.isEmpty ? undecided : undecided.filter(steps.contains)
      let held = ids([.pass, .unexpectedPass])
      if !broken.isEmpty { return ClientVerdict(family: family, verdict: .fail, checks: broken) }
      if !open.isEmpty { return ClientVerdict(family: family, verdict: .inconclusive, checks: open) }
      return ClientVerdict(family: family, verdict: held.isEmpty ? .notApplicable : .pass, checks: held)
    }
  }
}
