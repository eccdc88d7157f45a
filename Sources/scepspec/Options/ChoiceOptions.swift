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

  @Flag(
    name: .long, help: "Only send requests that make the server issue nothing: GetCACaps, GetCACert, GetNextCACert.")
  var safe = false

  @Option(
    name: .long,
    help: ArgumentHelp("The target's known deviations: a file, or the id of a bundled one.", valueName: "file"))
  var target: String?

  /// - Throws: `Failure` (wrong usage) for a pattern that fits no check, and where none is left: most often a slip.
  func plan(of specifications: Specifications) throws -> Plan {
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

  /// Why an exchange must not be sent; `nil` where it may.
  var refusal: (Exchange) -> String? {
    { [safe] exchange in safe && !exchange.isReadOnly ? "not sent because of --safe" : nil }
  }
}

extension Exchange {
  /// Whether it only asks for what the server shows to everybody.
  var isReadOnly: Bool {
    let readOnly: Set<Field> = [.text("GetCACaps"), .text("GetCACert"), .text("GetNextCACert")]
    guard case .record(let parameters) = send.value, let operation = parameters["operation"] else { return false }
    return readOnly.contains(operation) && !harmful
  }
}

extension Specifications {
  /// Whether an exchange and all that it comes after are read-only.
  fileprivate func isSafe(exchange id: String) -> Bool {
    guard let exchange = exchanges[id] else { return false }
    return exchange.isReadOnly && exchange.after.allSatisfy { isSafe(exchange: $0) }
  }
}
