import ArgumentParser
import Engine
import Foundation
import Model
import Reports

struct Test: Command {
  static let configuration = CommandConfiguration(
    abstract: "Conformance-tests a SCEP server; without URL, the embedded reference server.",
    discussion: """
      Sends requests, right and wrong ones, and compares the answers with the specifications. Certificates are issued \
      by the target on the way; the report names them. Never point it at a server that is not yours to test.

      Patterns for --only and --skip: '*' stands for any characters, '?' for one; 'SUITE' means 'SUITE/*'.

      \(ExitStatus.help)
      """)

  @Argument(help: "Where the server listens, such as http://127.0.0.1:8080/scep.")
  var url: String?

  @OptionGroup(title: "Access") var access: AccessOptions
  @OptionGroup(title: "Choice of checks") var choice: ChoiceOptions
  @OptionGroup(title: "Specifications") var specs: SpecsOptions
  @OptionGroup(title: "Output") var output: ReportOptions

  @Flag(name: .long, help: "A warning fails the run.")
  var strict = false

  func validate() throws {
    if access.challenge != nil, access.challengeCommand != nil {
      throw ValidationError("Say either --challenge or --challenge-command.")
    }
    if url == nil, access.namesServer {
      throw ValidationError("Options about the server need a URL; without one the embedded server is tested.")
    }
    guard access.pollFor >= 0, access.pollFor <= 86_400 else {
      throw ValidationError("--poll-for is in seconds, no less than 0 and no more than 86400.")
    }
    guard access.timeout > 0, access.timeout <= 600 else {
      throw ValidationError("--timeout is in seconds, more than 0 and no more than 600.")
    }
  }

  func execute() throws {
    try output.check()
    let (specifications, target) = try specs.load(target: choice.target)
    let plan = try choice.plan(of: specifications)
    let progress = Progress(quiet: output.quiet)
    let interruption = Interruption()
    let subject = try Subject.open(url: url, access: access)
    defer { subject.close() }
    subject.onWaiting { transactionID, subject in
      let seconds = Int(access.pollFor)
      progress.note("the request of \(subject), transactionID \(transactionID), is polled for \(seconds) s: approve it")
    }
    let outcome = try Runner(
      specifications: specifications, plan: plan, progress: progress, isInterrupted: { interruption.happened },
      refusal: choice.refusal, perform: subject.perform, answers: subject.answers
    ).run()
    for remark in outcome.remarks { progress.note(remark) }
    let (results, stale) = apply(target, to: outcome.results, of: plan)
    let run = subject.redaction.apply(
      to: RunReport(
        tool: Tool.name, target: subject.name, stopped: outcome.stopped, results: results,
        certificatesIssued: subject.certificatesIssued, exchanges: outcome.exchanges))
    let context = RunContext(
      specifications: specifications, isStrict: strict, staleDeviations: outcome.stopped == nil ? stale : [],
      rerun: access.rerun(url: url, specs: specs))
    if let reason = run.stopped {
      try output.writeFiles { render(run, context, as: $0, usesColour: $1) }
      throw Failure(.unreachable, reason)
    }
    try output.write { render(run, context, as: $0, usesColour: $1) }
    for deviation in stale {
      Console.err(
        "scepspec: known deviation '\(deviation.check)' matches nothing: take it out of \(deviation.location)\n")
    }
    Tally.print()
    throw ExitCode(RunEnding(run, context).exitCode)
  }

  /// The results as the target file sees them, and the entries of the file that speak of nothing that was seen.
  private func apply(_ target: Target?, to results: [CheckResult], of plan: Plan) -> ([CheckResult], [KnownDeviation]) {
    guard let target else { return (results, []) }
    let undecided = Set(results.filter { $0.verdict == .inconclusive }.map(\.check.id))
    let applied = target.apply(to: results, today: Today.text)
    let stale = target.unmatched(in: applied).filter {
      plan.selected.contains($0.check) && !undecided.contains($0.check)
    }
    return (applied, stale)
  }

  private func render(_ run: RunReport, _ context: RunContext, as format: ReportFormat, usesColour: Bool) -> String {
    switch format {
    case .text: TextReport(context, usesColour: usesColour).render(run)
    case .json: JSONReport.render(run)
    case .junit: JUnitReport(context).render(run)
    case .markdown: MarkdownReport(context).render(run)
    case .sarif: SARIFReport(context).render(run)
    case .tap: TAPReport(context).render(run)
    case .html: HTMLReport(context).render(run)
    }
  }
}

/// The day of the run, for known deviations that expire.
enum Today {
  /// `YYYY-MM-DD`, in UTC.
  static var text: String { CivilDate(daysSince1970: Int(Date().timeIntervalSince1970) / 86_400).description }
}
