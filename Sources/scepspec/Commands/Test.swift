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
  @OptionGroup(title: "Manners") var manners: MannersOptions
  @OptionGroup(title: "Specifications") var specs: SpecsOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Flag(name: .long, help: "A warning fails the run.")
  var strict = false

  @Option(
    name: .long,
    help: ArgumentHelp("Write one more report: text, json or junit. Repeatable.", valueName: "format=file"))
  var report: [ReportDestination] = []

  @Flag(name: .long, help: "No progress on standard error.")
  var quiet = false

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
    for destination in report { try destination.check() }
    let (specifications, target) = try specs.load(target: choice.target)
    let plan = try choice.plan(of: specifications, safe: manners.safe)
    let planned = PlanText(plan: plan, specifications: specifications, manners: manners)
    if manners.plan { return try Console.out(planned.render()) }
    let families = try choice.chosen(of: specifications)
    let progress = Progress(quiet: quiet)
    if url != nil { progress.note(planned.summary) }
    let interruption = Interruption()
    let subject = try Subject.open(url: url, access: access, manners: manners)
    defer { subject.close() }
    subject.onWaiting { transactionID, subject in
      let seconds = Int(access.pollFor)
      progress.note("the request of \(subject), transactionID \(transactionID), is polled for \(seconds) s: approve it")
    }
    let outcome = try Runner(
      specifications: specifications, plan: plan, progress: progress, isInterrupted: { interruption.happened },
      refusal: { manners.refusal(of: $0, spent: subject.certificatesCaused) }, perform: subject.perform,
      answers: subject.answers
    ).run()
    for remark in outcome.remarks { progress.note(remark) }
    let (results, stale) = apply(target, to: outcome.results, of: plan)
    let run = subject.redaction.apply(
      to: RunReport(
        tool: Tool.name, target: subject.name, results: results, certificatesIssued: subject.certificatesIssued,
        exchanges: outcome.exchanges, choices: ReadingChoice.all(specifications.ambiguities, in: results)))
    try write(run, specifications: specifications, families: families, hasStaleDeviations: !stale.isEmpty)
    for deviation in stale {
      Console.err(
        "scepspec: known deviation '\(deviation.check)' matches nothing: take it out of \(deviation.location)\n")
    }
    for remark in manners.cleanUp(subject.certificatesIssued) {
      Console.err("scepspec: \(Escaping.visible(remark, limit: 300))\n")
    }
    Tally.print()
    var code = stale.isEmpty ? Outcome(of: results, strict: strict).exitCode : ExitStatus.findings.rawValue
    if let worst = ClientVerdict.outcome(of: families, in: results) { code = stale.isEmpty ? worst.exitCode : code }
    throw ExitCode(code)
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

  private func write(
    _ run: RunReport, specifications: Specifications, families: Set<String>, hasStaleDeviations: Bool
  ) throws {
    func text(colour: Bool) -> String {
      TextReport(
        specifications: specifications, families: families, usesColour: colour, isStrict: strict, hasStaleDeviations: hasStaleDeviations,
        rerun: access.rerun(url: url, specs: specs)
      ).render(run)
    }
    for destination in report {
      switch destination.format {
      case .text: try destination.write(text(colour: false))
      case .json: try destination.write(JSONReport.render(run))
      case .junit: try destination.write(JUnitReport(isStrict: strict).render(run))
      }
    }
    try Console.out(output.format == .json ? JSONReport.render(run) : text(colour: output.usesColour))
  }
}

/// The day of the run, for known deviations that expire.
enum Today {
  /// `YYYY-MM-DD`, in UTC.
  static var text: String { CivilDate(daysSince1970: Int(Date().timeIntervalSince1970) / 86_400).description }
}
