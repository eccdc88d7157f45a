import ArgumentParser
import BundledSpecs
import Foundation
import ScepspecModel
import ScepspecParsers
import ScepspecReports
import ScepspecRunning

struct ParsersCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "parsers",
    abstract: "Runs the golden inputs through somebody's own parser and compares what it says.",
    discussion: """
      For each input the command is run with the input on its standard input, the topic in SCEPSPEC_TOPIC, and says a \
      JSON object on its standard output. With --lines one process gets all inputs as JSON lines. docs/parsers.md \
      describes both, and the fields.

      Exit codes: 0 as expected; 1 the parser is wrong somewhere, or right where a failure was expected; 64 wrong \
      usage, or no such program; 65 inputs or expectations that are not in order; 70 a fault of the tool itself.
      """)

  @Argument(
    parsing: .postTerminator, help: ArgumentHelp("The parser and its arguments, behind '--'.", valueName: "cmd"))
  var command: [String] = []

  @Flag(name: .long, help: "One process gets all inputs, line by line, which is faster.")
  var lines = false

  @Option(name: .long, help: ArgumentHelp("Only these inputs, such as 'message/*'. Repeatable.", valueName: "glob"))
  var only: [String] = []

  @Option(name: .long, help: ArgumentHelp("Not these inputs. Repeatable.", valueName: "glob"))
  var skip: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Fields that the parser does not have, and failures that are known.", valueName: "file"))
  var expected: String?

  @Option(name: .long, help: ArgumentHelp("Other inputs than those that ship.", valueName: "dir"))
  var inputs: String?

  @Option(name: .long, help: ArgumentHelp("Seconds for one input.", valueName: "seconds"))
  var timeout = 10.0

  @OptionGroup(title: "Output") var output: ReportOptions

  func validate() throws {
    if command.isEmpty { throw ValidationError("Say which parser: scepspec parsers -- CMD") }
    if !(timeout > 0 && timeout <= 3600) { throw ValidationError("--timeout is above 0 and 3600 at most.") }
  }

  func execute() throws {
    try output.check()
    let known = try reading(.badData) { try expected.map(ExpectedFailures.load) ?? .none }
    let all = try reading(.badData) { try ParserCase.load(folder: inputs ?? Self.folder) }
    let cases = try chosen(all, known)
    let run = try reading(.usage) {
      try ParserRun(command: command, expected: known, limits: .init(seconds: timeout)) { Glob($0).fits($1) }
    }
    let results = try reading(.usage) { try run.results(cases, inLines: lines) }
    let report = RunReport(
      tool: Tool.name, target: command.joined(separator: " "), results: results, certificatesIssued: [], exchanges: [])
    let context = RunContext(
      specifications: Specifications(suites: ParserCase.suites(cases)), rerun: "scepspec parsers", subject: .parser)
    try output.write { format, usesColour in Rendering.render(report, context, as: format, usesColour: usesColour) }
    throw ExitCode(Outcome(of: results, strict: false).exitCode)
  }

  private func chosen(_ all: [ParserCase], _ known: ExpectedFailures) throws(Failure) -> [ParserCase] {
    for glob in only + skip where !all.contains(where: { Glob(glob).fits($0.id) }) {
      throw Failure(.usage, "no input fits '\(glob)'")
    }
    for entry in known.entries where !all.contains(where: { Glob(entry.only).fits($0.id) }) {
      throw Failure(.badData, "\(expected ?? ""): no input fits '\(entry.only)'")
    }
    let cases = all.filter { one in
      (only.isEmpty || only.contains { Glob($0).fits(one.id) }) && !skip.contains { Glob($0).fits(one.id) }
    }
    if cases.isEmpty { throw Failure(.usage, "--only and --skip together leave no input") }
    return cases
  }

  private func reading<Value>(_ status: ExitStatus, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let problem as ParserProblem { throw Failure(status, problem.message) }
  }

  /// The inputs that ship: beside the program, or where it was built.
  private static var folder: String {
    let beside = BundledSpecs.folder.deletingLastPathComponent()
    let places = [beside.appendingPathComponent("parsers"), beside.appendingPathComponent("Golden/parsers")]
    let built = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Golden/parsers")
    return (places.first { FileManager.default.fileExists(atPath: $0.path) } ?? built).path
  }
}
