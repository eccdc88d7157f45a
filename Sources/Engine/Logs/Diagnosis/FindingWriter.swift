import ScepspecModel

/// What is to be said about one attempt, in the order in which it matters: what the state at hand means, codes, events.
struct FindingWriter {
  let ready: ReadyMachine
  let attempt: Attempt
  let conclusion: Conclusion
  let option: String?
  /// Of the log's observations, in lower case.
  let levels: Set<String>
  let lasted: Int?
  let decoder: CodeDecoder
  let secrets: [String: Set<String>]

  var all: [Finding] {
    let holding = ready.machine.findings.indices.filter(holds)
    let here = holding.filter { !ready.machine.findings[$0].at.isEmpty }.map(finding)
    let elsewhere = holding.filter { ready.machine.findings[$0].at.isEmpty }.map(finding)
    let rules = here + elsewhere
    let explained = Set(rules.flatMap { $0.codes.map(\.code) })
    var seen: Set<String> = []
    return (here + (here.isEmpty ? overdue : []) + codes(but: explained) + elsewhere).filter {
      seen.insert($0.id).inserted
    }
  }

  // MARK: Rules

  private func holds(_ number: Int) -> Bool {
    let rule = ready.machine.findings[number]
    if !rule.at.isEmpty, !rule.at.contains(ready.state(attempt.state).name) { return false }
    if rule.on != nil, attempt.triggers[number] == nil { return false }
    if !rule.given.isEmpty, let option, !rule.given.contains(option) { return false }
    if rule.without.contains(where: { ready.kinds[$0].map { attempt.hasSeen(kind: $0.number) } ?? false }) {
      return false
    }
    return rule.shown.isEmpty || rule.shown.contains { levels.contains($0.lowercased()) }
  }

  private func finding(_ number: Int) -> Finding {
    let rule = ready.machine.findings[number]
    let observation = attempt.triggers[number] ?? attempt.entered
    // What went wrong on the way does not matter any more where it went well in the end.
    let isOver = conclusion == .success && rule.at.isEmpty && rule.level == .error
    return Finding(
      id: rule.id, level: isOver ? .info : rule.level, message: fill(rule.message, observation),
      cause: rule.cause.map { fill($0, observation) }, remedy: rule.remedy.map { fill($0, observation) },
      provenance: rule.provenance, origin: observation?.origin ?? attempt.steps.last?.origin,
      codes: observation.map(codes) ?? [])
  }

  private func codes(of observation: Observation) -> [DecodedCode] {
    var seen: Set<DecodedCode> = []
    let shown = ready.kinds[observation.kind]?.codes(in: observation.content) ?? []
    return shown.flatMap { decoder.decode($0.code, by: $0.tables) }.filter { seen.insert($0).inserted }
  }

  private func fill(_ text: String, _ observation: Observation?) -> String {
    Placeholders.fill(text, from: observation, hiding: observation.flatMap { secrets[$0.kind] } ?? [])
  }

  // MARK: Codes

  /// One for each code that says what it comes of, or that nobody knows, unless a rule showed it.
  private func codes(but explained: Set<String>) -> [Finding] {
    attempt.codes.compactMap { shown, origin in
      let chain = decoder.decode(shown.code, by: shown.tables)
      guard let outer = chain.first, let inner = chain.last, !chain.contains(where: \.isGood), !outer.isZero else {
        return nil
      }
      let advice = decoder.advice(on: chain)
      guard advice != nil || (conclusion != .success && !explained.contains(outer.code)) else { return nil }
      return Finding(
        id: "code/\(inner.table)/\(inner.code)", level: advice == nil || conclusion == .success ? .info : level,
        message: words(chain), cause: advice?.cause, remedy: advice?.remedy,
        provenance: advice?.provenance ?? Provenance(source: "", confidence: .known), origin: origin, codes: chain)
    }
  }

  private var level: FindingRule.Level { conclusion == .failure ? .error : .warning }

  /// `0x80190194: HTTP status, 404 Not Found`.
  private func words(_ chain: [DecodedCode]) -> String {
    chain.map { code in
      // A word is its own symbol, in other case.
      let isWord = code.symbol?.lowercased() == code.code
      let name = [isWord ? nil : code.code, code.symbol].compactMap(\.self).joined(separator: " ")
      return "\(name): \(code.text ?? "a code that is not known here")"
    }.joined(separator: ", ")
  }

  // MARK: Time

  private var overdue: [Finding] {
    let state = ready.state(attempt.state)
    guard let within = state.within, let lasted, conclusion != .success, lasted / 1_000_000 > within else { return [] }
    return [
      Finding(
        id: "overdue/\(ready.machine.id)/\(state.name)", level: .warning,
        message: "\(attempt.shown ?? state.name) lasts longer than the \(Seconds.words(within)) that it should.",
        provenance: Provenance(source: "", confidence: .inferred), origin: attempt.steps.last?.origin)
    ]
  }
}

extension DecodedCode {
  /// Nothing went wrong, whatever the table.
  fileprivate var isZero: Bool { text == nil && (code == "0" || code == "0x00000000") }
}

enum Seconds {
  /// `1 h`, `90 min`, `45 s`.
  static func words(_ seconds: Int) -> String {
    for (unit, length) in [("d", 86_400), ("h", 3600), ("min", 60)] where seconds >= length && seconds % length == 0 {
      return "\(seconds / length) \(unit)"
    }
    return "\(seconds) s"
  }
}
