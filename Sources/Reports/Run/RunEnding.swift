public import ScepspecModel

/// How a run ended: the exit code of the tool and what it says.
public struct RunEnding: Hashable, Sendable {
  public var exitCode: Int32
  /// One line without the exit code.
  public var meaning: String
  var outcome: Outcome

  /// The exit code of a run that could not begin.
  private static let stopped: Int32 = 3

  public init(_ report: RunReport, _ context: RunContext) {
    if let reason = report.stopped {
      (outcome, exitCode, meaning) = (.inconclusive, Self.stopped, "nothing was graded: \(reason)")
      return
    }
    let asked =
      ClientVerdict.outcome(of: context.families, in: report.results)
      ?? Outcome(of: report.results, strict: context.isStrict)
    outcome = context.staleDeviations.isEmpty ? asked : .findings
    exitCode = outcome.exitCode
    let deviates = report.results.contains {
      $0.verdict != .unexpectedPass && $0.verdict.isFinding(strict: context.isStrict)
    }
    meaning =
      switch outcome {
      case .clean: "nothing to mend"
      case .findings where !deviates && context.subject == .parser: "expected failures are gone"
      case .findings where !deviates: "the target file lists deviations that are gone"
      case .findings:
        Self.whoDeviates(report.results, context) + (context.isStrict ? " (warnings count: --strict)" : "")
      case .inconclusive: "no deviation seen, but not everything could be decided"
      }
  }

  /// In a recording it may be the client, or both.
  private static func whoDeviates(_ results: [CheckResult], _ context: RunContext) -> String {
    let broken = results.filter { $0.verdict.isFinding(strict: context.isStrict) }
    let ofClients = broken.count { $0.check.exchange == Check.recorded }
    if ofClients == 0 { return "the \(context.subject.rawValue) deviates" }
    return ofClients == broken.count ? "the client deviates" : "server and client deviate"
  }

  /// `exit code 1: the server deviates`.
  public var words: String { "exit code \(exitCode): \(meaning)" }
}
