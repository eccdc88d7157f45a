public import ScepspecModel

/// What journeys showed of the machines: which states were entered, which ways were gone, which findings were told.
public struct MachineCoverage: Hashable, Sendable {
  /// By the machine's id.
  public private(set) var machines: [String: Shown] = [:]

  public init() {}

  public struct Shown: Hashable, Sendable {
    /// States that some journey passed.
    public var states: Set<String> = []
    /// Ways that some journey went without a gap.
    public var transitions: Set<Transition> = []
    /// Ids of findings, those of codes and deadlines among them.
    public var findings: Set<String> = []

    public init() {}
  }

  public struct Transition: Hashable, Sendable {
    public var from: String
    public var to: String

    public init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  /// Adds what a diagnosis shows. A state that stands for many counts by its own name.
  public mutating func add(_ diagnosis: Diagnosis, of machines: [Machine]) {
    let known = Dictionary(machines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for journey in diagnosis.journeys.flatMap(\.singles) {
      if let machine = known[journey.machine] { add(journey, of: machine) }
    }
    let stray = Set(diagnosis.findings.map(\.id))
    for machine in machines {
      let own = machine.findings.map(\.id).filter(stray.contains)
      if !own.isEmpty { self.machines[machine.id, default: Shown()].findings.formUnion(own) }
    }
  }

  private mutating func add(_ journey: JourneyReport, of machine: Machine) {
    var shown = machines[machine.id] ?? Shown()
    var before: (shown: String, own: String)?
    for passage in journey.path {
      let to = machine.name(of: passage)
      shown.states.insert(to)
      let from = before.flatMap { $0.shown == passage.from ? $0.own : nil } ?? passage.from
      if !passage.isGap { shown.transitions.insert(Transition(from: from, to: to)) }
      if passage.repeats > 0 { shown.transitions.insert(Transition(from: to, to: to)) }
      before = (passage.to, to)
    }
    shown.findings.formUnion(journey.findings.map(\.id))
    machines[machine.id] = shown
  }

  /// What a machine holds and no journey showed.
  public func missing(of machine: Machine) -> Shown {
    let seen = machines[machine.id] ?? Shown()
    var missing = Shown()
    missing.states = Set(machine.states.map(\.name)).subtracting(seen.states).subtracting([machine.start])
    missing.transitions = Set(
      machine.states.flatMap { state in state.next.map { Transition(from: state.name, to: $0) } }
    ).subtracting(seen.transitions)
    missing.findings = Set(machine.findings.map(\.id)).subtracting(seen.findings)
    return missing
  }
}

extension JourneyReport {
  /// The journeys that were joined, or this one.
  fileprivate var singles: [JourneyReport] { parts.isEmpty ? [self] : parts.map(\.journey) }
}

extension Machine {
  /// The machine's name of the state that a passage leads to: one that stands for many is shown as the log calls it.
  fileprivate func name(of passage: JourneyReport.Passage) -> String {
    if state(passage.to) != nil { return passage.to }
    return states.first { $0.named != nil && $0.about == passage.about }?.name ?? passage.to
  }
}
