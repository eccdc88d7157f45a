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
    name: .customLong("as"),
    help: ArgumentHelp(
      "Enrol as a family of clients does, and say whether it can: its id, or 'all'. Repeatable.", valueName: "family"))
  var families: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the target claims and its known deviations: a file, or the id of a bundled one.", valueName: "file"))
  var target: String?

  /// - Throws: `Failure` (wrong usage) for a pattern that fits no check, and where none is left: most often a slip.
  func plan(of specifications: Specifications, safe: Bool) throws -> Plan {
    let families = try chosen(of: specifications)
    let steps = specifications.clients.filter { families.contains($0.id) }.flatMap(\.steps)
    let ids = (specifications.checks + steps).map(\.id)
    for pattern in only + skip where !ids.contains(where: Glob(pattern).fits) {
      let hint = Suggestion.hint(pattern, among: ids)
      throw Failure(.usage, "no check fits '\(pattern)'\(hint) ('scepspec list checks' shows them all)")
    }
    let wanted = only.map { Glob($0) }
    let unwanted = skip.map { Glob($0) }
    let decisive = Set(steps.map(\.id))
    let plan = Plan(specifications, families: families) { check in
      (families.isEmpty || decisive.contains(check.id) || !families.isDisjoint(with: check.breaks))
        && (wanted.isEmpty || wanted.contains { $0.fits(check.id) }) && !unwanted.contains { $0.fits(check.id) }
        && (!safe || specifications.isSafe(exchange: check.exchange))
    }
    guard !plan.selected.isEmpty else { throw Failure(.usage, "--only, --skip and --safe together leave no check") }
    return plan
  }

  /// The families that `--as` names.
  ///
  /// - Throws: `Failure` (wrong usage) where there is none of that name.
  func chosen(of specifications: Specifications) throws -> Set<String> {
    let known = specifications.clients.map(\.id)
    for name in families where name != "all" && !known.contains(name) {
      let hint = Suggestion.hint(name, among: known + ["all"])
      throw Failure(.usage, "no family of clients is called '\(name)'\(hint) ('scepspec list clients' shows them all)")
    }
    return Set(families.contains("all") ? known : families)
  }
}
