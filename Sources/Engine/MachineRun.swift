public import Model

/// What one run of a machine went through: the states passed, and where it stands.
public struct Journey: Hashable, Sendable {
  /// The machine's id.
  public var machine: String
  /// The value that tells this run from others; `nil` for a machine without key.
  public var key: Value?
  public var state: String
  /// When the state was entered, in seconds since 1970; `nil` at the start or without clock.
  public var since: Int?
  public var path: [Step]
  /// Observations of the machine's events that no transition of the state at hand takes.
  public var unexpected: [Observation]

  public struct Step: Hashable, Sendable {
    public var from: String
    public var to: String
    public var time: Int?
    public var origin: Origin
  }
}

/// Runs a machine over observations: one journey for each value of the key, and a new one when a finished one starts
/// again. The journeys of different keys do not touch each other, however their observations interleave.
public struct MachineRun: Sendable {
  private let machine: Machine
  private let evaluator: Evaluator
  private var open: [Value?: Journey] = [:]
  private var order: [Value?] = []
  private var closed: [Value?: [Journey]] = [:]

  public init(_ machine: Machine, vocabulary: Vocabulary = Vocabulary()) {
    self.machine = machine
    evaluator = Evaluator(describer: Describer(vocabulary: vocabulary))
  }

  /// The journeys so far, in the order in which their keys first appeared.
  public var journeys: [Journey] {
    order.flatMap { key in (closed[key] ?? []) + [open[key]].compactMap(\.self) }
  }

  /// Takes one observation; the caller brings them in order of time.
  public mutating func observe(_ observation: Observation) {
    guard listens(to: observation.kind) else { return }
    let key = self.key(of: observation)
    if open[key] == nil, closed[key] == nil { order.append(key) }
    var journey = open[key] ?? fresh(key)
    if isFinal(journey.state), let restart = transition(from: machine.start, on: observation) {
      closed[key, default: []].append(journey)
      journey = fresh(key)
      take(restart, observation, &journey)
    } else if let transition = transition(from: journey.state, on: observation) {
      take(transition, observation, &journey)
    } else {
      journey.unexpected.append(observation)
    }
    open[key] = journey
  }

  /// The state that should have been left by `now`: its name and for how many seconds it is overdue; `nil` where the
  /// journey is within its time, finished or without clock.
  public func overdue(_ journey: Journey, now: Int) -> (state: String, seconds: Int)? {
    guard let within = machine.states[journey.state]?.within, let since = journey.since else { return nil }
    let late = now - since - within
    return late > 0 ? (journey.state, late) : nil
  }

  private func fresh(_ key: Value?) -> Journey {
    Journey(machine: machine.id, key: key, state: machine.start, since: nil, path: [], unexpected: [])
  }

  private func listens(to kind: String) -> Bool {
    machine.states.values.contains { $0.transitions.contains { $0.on == kind } }
  }

  private func isFinal(_ state: String) -> Bool { machine.states[state]?.isFinal ?? false }

  private func key(of observation: Observation) -> Value? {
    guard let path = machine.key else { return nil }
    guard case .field(let field) = context(observation).look(up: FieldReference(path)) else { return nil }
    return field.value
  }

  private func transition(from state: String, on observation: Observation) -> Machine.Transition? {
    machine.states[state]?.transitions.first { transition in
      guard transition.on == observation.kind else { return false }
      guard let when = transition.when else { return true }
      return evaluator.evaluate(when, in: context(observation)).truth == .holds
    }
  }

  private func take(_ transition: Machine.Transition, _ observation: Observation, _ journey: inout Journey) {
    let step = Journey.Step(
      from: journey.state, to: transition.to, time: observation.time, origin: observation.origin)
    journey.path.append(step)
    if transition.to != journey.state || journey.since == nil { journey.since = observation.time }
    journey.state = transition.to
  }

  /// The observation as the only thing seen, so that relative paths and paths by kind both lead into it.
  private func context(_ observation: Observation) -> Context {
    var observed = Observed()
    observed.record(.observed([observation]), for: "")
    return Context(observed: observed, exchange: "", item: Field(.record(observation.fields)))
  }
}
