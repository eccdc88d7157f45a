import ScepspecModel

/// Decides predicates. A pure function of what was observed.
struct Evaluator: Sendable {
  var describer: Describer

  func evaluate(_ predicate: Predicate, in context: Context) -> Evaluation {
    switch predicate {
    case .all(let parts): return all(parts.map { evaluate($0, in: context) })
    case .any(let alternatives): return any(alternatives, in: context)
    case .not(let part): return negate(part, in: context)
    case .named(_, let part): return evaluate(part, in: context)
    case .observed(let kind, let other): return observed(kind, in: other ?? context.exchange, context)
    case .test(let reference, let test): return self.test(reference, test, in: context)
    }
  }

  private func all(_ parts: [Evaluation]) -> Evaluation {
    let broken = parts.filter { $0.truth == .broken }
    if !broken.isEmpty { return Evaluation(truth: .broken, mismatches: broken.flatMap(\.mismatches)) }
    let unknown = parts.filter { $0.truth == .unknown }
    if !unknown.isEmpty { return Evaluation(truth: .unknown, mismatches: unknown.flatMap(\.mismatches)) }
    return Evaluation(truth: .holds, readings: parts.flatMap(\.readings))
  }

  private func any(_ alternatives: [Alternative], in context: Context) -> Evaluation {
    var others: [Evaluation] = []
    for alternative in alternatives {
      let evaluation = evaluate(alternative.predicate, in: context)
      if evaluation.truth == .holds {
        return Evaluation(truth: .holds, readings: (alternative.reading.map { [$0] } ?? []) + evaluation.readings)
      }
      others.append(evaluation)
    }
    let truth: Truth = others.contains { $0.truth == .unknown } ? .unknown : .broken
    return Evaluation(truth: truth, mismatches: others.flatMap(\.mismatches))
  }

  private func negate(_ part: Predicate, in context: Context) -> Evaluation {
    var evaluation = evaluate(part, in: context).negated
    if evaluation.truth == .broken {
      evaluation.mismatches = witnesses(of: part, in: context)
    }
    return evaluation
  }

  /// What the tests of a predicate that holds, but should not, saw.
  private func witnesses(of predicate: Predicate, in context: Context) -> [Mismatch] {
    switch predicate {
    case .all(let parts):
      // That an observation is there says nothing beside what was seen in it.
      let all = parts.flatMap { witnesses(of: $0, in: context) }
      let telling = all.filter { $0.reference != nil }
      return telling.isEmpty ? all : telling
    case .any(let alternatives):
      return alternatives.filter { evaluate($0.predicate, in: context).truth == .holds }
        .flatMap { witnesses(of: $0.predicate, in: context) }
    case .not(let part): return evaluate(part, in: context).mismatches
    case .named(_, let part): return witnesses(of: part, in: context)
    case .observed(let kind, let other):
      let exchange = other ?? context.exchange
      return [
        Mismatch(
          reference: nil, exchange: exchange, expected: "no \(kind)", found: .absent,
          actual: describer.describe(kind: kind))
      ]
    case .test(let reference, let test):
      let found = context.look(up: reference)
      return [
        mismatch(reference, "not " + describer.describe(test, of: reference, in: context), found, context)
      ]
    }
  }

  private func observed(_ kind: String, in exchange: String, _ context: Context) -> Evaluation {
    if context.observed.observation(kind, in: exchange) != nil { return .holds }
    let actual: String
    var truth = Truth.broken
    if case .unavailable(let reason) = context.observed.outcome(of: exchange) {
      (actual, truth) = (reason, .unknown)
    } else {
      actual = describer.describeReply(of: exchange, in: context)
    }
    let mismatch = Mismatch(
      reference: nil, exchange: exchange, expected: describer.describe(kind: kind), found: .absent, actual: actual)
    return Evaluation(truth: truth, mismatches: [mismatch])
  }

  private func test(_ reference: FieldReference, _ test: Test, in context: Context) -> Evaluation {
    let found = context.look(up: reference)
    if case .unobserved = found {
      return unknown(reference, test, found, context)
    }
    let truth = Comparison(evaluator: self, context: context).decide(test, found)
    switch truth {
    case .holds: return .holds
    case .unknown: return unknown(reference, test, found, context)
    case .broken:
      let expected = describer.describe(test, of: reference, in: context)
      return Evaluation(truth: .broken, mismatches: [mismatch(reference, expected, found, context)])
    }
  }

  private func unknown(_ reference: FieldReference, _ test: Test, _ found: Found, _ context: Context) -> Evaluation {
    let expected = describer.describe(test, of: reference, in: context)
    return Evaluation(truth: .unknown, mismatches: [mismatch(reference, expected, found, context)])
  }

  private func mismatch(
    _ reference: FieldReference, _ expected: String, _ found: Found, _ context: Context
  ) -> Mismatch {
    Mismatch(
      reference: reference, exchange: reference.exchange ?? context.exchange,
      expected: "\(reference.path) \(expected)", found: found,
      actual: describer.describe(found, at: reference, in: context) + describer.company(of: reference, in: context))
  }
}
