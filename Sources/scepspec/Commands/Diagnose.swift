import ArgumentParser
import Foundation
import ScepspecDiagnosing
import ScepspecModel
import ScepspecReports

struct Diagnose: Command {
  static let configuration = CommandConfiguration(
    abstract: "Reads logs and says where the delivery of a certificate stopped, why, and what to do.",
    discussion: """
      Takes logs of devices and servers in any of the known formats ('scepspec list formats'), folders, archives (zip, \
      tar, gzip), exported certificates, and '-' for standard input. Formats are recognised by themselves. What belongs \
      to one enrolment is joined, also across logs.

      Exit codes: 0 delivered; 1 failed, or somebody has to act on the device; 2 not finished, proven only in part, or \
      not told by the logs; 64 wrong usage; 65 none of the inputs could be read; 70 a fault of the tool itself.
      """)

  @Argument(help: "Files, folders, archives, or '-'.")
  var paths: [String]

  @Option(name: .long, help: ArgumentHelp("All inputs have this format; 'scepspec list formats'.", valueName: "format"))
  var asFormat: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the logs do not show of the set-up: a value that 'scepspec explain MACHINE' names.", valueName: "type"))
  var enrolment: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Time to add to a log's clock to reach UTC, such as device.log=+01:00. Repeatable.", valueName: "file=time"))
  var offset: [ClockOffset] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The day for which certificates are judged, YYYY-MM-DD; by default the last one of the logs given, or today.",
      valueName: "day"))
  var at: CivilDate?

  @OptionGroup(title: "Specifications") var specs: SpecsOptions
  @OptionGroup(title: "Output") var output: ReportOptions

  func validate() throws {
    if paths.isEmpty { throw ValidationError("Say which logs: files, folders, archives, or '-'.") }
    if paths.filter({ $0 == "-" }).count > 1 { throw ValidationError("Standard input can be read once only.") }
  }

  func execute() throws {
    try output.check(Self.formats)
    for path in paths where path != "-" && !FileManager.default.fileExists(atPath: path) {
      throw Failure(.badData, "there is no file or folder '\(path)'")
    }
    let specifications = try specs.loadForLogs()
    let settings = try settings(specifications)
    let reading: LogDiagnosis
    do {
      reading = try LogDiagnosis(specifications, settings: settings)
    } catch {
      throw Failure(.badData, "\(error.location): \(error.message)")
    }
    let progress = ByteProgress(quiet: output.quiet, total: LogDiagnosis.bytesOnDisk(paths))
    let diagnosis = reading.run(paths) { progress.read($0) }
    progress.finish()
    try write(diagnosis, specifications)
    throw ExitCode(status(of: diagnosis).rawValue)
  }

  private func settings(_ specifications: Specifications) throws -> DiagnosisSettings {
    var settings = DiagnosisSettings(at: at?.secondsSince1970, now: Int(Date().timeIntervalSince1970))
    if let asFormat {
      guard specifications.formats.contains(where: { $0.id == asFormat }) else {
        throw Failure(.usage, "there is no format '\(asFormat)' ('scepspec list formats' shows them all)")
      }
      settings.format = asFormat
    }
    if let enrolment {
      let values = specifications.machines.compactMap(\.option).filter { $0.name == "enrolment" }.flatMap(\.values)
      guard values.contains(enrolment) else {
        let all = Set(values).sorted().joined(separator: ", ")
        throw Failure(.usage, "--enrolment is one of \(all), not '\(enrolment)'")
      }
      settings.options["enrolment"] = enrolment
    }
    for one in offset { settings.offsets[one.path] = one.seconds }
    return settings
  }

  /// A journey is neither a point of a test plan (TAP) nor a place in a source file (SARIF).
  private static let formats: [ReportFormat] = [.text, .json, .junit, .markdown, .html]

  private func write(_ diagnosis: Diagnosis, _ specifications: Specifications) throws {
    let workflow = specifications.workflows.first
    try output.write { format, usesColour in
      switch format {
      case .json: JSONDiagnosis.render(diagnosis, tool: Tool.name)
      case .junit: JUnitDiagnosis.render(diagnosis)
      case .markdown: MarkdownDiagnosis(workflow: workflow).render(diagnosis)
      case .html: HTMLDiagnosis(workflow: workflow, tool: Tool.name).render(diagnosis)
      case .text, .sarif, .tap: TextDiagnosis(workflow: workflow, usesColour: usesColour).render(diagnosis)
      }
    }
  }

  private func status(of diagnosis: Diagnosis) -> ExitStatus {
    switch diagnosis.conclusion {
    case .success: .clean
    case .failure, .waitingForUser: .findings
    case .inProgress, .stepProven, .unrelated: .inconclusive
    case .insufficient: diagnosis.inputs.contains { $0.format != nil } ? .inconclusive : .badData
    }
  }
}
