import ArgumentParser
import ScepspecReports

struct Diff: Command {
  static let configuration = CommandConfiguration(
    abstract: "Compares two JSON reports of 'test': what broke, what was fixed, what changed.",
    discussion: """
      Checks that other checks block are counted, not listed. A check that was open before and fails now is 'changed': \
      nothing shows that it ever held.

      Exit codes: 0 nothing broke; 1 something broke; 2 nothing broke, but what held before could not be decided; 64 \
      wrong usage; 65 a file is no report.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, markdown }

  @Argument(help: "The earlier report.") var old: String
  @Argument(help: "The later report.") var new: String

  @Option(name: .long, help: "How standard output is written.")
  var format: Format = .text

  @Flag(name: .long, help: "No colour, also on a terminal.")
  var noColor = false

  func execute() throws {
    let difference = ReportDifference(from: try SavedReport.read(old), to: try SavedReport.read(new))
    switch format {
    case .text:
      let usesColour = !noColor && Console.outIsTerminal && Console.allowsColour
      try Console.out(TextDifference(usesColour: usesColour).render(difference))
    case .json: try Console.out(JSONDifference.render(difference))
    case .markdown: try Console.out(MarkdownDifference.render(difference))
    }
    throw ExitCode(difference.exitCode)
  }
}
