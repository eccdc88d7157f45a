import ArgumentParser
import Foundation
import ScepspecReports

/// How a report can be written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, junit, markdown, sarif, tap, html

  /// `text, json or junit`.
  static func words(_ formats: [ReportFormat]) -> String {
    let names = formats.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}

/// What is written, where, and how: standard output, further report files, progress.
struct ReportOptions: ParsableArguments {
  @Option(name: .long, help: "How standard output is written: \(ReportFormat.words(ReportFormat.allCases)).")
  var format: ReportFormat = .text

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write one more report in a format of --format to a file. Repeatable.", valueName: "format=file"))
  var report: [ReportDestination] = []

  @Flag(name: .long, help: "No colour, also on a terminal.")
  var noColor = false

  @Flag(name: .long, help: "No progress on standard error.")
  var quiet = false

  /// - Throws: `Failure` (wrong usage) where a file cannot be written, or a format does not suit what is reported.
  func check(_ suitable: [ReportFormat] = ReportFormat.allCases) throws {
    for format in [format] + report.map(\.format) where !suitable.contains(format) {
      throw Failure(
        .usage, "there is no \(format.rawValue) report of this command: say \(ReportFormat.words(suitable))")
    }
    for destination in report { try destination.check() }
  }

  /// Writes the report files.
  ///
  /// - Parameter render: The report in a format, with colour or without.
  func writeFiles(_ render: (_ format: ReportFormat, _ usesColour: Bool) -> String) throws {
    for destination in report { try destination.write(render(destination.format, false)) }
  }

  /// Writes the report files, then standard output.
  func write(_ render: (_ format: ReportFormat, _ usesColour: Bool) -> String) throws {
    try writeFiles(render)
    try Console.out(render(format, !noColor && format == .text && Console.outIsTerminal && Console.allowsColour))
  }
}
