import ArgumentParser
import Engine
import Model
import SpecLoading

/// Which checks run.
struct ChoiceOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Only checks that fit the pattern. Repeatable.", valueName: "glob"))
  var only: [String] = []

  @Option(name: .long, help: ArgumentHelp("No checks that fit the pattern. Repeatable.", valueName: "glob"))
  var skip: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("The target's known deviations: a file, or the id of a bundled one.", valueName: "file"))
  var target: String?

  /// - Throws: `Failure` (wrong usage) for a pattern that fits no check, and where none is left: most often a slip.
  func plan(of specifications: Specifications, safe: Bool) throws -> Plan {
    let ids = specifications.checks.map(\.id)
    for pattern in only + skip where !ids.contains(where: Glob(pattern).fits) {
      let hint = Suggestion.hint(pattern, among: ids)
      throw Failure(.usage, "no check fits '\(pattern)'\(hint) ('scepspec list checks' shows them all)")
    }
    let wanted = only.map { Glob($0) }
    let unwanted = skip.map { Glob($0) }
    let plan = Plan(specifications) { check in
      (wanted.isEmpty || wanted.contains { $0.fits(check.id) }) && !unwanted.contains { $0.fits(check.id) }
        && (!safe || specifications.isSafe(exchange: check.exchange))
    }
    guard !plan.selected.isEmpty else { throw Failure(.usage, "--only, --skip and --safe together leave no check") }
    return plan
  }
}
