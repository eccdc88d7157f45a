import ArgumentParser
import Foundation
import ScepspecEngine
import ScepspecModel
import ScepspecReports

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

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write every exchange to a HAR file, which 'replay' judges again; it holds no challenge and no private key.",
      valueName: "file"))
  var record: String?

  @Flag(name: .long, help: "Print what would be sent, and send nothing.")
  var plan = false

  func execute() throws {
    try access.check(url: url)
    try output.check()
    let server = ServerRun(
      url: url, access: access, choice: choice, manners: manners, specs: specs, quiet: output.quiet,
      recording: record)
    if plan { return try Console.out(server.planned()) }
    let outcome = try server.perform()
    let code = try outcome.publish(
      output, isStrict: strict, today: Today.text, rerun: access.rerun(url: url, specs: specs))
    Tally.print()
    throw code
  }
}

/// The day of the run, for known deviations that expire.
enum Today {
  /// From 1970-01-01, in UTC.
  static var days: Int { Int(Date().timeIntervalSince1970) / 86_400 }

  /// `YYYY-MM-DD`, in UTC.
  static var text: String { CivilDate(daysSince1970: days).description }
}
