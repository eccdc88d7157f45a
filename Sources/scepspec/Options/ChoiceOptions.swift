import ArgumentParser
import ScepspecRunning

/// Which checks run.
struct ChoiceOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Only checks that fit the pattern. Repeatable.", valueName: "glob"))
  var only: [String] = []

  @Option(name: .long, help: ArgumentHelp("No checks that fit the pattern. Repeatable.", valueName: "glob"))
  var skip: [String] = []

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Enrol as a family of clients does, and say whether it can: its id, or 'all'. Repeatable.", valueName: "family"))
  var families: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the target claims and its known deviations: a file, or the id of a bundled one.", valueName: "file"))
  var target: String?

  func selection(safe: Bool) -> Selection {
    Selection(only: only, skip: skip, families: families, isSafe: safe)
  }
}
