public import ScepspecEngine
public import ScepspecModel
import ScepspecSpecLoading

/// Which checks run.
public struct Selection: Hashable, Sendable {
  /// Globs; only checks that fit one of them, where there are any.
  public var only: [String]
  /// Globs; no checks that fit one of them.
  public var skip: [String]
  /// Ids of client families to enrol as; `all` for each of them.
  public var families: [String]
  /// Only what makes the server issue nothing.
  public var isSafe: Bool

  public init(only: [String] = [], skip: [String] = [], families: [String] = [], isSafe: Bool = false) {
    self.only = only
    self.skip = skip
    self.families = families
    self.isSafe = isSafe
  }

  /// The checks that are wanted, with all that they require.
  ///
  /// - Parameter isWanted: A further condition.
  /// - Throws: `RunProblem` for a pattern that fits no check, and where none is left: most often a slip.
  public func plan(
    of specifications: Specifications, where isWanted: (Check) -> Bool = { _ in true }
  ) throws(RunProblem) -> Plan {
    let families = try chosenFamilies(of: specifications)
    let steps = specifications.clients.filter { families.contains($0.id) }.flatMap(\.steps)
    let ids = (specifications.checks + steps).map(\.id)
    for pattern in only + skip where !ids.contains(where: Glob(pattern).fits) {
      let hint = Suggestion.hint(pattern, among: ids)
      throw RunProblem(.settings, "no check fits '\(pattern)'\(hint) ('scepspec list checks' shows them all)")
    }
    let wanted = only.map { Glob($0) }
    let unwanted = skip.map { Glob($0) }
    let decisive = Set(steps.map(\.id))
    let plan = Plan(specifications, families: families) { check in
      (families.isEmpty || decisive.contains(check.id) || !families.isDisjoint(with: check.breaks))
        && (wanted.isEmpty || wanted.contains { $0.fits(check.id) }) && !unwanted.contains { $0.fits(check.id) }
        && (!isSafe || specifications.isSafe(check)) && isWanted(check)
    }
    guard !plan.selected.isEmpty else {
      throw RunProblem(.settings, "--only, --skip and --safe together leave no check")
    }
    return plan
  }

  /// The ids of the families that are named.
  ///
  /// - Throws: `RunProblem` where there is none of that name.
  public func chosenFamilies(of specifications: Specifications) throws(RunProblem) -> Set<String> {
    let known = specifications.clients.map(\.id)
    for name in families where name != "all" && !known.contains(name) {
      let hint = Suggestion.hint(name, among: known + ["all"])
      throw RunProblem(
        .settings, "no family of clients is called '\(name)'\(hint) ('scepspec list clients' shows them all)")
    }
    return Set(families.contains("all") ? known : families)
  }
}
