import ArgumentParser
import Foundation
import ScepspecModel
import ScepspecReports

struct BaselineCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Writes a target file with the known deviations of a run.",
    discussion: """
      From a JSON report, or from a run of its own against a URL. Fill in the reasons; then 'scepspec test URL --target \
      FILE' ends with 0 until a deviation is gone, another one comes up, or the day of 'expires' has passed. With \
      --target, the claims of that file are kept, and what it says of deviations that are still there.

      Exit codes: 0 written; 3 the target cannot be reached or is no SCEP server; 64 wrong usage; 65 the file is no \
      report.
      """)

  @Argument(help: "Where the server listens, or a JSON report of 'scepspec test'.")
  var source: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to write it; otherwise to standard output.", valueName: "file"))
  var output: String?

  @Option(name: .long, help: ArgumentHelp("For how long the deviations count as known.", valueName: "days"))
  var days = 90

  @Flag(name: .long, help: "Write over a file that is there already.")
  var force = false

  @Flag(name: .long, help: "No progress on standard error.")
  var quiet = false

  @OptionGroup(title: "Access") var access: AccessOptions
  @OptionGroup(title: "Choice of checks") var choice: ChoiceOptions
  @OptionGroup(title: "Manners") var manners: MannersOptions
  @OptionGroup(title: "Specifications") var specs: SpecsOptions

  func execute() throws {
    guard (1...3650).contains(days) else { throw Failure(.usage, "--days is a number from 1 to 3650") }
    try checkOutput()
    let (report, earlier) = try report()
    if let reason = report.stopped { throw Failure(.unreachable, reason) }
    let expires = CivilDate(daysSince1970: Today.days + days).description
    let baseline = Baseline(id: name(of: report), expires: expires, earlier: earlier)
    let text = baseline.render(report)
    if let output {
      try write(text, to: output)
      let count = baseline.deviations(of: report).count
      Console.err(
        "scepspec: \(count) known \(count == 1 ? "deviation" : "deviations") in \(output): fill in the reasons\n")
    } else {
      try Console.out(text)
    }
  }

  private func report() throws -> (SavedReport, Target?) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: source, isDirectory: &isFolder), !isFolder.boolValue {
      let earlier = try choice.target.flatMap { try specs.load(target: $0).1 }
      return (try SavedReport.read(source), earlier)
    }
    guard source.contains("://") else { throw Failure(.usage, "'\(source)' is neither a URL nor a file") }
    try access.check(url: source)
    let server = ServerRun(
      url: source, access: access, choice: choice, manners: manners, specs: specs, quiet: quiet)
    let run = try server.perform()
    return (SavedReport(run.report), run.target)
  }

  /// The file's name, or the server's.
  private func name(of report: SavedReport) -> String {
    guard let output else { return URL(string: report.target)?.host ?? "baseline" }
    return URL(fileURLWithPath: output).deletingPathExtension().lastPathComponent
  }

  /// - Throws: `Failure` (wrong usage), before a long run finds out; reasons that somebody wrote are not lost by mistake.
  private func checkOutput() throws {
    guard let output else { return }
    if FileManager.default.fileExists(atPath: output), !force {
      throw Failure(.usage, "'\(output)' is there already: --force writes over it, --target keeps what it says")
    }
    guard FileManager.default.isWritableFile(atPath: URL(fileURLWithPath: output).deletingLastPathComponent().path)
    else {
      throw Failure(.usage, "cannot write to '\(output)'")
    }
  }

  private func write(_ text: String, to file: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    } catch {
      throw Failure(.usage, "cannot write to '\(file)'")
    }
  }
}
