public import ScepspecModel

/// One pass of a plan. It never waits, sends or reads a clock: whoever drives it performs the exchanges that it asks
/// for and hands back what was observed. The verdicts depend on the observations alone, not on their order.
public struct Run: Sendable {
  public enum Action: Hashable, Sendable {
    case perform(Exchange)
    /// A gate does not hold: the target cannot be graded, for the reason given in one line.
    case stop(gate: String, message: String)
    case finish
  }

  private let specifications: Specifications
  private let plan: Plan
  private let judge: Judge
  private var observed = Observed()
  private var results: [String: CheckResult] = [:]
  private var precedents = Precedents()
  private var gatesPassed = 0
  private var position = 0

  /// - Parameter standing: What is known before anything is sent, in kinds that the vocabulary calls standing.
  public init(_ specifications: Specifications, plan: Plan, standing: [String: [String: Field]] = [:]) {
    self.specifications = specifications
    self.plan = plan
    observed.stand(standing, kinds: specifications.vocabulary.kinds.filter(\.value.isStanding).keys.sorted())
    let describer = Describer(vocabulary: specifications.vocabulary)
    judge = Judge(evaluator: Evaluator(describer: describer), exchanges: specifications.exchanges)
  }

  /// What to do next. An exchange that was asked for must be answered with `observe` before the next call.
  public mutating func next() -> Action {
    while gatesPassed < specifications.gates.count {
      let gate = specifications.gates[gatesPassed]
      if let action = pass(gate) { return action }
      gatesPassed += 1
    }
    while position < plan.checks.count {
      let check = plan.checks[position]
      switch judge.decide(check, observed: observed, precedents: precedents) {
      case .needs(let id): return perform(id)
      case .decided(let result, let brokenIn, let isAside):
        results[check.id] = result
        precedents.record(result, brokenIn: brokenIn, isAside: isAside)
        position += 1
      }
    }
    return .finish
  }

  /// Hands back what became of an exchange.
  public mutating func observe(_ outcome: ExchangeOutcome, for exchange: String) {
    observed.record(outcome, for: exchange)
  }

  /// The results so far, of the selected checks and of those that block them, in the order of the specifications.
  public var report: [CheckResult] {
    var shown = plan.selected
    var waiting = plan.selected.flatMap(blockers)
    while let id = waiting.popLast() {
      if shown.insert(id).inserted { waiting += blockers(of: id) }
    }
    return (specifications.clients.flatMap(\.steps) + specifications.checks).compactMap {
      shown.contains($0.id) ? results[$0.id].map(withCause) : nil
    }
  }

  /// A broken check names the ones that it follows and that are broken at least as gravely: one mistake, told once.
  private func withCause(_ result: CheckResult) -> CheckResult {
    guard result.verdict == .fail || result.verdict == .warning else { return result }
    var result = result
    result.blockedBy = result.check.follows.filter { id in
      results[id].map { $0.verdict == .fail || $0.verdict == result.verdict } ?? false
    }
    return result
  }

  private func blockers(of id: String) -> [String] {
    guard let result = results[id], result.verdict == .blocked || result.verdict == .inconclusive else { return [] }
    return result.blockedBy
  }

  /// How many checks are decided, and of how many.
  public var progress: (decided: Int, of: Int) { (position, plan.checks.count) }

  private mutating func perform(_ id: String) -> Action {
    guard let exchange = specifications.exchanges[id] else {
      // Linted specifications name no exchange that is not there; without lint the checks become inconclusive.
      observed.record(.unavailable("there is no exchange '\(id)' in the specifications"), for: id)
      return next()
    }
    return .perform(judge.settled(exchange, observed))
  }

  private mutating func pass(_ gate: Gate) -> Action? {
    let context = Context(observed: observed, exchange: gate.exchange)
    for id in [gate.exchange] + gate.expect.exchanges(own: gate.exchange) {
      if let first = judge.next(id, observed) { return perform(first) }
    }
    guard judge.evaluator.evaluate(gate.expect, in: context).truth != .holds else { return nil }
    return .stop(gate: gate.id, message: message(of: gate, context))
  }

  /// The gate's message with `{kind.field}` replaced by what was seen.
  private func message(of gate: Gate, _ context: Context) -> String {
    var message = ""
    var rest = gate.message[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      message += rest[..<open]
      let components = rest[rest.index(after: open)..<close].split(separator: ".").map(String.init)
      let path = Path(components: components)
      message += words(for: context.look(up: FieldReference(path)), at: path)
      rest = rest[rest.index(after: close)...]
    }
    return message + rest
  }

  private func words(for found: Found, at path: Path) -> String {
    guard case .field(let field) = found else { return "nothing" }
    if case .text(let text) = field.value { return text }
    return judge.evaluator.describer.describe(field.value)
  }
}
