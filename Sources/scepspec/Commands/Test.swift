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
  @OptionGroup(title: "Output") var output: ReportOptions

  @Flag(name: .long, help: "A warning fails the run.")
  var strict = false

  @Flag(name: .long, help: "Print what would be sent, and send nothing.")
  var plan = false

  func execute() throws {
    try access.check(url: url)
    try output.check()
    let server = ServerRun(
      url: url, access: access, choice: choice, manners: manners, specs: specs, quiet: output.quiet)
    if plan { return try Console.out(server.planned()) }
    let outcome = try server.perform()
    var run = outcome.report
    let stale: [KnownDeviation]
    (run.results, stale) = apply(outcome.target, to: run.results, of: outcome.plan)
    let context = RunContext(
      specifications: outcome.specifications, families: outcome.families, isStrict: strict,
      staleDeviations: run.stopped == nil ? stale : [],
      rerun: access.rerun(url: url, specs: specs))
    if let reason = run.stopped {
      try output.writeFiles { Rendering.render(run, context, as: $0, usesColour: $1) }
      throw Failure(.unreachable, reason)
    }
    try output.write { Rendering.render(run, context, as: $0, usesColour: $1) }
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
}

/// The day of the run, for known deviations that expire.
enum Today {
  /// From 1970-01-01, in UTC.
  static var days: Int { Int(Date().timeIntervalSince1970) / 86_400 }

  /// `YYYY-MM-DD`, in UTC.
  static var text: String { CivilDate(daysSince1970: days).description }
}
