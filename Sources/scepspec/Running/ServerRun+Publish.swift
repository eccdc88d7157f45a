import ArgumentParser
import ScepspecEngine
import ScepspecModel
import ScepspecReports

extension ServerRun.Outcome {
  /// Applies known deviations and writes the reports.
  ///
  /// - Parameters:
  ///   - today: `YYYY-MM-DD`; by it known deviations expire.
  ///   - rerun: The command that repeats the run.
  /// - Returns: What the command ends with.
  /// - Throws: `Failure` (unreachable) where the target could not be graded.
  func publish(_ output: ReportOptions, isStrict: Bool, today: String, rerun: String) throws -> ExitCode {
    var run = report
    let stale: [KnownDeviation]
    (run.results, stale) = apply(target, to: run.results, of: plan, today)
    let context = RunContext(
      specifications: specifications, families: families, isStrict: isStrict,
      staleDeviations: run.stopped == nil ? stale : [], rerun: rerun)
    if let reason = run.stopped {
      try output.writeFiles { Rendering.render(run, context, as: $0, usesColour: $1) }
      throw Failure(.unreachable, reason)
    }
    try output.write { Rendering.render(run, context, as: $0, usesColour: $1) }
    for deviation in stale {
      Console.err(
        "scepspec: known deviation '\(deviation.check)' matches nothing: take it out of \(deviation.location)\n")
    }
    return ExitCode(RunEnding(run, context).exitCode)
  }

  /// The results as the target file sees them, and the entries of the file that speak of nothing that was seen.
  private func apply(
    _ target: Target?, to results: [CheckResult], of plan: Plan, _ today: String
  ) -> ([CheckResult], [KnownDeviation]) {
    guard let target else { return (results, []) }
    let undecided = Set(results.filter { $0.verdict == .inconclusive }.map(\.check.id))
    let applied = target.apply(to: results, today: today)
    let stale = target.unmatched(in: applied).filter {
      plan.selected.contains($0.check) && !undecided.contains($0.check)
    }
    return (applied, stale)
  }
}
