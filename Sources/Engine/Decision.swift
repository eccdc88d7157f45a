import ScepspecModel

/// What one check comes to, as far as the evidence goes.
enum Decision: Hashable, Sendable {
  /// This exchange has to be performed before anything more can be said.
  case needs(String)
  /// With the exchanges that break the check, and whether it holds all the same where it looks first.
  case decided(CheckResult, brokenIn: Set<String> = [], isAside: Bool = false)
}

/// Decides one check: a pure function of what was observed and of what the checks before it came to.
struct Judge: Sendable {
  var evaluator: Evaluator
  var exchanges: [String: Exchange]

  func decide(_ check: Check, observed: Observed, precedents: Precedents) -> Decision {
    if let result = dependency(of: check, precedents) { return .decided(result) }
    let spoilt = precedents.spoilt(for: check)
    let context = Context(observed: observed, exchange: check.exchange)
    if let when = check.when {
      if let missing = missing(when, context) { return .needs(missing) }
      let evaluation = evaluator.evaluate(when, in: context)
      if evaluation.truth != .holds { return .decided(inapplicable(check, evaluation, context)) }
    }
    let exchanges = check.namedExchanges
    for exchange in exchanges {
      if let missing = missing(for: check, on: exchange, observed) { return .needs(missing) }
    }
    guard check.looksAtSeveral else {
      let result = single(check, context)
      return .decided(result, brokenIn: result.isBroken ? [check.exchange] : [])
    }
    let passedOver = spoilt.union(precedents.failed)
    let others =
      check.looksEverywhere ? observed.performed.filter { !exchanges.contains($0) && !passedOver.contains($0) } : []
    return several(check, on: exchanges.filter { !spoilt.contains($0) } + others, observed)
  }

  private func single(_ check: Check, _ context: Context) -> CheckResult {
    if let given = check.given {
      let evaluation = evaluator.evaluate(given, in: context)
      if evaluation.truth != .holds { return inconclusive(check, evaluation, reason: "precondition not met", context) }
    }
    return verdict(of: check, evaluator.evaluate(check.expect, in: context), context)
  }

  /// A check of several exchanges is broken where any of them breaks it, unknown where none says anything.
  private func several(_ check: Check, on exchanges: [String], _ observed: Observed) -> Decision {
    var results: [CheckResult] = []
    var brokenIn: Set<String> = []
    var judged: [String] = []
    for exchange in exchanges {
      let context = Context(observed: observed, exchange: exchange)
      if let given = check.given, evaluator.evaluate(given, in: context).truth != .holds { continue }
      let result = verdict(of: check, evaluator.evaluate(check.expect, in: context), context)
      results.append(result)
      judged.append(exchange)
      if result.isBroken { brokenIn.insert(exchange) }
    }
    let broken = results.filter(\.isBroken)
    guard var first = broken.first else {
      let passed = results.first { $0.verdict == .pass }
      return .decided(passed ?? results.first ?? nothingSeen(check, observed))
    }
    for result in broken.dropFirst() where first.evidence.count < Self.evidenceShown {
      first.evidence += result.evidence.filter { !first.evidence.contains($0) }
    }
    if broken.count > 1 { first.reason += " (and so in \(broken.count - 1) more of \(results.count) replies)" }
    let main = judged.first { check.namedExchanges.contains($0) }
    return .decided(first, brokenIn: brokenIn, isAside: main.map { !brokenIn.contains($0) } ?? true)
  }

  private static let evidenceShown = 8

  /// No exchange gave what the check applies to: it may not concern this target, or, where the check says what would
  /// settle it, evidence is missing.
  private func nothingSeen(_ check: Check, _ observed: Observed) -> CheckResult {
    let context = Context(observed: observed, exchange: check.exchange)
    if check.settle != nil, let given = check.given {
      return inconclusive(check, evaluator.evaluate(given, in: context), reason: "precondition not met", context)
    }
    let needed = check.given.map { evaluator.describer.describe($0, Context(observed: observed, exchange: "")) }
    return CheckResult(
      check: check, verdict: .notApplicable,
      reason: "none of the exchanges looked at gave what it applies to (\(needed ?? "a reply"))")
  }

  /// The first exchange that has to be performed for the check to be decided on `exchange`.
  private func missing(for check: Check, on exchange: String, _ observed: Observed) -> String? {
    // A broken precondition ends the matter, so its exchanges come before the check's own.
    let context = Context(observed: observed, exchange: exchange)
    if let given = check.given, !check.looksAtSeveral {
      if let missing = missing(given, context) { return missing }
      if evaluator.evaluate(given, in: context).truth != .holds { return nil }
    }
    if let first = next(exchange, observed) { return first }
    if let given = check.given, let missing = missing(given, context) { return missing }
    return missing(check.expect, context)
  }

  /// The first exchange that the predicate looks at and that was not performed yet.
  private func missing(_ predicate: Predicate, _ context: Context) -> String? {
    for exchange in predicate.exchanges(own: context.exchange) {
      if let next = next(exchange, context.observed) { return next }
    }
    return nil
  }

  /// The exchange itself or, before it, one that it has to come after; `nil` where it has been performed.
  func next(_ exchange: String, _ observed: Observed) -> String? {
    guard observed.outcome(of: exchange) == nil else { return nil }
    for earlier in exchanges[exchange].map(earlier) ?? [] {
      if let first = next(earlier, observed) { return first }
    }
    return exchange
  }

  private func earlier(_ exchange: Exchange) -> [String] {
    let looked = exchange.choices.compactMap(\.when).flatMap { $0.exchanges(own: exchange.id) }
    return exchange.after + looked.filter { $0 != exchange.id }
  }

