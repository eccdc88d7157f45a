import ScepspecModel

/// A machine made ready: states by number, signals by the kind of observation that they wait for.
final class ReadyMachine: Sendable {
  let machine: Machine
  let start: Int
  /// By name, the position in `machine.states`.
  let numbers: [String: Int]
  /// For each state, whether each state follows legally from it.
  private let links: [Bool]
  /// States that stand for whatever has no state of its own: they say nothing about progress.
  let isCatchAll: [Bool]
  let isFinal: [Bool]
  /// Whether the state proves that something worked.
  let isProof: [Bool]
  let kinds: [String: ReadyKind]
  let option: String?

  init(_ machine: Machine, events: [String: EventType], identities: [String: Workflow.Identity]) {
    self.machine = machine
    let numbers = Dictionary(
      machine.states.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.numbers = numbers
    start = numbers[machine.start] ?? 0
    links = machine.states.flatMap { state in machine.states.map { state.next.contains($0.name) } }
    isCatchAll = machine.states.map { !$0.enter.isEmpty && $0.enter.allSatisfy(\.isLastResort) }
    isFinal = machine.states.map(\.isFinal)
    isProof = machine.states.map { $0.conclusion == .success || $0.conclusion == .stepProven }
    option = machine.option?.name
    var kinds: [String: ReadyKind] = [:]
    for name in machine.kinds.sorted() {
      kinds[name] = ReadyKind(
        name, number: kinds.count, of: machine, numbers: numbers, event: events[name], identities: identities)
    }
    self.kinds = kinds
  }

  var isKeyed: Bool { machine.key != nil }

  /// Whether the second state follows legally from the first.
  func follows(_ first: Int, _ second: Int) -> Bool { links[first * machine.states.count + second] }

  func state(_ number: Int) -> Machine.State { machine.states[number] }
}

extension Machine {
  /// Every kind of observation that it looks at.
  fileprivate var kinds: Set<String> {
    Set(events + states.flatMap { $0.enter.map(\.on) } + findings.flatMap { ($0.on.map { [$0] } ?? []) + $0.without })
  }
}

/// One kind of observation, as one machine looks at it.
final class ReadyKind: Sendable {
  let name: String
  let number: Int
  let key: FieldPath?
  let identity: Workflow.Identity?
  /// The name of that identity.
  let keyIdentity: String?
  let isKeySecret: Bool
  /// The values that attribute an observation without key, by their position in the machine; `nil` where this kind has
  /// none.
  let unkeyed: [FieldPath?]
  let signals: [ReadySignal]
  /// Rules that this kind may trigger: their positions in the machine's findings, and what has to hold.
  let rules: [(rule: Int, condition: Condition)]
  let codes: [CodeField]
  let identities: [(field: FieldPath, identity: String)]
  /// The field that most signals compare with texts, and for each text the signals that it may still be.
  private let selector: FieldPath?
  private let selected: [String: [Candidate]]
  private let others: [Candidate]

  init(
    _ name: String, number: Int, of machine: Machine, numbers: [String: Int], event: EventType?,
    identities: [String: Workflow.Identity]
  ) {
    self.name = name
    self.number = number
    key = machine.key.flatMap { FieldPath($0, on: name) }
    let meaning = machine.key?.components.last.flatMap { event?.fields[$0] }
    identity = meaning?.identity.flatMap { identities[$0] }
    keyIdentity = meaning?.identity
    isKeySecret = meaning?.isSecret ?? false
    unkeyed = machine.unkeyed.map { FieldPath($0, on: name) }
    signals = machine.states.enumerated().flatMap { state, description in
      description.enter.filter { $0.on == name }.map {
        ReadySignal($0, of: state, named: description.named, numbers: numbers)
      }
    }
    rules = machine.findings.enumerated().compactMap { rule, finding in
      finding.on == name ? (rule, Condition(finding.when, on: name)) : nil
    }
    let fields = (event?.fields ?? [:]).sorted { $0.key < $1.key }
    codes = fields.compactMap { CodeField($0.key, $0.value) }
    self.identities = fields.compactMap { field, meaning in
      // The key is kept anyway.
      guard let identity = meaning.identity, !meaning.isSecret, machine.key?.components != [field] else { return nil }
      return FieldPath(Path(components: [field], isRelative: true), on: name).map { ($0, identity) }
    }
    (selector, selected, others) = Self.sort(signals)
  }

  /// The signals that hold for a content, in the order of the machine.
  func signals(in content: Observation.Content) -> [ReadySignal] {
    plausible(for: content).compactMap { candidate in
      let signal = signals[candidate.signal]
      return candidate.holds || signal.condition.holds(for: content) ? signal : nil
    }
  }

  /// The signals that may hold, and whether that is decided already.
  private func plausible(for content: Observation.Content) -> [Candidate] {
    guard let selector else { return others }
    guard case .text(let text) = selector.field(in: content)?.value else { return others }
    return selected[text] ?? others
  }

  private struct Candidate: Sendable {
    var signal: Int
    var holds: Bool
  }

  private static func sort(_ signals: [ReadySignal]) -> (FieldPath?, [String: [Candidate]], [Candidate]) {
    func candidate(_ number: Int, _ selector: FieldPath?) -> Candidate {
      switch signals[number].condition {
      case .always: Candidate(signal: number, holds: true)
      case .equals(let path, _): Candidate(signal: number, holds: path == selector)
      default: Candidate(signal: number, holds: false)
      }
    }
    var counts: [FieldPath: Int] = [:]
    for signal in signals {
      for path in Set(signal.condition.selectors) where signal.condition.selection(of: path) != nil {
        counts[path, default: 0] += 1
      }
    }
    let best = counts.values.max()
    let paths = Set(signals.flatMap { $0.condition.selectors })
    guard let best, best > 1, let selector = paths.first(where: { counts[$0] == best }) else {
      return (nil, [:], signals.indices.map { candidate($0, nil) })
    }
    let texts = signals.map { $0.condition.selection(of: selector) }
    var selected: [String: [Candidate]] = [:]
    for text in Set(texts.flatMap { $0 ?? [] }) {
      selected[text] = signals.indices.filter { texts[$0]?.contains(text) ?? true }.map { candidate($0, selector) }
    }
    return (selector, selected, signals.indices.filter { texts[$0] == nil }.map { candidate($0, selector) })
  }
}

final class ReadySignal: Sendable {
  let state: Int
  let condition: Condition
  /// By the number of the state at hand; `nil` where it counts anywhere.
  let after: NumberSet?
  let from: FieldPath?
  /// The field that says what the state is called.
  let named: FieldPath?
  let isLastResort: Bool
  /// The step of the workflow where it is not the state's.
  let step: Int?

  init(_ signal: Machine.Signal, of state: Int, named path: Path?, numbers: [String: Int]) {
    self.state = state
    condition = Condition(signal.when, on: signal.on)
    after = signal.after.isEmpty ? nil : NumberSet(signal.after.compactMap { numbers[$0] })
    from = signal.from.flatMap { FieldPath($0, on: signal.on) }
    named = path.flatMap { FieldPath($0, on: signal.on) }
    isLastResort = signal.isLastResort
    step = signal.step
  }
}
