public import Model

/// What a run says about one client family: can it enrol with this server?
public struct ClientVerdict: Hashable, Sendable {
  /// The family's id in the vocabulary.
  public var family: String
  public var verdict: Verdict
  /// The checks that decide it.
  public var checks: [String]

  /// One verdict for each family that some check of the run concerns, in the order of their ids.
  ///
  /// A family fails with any deviation that breaks it, a known one too, since the client does not read target files.
  public static func all(in results: [CheckResult]) -> [ClientVerdict] {
    Set(results.flatMap(\.check.breaks)).sorted().map { family in
      let concerning = results.filter { $0.check.breaks.contains(family) }
      func ids(_ verdicts: Set<Verdict>) -> [String] {
        concerning.filter { verdicts.contains($0.verdict) }.map(\.check.id)
      }
      let broken = concerning.filter(\.verdict.isDeviation).map(\.check.id)
      let open = ids([.inconclusive, .blocked])
      let held = ids([.pass, .unexpectedPass])
      if !broken.isEmpty { return ClientVerdict(family: family, verdict: .fail, checks: broken) }
      if !open.isEmpty { return ClientVerdict(family: family, verdict: .inconclusive, checks: open) }
      return ClientVerdict(family: family, verdict: held.isEmpty ? .notApplicable : .pass, checks: held)
    }
  }
}
