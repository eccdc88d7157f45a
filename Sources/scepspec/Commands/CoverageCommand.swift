import ArgumentParser
import Foundation
import ScepspecDiagnosing
import ScepspecEngine
import ScepspecModel
import ScepspecReports
import ScepspecRunning

struct CoverageCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract:
      "Shows requirements, the checks that test them, and the faults that prove the checks; or machines and logs.",
    discussion: """
      Ends with 1 where a requirement, or a bug met in the field, has neither a check nor a reason why not, and where \
      a check has no fault, or a check of recorded clients no conversation, that makes it fail.

      With --logs: states, transitions and findings of the machines, and which of them golden logs show. Ends with 1 \
      where one is not shown.

      With --prove: runs the whole suite against the reference server without fault, which has to pass, and with each \
      fault, which has to fail exactly the checks that it names. Takes a second or two for each. Ends with 1 where one \
      does otherwise.
      """)

  @Flag(name: .long, help: "Only the numbers and what is missing.")
  var summary = false

  @Flag(name: .long, help: "Machines and golden logs instead of requirements.")
  var logs = false

  @Flag(name: .long, help: "Run the faults, and compare what fails with what they say.")
  var prove = false

  @Option(
    name: .long, help: ArgumentHelp("With --prove: only faults that fit the pattern. Repeatable.", valueName: "glob"))
  var fault: [String] = []

  @Option(name: .long, help: ArgumentHelp("With --prove: how many runs at a time.", valueName: "number"))
  var jobs = max(1, ProcessInfo.processInfo.activeProcessorCount)

  @Option(name: .long, help: ArgumentHelp("Where the golden logs are.", valueName: "dir"))
  var goldens = "Golden/devices"

  @OptionGroup var specs: SpecsOptions
  @OptionGroup var output: OutputOptions

  func execute() throws {
    guard (1...64).contains(jobs) else { throw Failure(.usage, "--jobs is a number from 1 to 64") }
    guard prove || fault.isEmpty else { throw Failure(.usage, "--fault goes with --prove") }
    if logs { return try showLogs() }
    if prove { return try showProof() }
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

  private func showProof() throws {
    let specifications = try specs.loadForServers()
    let wanted = fault.map { Glob($0) }
    for (pattern, glob) in zip(fault, wanted) where !specifications.faults.contains(where: { glob.fits($0.id) }) {
      throw Failure(.usage, "no fault fits '\(pattern)' ('scepspec list faults' shows them all)")
    }
    let chosen = specifications.faults.filter { fault in wanted.isEmpty || wanted.contains { $0.fits(fault.id) } }
    let proof = FaultProof(specifications)
    let rows = try Parallel.map([nil] + chosen, jobs: jobs) { fault in
      try fault.map(proof.row) ?? proof.faultless()
    }
    let table = FaultTable(
      rows: rows.map { row in
        FaultTable.Row(
          fault: row.fault, proven: row.proven, missing: row.missing, unexpected: row.unexpected)
      })
    try show(table.table(), table.summary())
    if !table.isExact { throw ExitCode(ExitStatus.findings.rawValue) }
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
