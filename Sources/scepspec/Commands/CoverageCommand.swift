import ArgumentParser
import Diagnosing
import Engine
import Foundation
import Model
import Reports

struct CoverageCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract:
      "Shows requirements, the checks that test them, and the faults that prove the checks; or machines and logs.",
    discussion: """
      Ends with 1 where a requirement that binds servers, or a bug met in the field, has neither a check nor a reason \
      why not, and where a check has no fault.

      With --logs: states, transitions and findings of the machines, and which of them golden logs show. Ends with 1 \
      where one is not shown.
      """)

  @Flag(name: .long, help: "Only the numbers and what is missing.")
  var summary = false

  @Flag(name: .long, help: "Machines and golden logs instead of requirements.")
  var logs = false

  @Option(name: .long, help: ArgumentHelp("Where the golden logs are.", valueName: "dir"))
  var goldens = "Golden/devices"

  @OptionGroup var specs: SpecsOptions
  @OptionGroup var output: OutputOptions

  func execute() throws {
    if logs { return try showLogs() }
    let coverage = Coverage(try specs.load())
    try show(coverage.table(), coverage.summary())
    if !coverage.gaps.isEmpty { throw ExitCode(ExitStatus.findings.rawValue) }
  }

  private func show(_ table: Table, _ words: String) throws {
    switch output.format {
    case .json: try Console.out(table.json().encoded())
    case .text: try Console.out((summary ? "" : table.text() + "\n") + words)
    }
  }

  private func showLogs() throws {
    let specifications = try specs.loadForLogs()
    let cases = GoldenLog.all(in: goldens)
    guard !cases.isEmpty else { throw Failure(.badData, "there are no golden logs in '\(goldens)'") }
    var reading: LogDiagnosis
    do {
      reading = try LogDiagnosis(specifications)
    } catch {
      throw Failure(.badData, "\(error.location): \(error.message)")
    }
    var seen = MachineCoverage()
    for golden in cases {
      reading.settings = golden.settings
      seen.add(reading.run(golden.inputs), of: specifications.machines)
    }
    let coverage = LogCoverage(specifications.machines.map { row($0, seen.missing(of: $0)) }, logs: cases.count)
    try show(coverage.table(), coverage.summary())
    if !coverage.isComplete { throw ExitCode(ExitStatus.findings.rawValue) }
  }

  private func row(_ machine: Machine, _ missing: MachineCoverage.Shown) -> LogCoverage.Row {
    LogCoverage.Row(
      machine: machine, missingStates: missing.states.sorted(),
      missingWays: missing.transitions.map { "\($0.from) -> \($0.to)" }.sorted(),
      missingFindings: missing.findings.sorted())
  }
}
