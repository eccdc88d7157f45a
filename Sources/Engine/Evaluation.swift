import ScepspecModel

/// Three-valued truth: evidence that never came makes a claim unknown, not false.
enum Truth: Hashable, Sendable { case holds, broken, unknown }

/// What a predicate came to, and why.
struct Evaluation: Hashable, Sendable {
  var truth: Truth
  /// The tests that decided it: those that are broken or unknown, or, of a claim that holds, nothing.
  var mismatches: [Mismatch] = []
  /// The names of the readings that held.
  var readings: [String] = []

  static let holds = Evaluation(truth: .holds)

  var negated: Evaluation {
    switch truth {
    case .holds: Evaluation(truth: .broken)
    case .broken: .holds
    case .unknown: self
    }
  }
}

/// One test that does not hold.
struct Mismatch: Hashable, Sendable {
  /// The field looked at; `nil` for a question of presence of a whole observation.
  var reference: FieldReference?
  /// The exchange that was looked in.
  var exchange: String
  var expected: String
  var found: Found
  var actual: String
}

extension [Mismatch] {
  /// The one that says most to a person: a field that was seen, before the presence of a whole observation.
  var mostTelling: Mismatch? {
    first { if case .field = $0.found { true } else { false } } ?? first
  }
}

extension Predicate {
  /// The exchanges that it looks at, when unqualified fields belong to `exchange`.
  func exchanges(own exchange: String) -> [String] {
    switch self {
    case .all(let parts): parts.flatMap { $0.exchanges(own: exchange) }
    case .any(let alternatives): alternatives.flatMap { $0.predicate.exchanges(own: exchange) }
    case .not(let part), .named(_, let part): part.exchanges(own: exchange)
    case .observed(_, let other): [other ?? exchange]
    case .test(let reference, let test): [reference.exchange ?? exchange] + test.exchanges(own: exchange)
    }
  }
}

extension Test {
  fileprivate func exchanges(own exchange: String) -> [String] {
    switch self {
    case .equals(let operand), .atLeast(let operand), .atMost(let operand), .startsWith(let operand),
      .endsWith(let operand), .contains(let operand), .sameItems(let operand):
      operand.exchanges(own: exchange)
    case .oneOf(let operands), .within(let operands): operands.flatMap { $0.exchanges(own: exchange) }
    case .every(let part), .some(let part), .none(let part): part.exchanges(own: exchange)
    case .present, .absent, .distinct, .madeOf: []
    }
  }
}

extension Operand {
  fileprivate func exchanges(own exchange: String) -> [String] {
    if case .field(let reference) = self { [reference.exchange ?? exchange] } else { [] }
  }
}