  /// The exchange with the parameters of its first choice that holds.
  func settled(_ exchange: Exchange, _ observed: Observed) -> Exchange {
    let context = Context(observed: observed, exchange: exchange.id)
    let choice = exchange.choices.first { choice in
      choice.when.map { evaluator.evaluate($0, in: context).truth == .holds } ?? true
    }
    guard let choice else { return exchange }
    var settled = exchange
    settled.send = choice.send.merged(over: exchange.send)
    return settled
  }

  private func dependency(of check: Check, _ precedents: Precedents) -> CheckResult? {
    let verdicts = precedents.verdicts
    let unmet = check.requires.filter { precedents.blocks($0, check) }
    guard !unmet.isEmpty else { return nil }
    let inapplicable = unmet.filter { verdicts[$0] == .notApplicable }
    if inapplicable.count == unmet.count {
      return CheckResult(
        check: check, verdict: .notApplicable, reason: "\(unmet.joined(separator: ", ")) does not apply here",
        blockedBy: unmet)
    }
    if unmet.allSatisfy({ verdicts[$0] == .inconclusive || verdicts[$0] == .notApplicable }) {
      return CheckResult(
        check: check, verdict: .inconclusive, reason: "\(unmet.joined(separator: ", ")) is inconclusive",
        blockedBy: unmet)
    }
    return CheckResult(
      check: check, verdict: .blocked, reason: "needs \(unmet.joined(separator: ", ")), which did not pass",
      blockedBy: unmet)
  }

  private func inapplicable(_ check: Check, _ evaluation: Evaluation, _ context: Context) -> CheckResult {
    let isUnknown = evaluation.truth == .unknown
    let words = check.when.map { evaluator.describer.describe($0, context) }
    let seen = words.map { "applies given \($0); here: \(actual(evaluation.mismatches))" }
    return CheckResult(
      check: check, verdict: isUnknown ? .inconclusive : .notApplicable,
      reason: seen ?? "does not apply to this target", evidence: [])
  }

  private func inconclusive(
    _ check: Check, _ evaluation: Evaluation, reason: String, _ context: Context
  ) -> CheckResult {
    let seen =
      evaluation.mismatches.mostTelling.map { mismatch in
        // A request that was never made says more than what its answer should have been.
        if case .unavailable(let reason) = context.observed.outcome(of: mismatch.exchange) { return reason }
        return "needs \(mismatch.expected); seen: \(mismatch.actual)"
      } ?? reason
    return CheckResult(
      check: check, verdict: .inconclusive, reason: check.settle.map { "\(seen). \($0)" } ?? seen)
  }

  private func verdict(of check: Check, _ evaluation: Evaluation, _ context: Context) -> CheckResult {
    switch evaluation.truth {
    case .holds:
      let readings = evaluation.readings.joined(separator: ", ")
      return CheckResult(
        check: check, verdict: .pass, reason: readings.isEmpty ? "as expected" : readings,
        readings: evaluation.readings)
    case .unknown: return inconclusive(check, evaluation, reason: "the evidence never came", context)
    case .broken:
      let expected = evaluator.describer.describe(check.expect, context)
      return CheckResult(
        check: check, verdict: check.level.whenBroken, reason: reason(evaluation.mismatches, expected),
        expected: expected,
        actual: actual(evaluation.mismatches), evidence: evidence(evaluation.mismatches, context))
    }
  }

  /// One broken test speaks for itself; where several decided it together, the claim has to be read as a whole.
  private func reason(_ mismatches: [Mismatch], _ expected: String) -> String {
    guard let first = mismatches.first else { return "the expectation does not hold" }
    guard mismatches.count == 1 else { return "expected \(expected); seen: \(actual(mismatches))" }
    return "expected \(first.expected); seen: \(first.actual)"
  }

  private func actual(_ mismatches: [Mismatch]) -> String {
    var lines: [String] = []
    for mismatch in mismatches {
      let line = (mismatch.reference.map { "\($0.path): " } ?? "") + mismatch.actual
      if !lines.contains(line) { lines.append(line) }
    }
    return lines.joined(separator: "; ")
  }

  private func evidence(_ mismatches: [Mismatch], _ context: Context) -> [Evidence] {
    var evidence: [Evidence] = []
    for mismatch in mismatches where mismatch.exchange != Exchange.standing {
      var item = Evidence(
        exchange: mismatch.exchange, number: context.observed.number(of: mismatch.exchange),
        field: mismatch.reference.map { "\($0.path)" })
      if let encoding = encoding(of: mismatch, context) {
        item.offset = encoding.offset
        item.bytes = encoding.bytes
      }
      if !evidence.contains(item) { evidence.append(item) }
    }
    return evidence
  }

  /// The encoding of the field looked at, or of the innermost structure around it that has one.
  private func encoding(of mismatch: Mismatch, _ context: Context) -> Encoding? {
    guard var reference = mismatch.reference else { return nil }
    reference.path.aspect = nil
    while !reference.path.fields.isEmpty {
      if case .field(let field) = context.look(up: reference), let encoding = field.encoding { return encoding }
      reference.path.components.removeLast()
    }
    return nil
  }
}

extension CheckResult {
  fileprivate var isBroken: Bool { verdict == check.level.whenBroken }
}

extension Check {
  /// Whether exchanges without what the check applies to are passed over.
  var looksAtSeveral: Bool { looksEverywhere || !otherExchanges.isEmpty }
  /// The exchanges that it names; one that looks everywhere looks at more.
  var namedExchanges: [String] { [exchange] + otherExchanges }
}
