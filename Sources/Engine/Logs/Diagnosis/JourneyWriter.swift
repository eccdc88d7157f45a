import ScepspecModel

/// Makes reports of what one machine followed in one group.
struct JourneyWriter {
  let diagnoser: Diagnoser
  let group: LogGroup
  let run: MachineRun

  private var ready: ReadyMachine { run.ready }
  private var machine: Machine { run.ready.machine }

  func traces(group index: Int) -> [Trace] {
    run.lanes.filter { !$0.isGone && $0.attempt.hasMoved }.map { lane in
      Trace(
        report: report(lane), group: index, role: machine.role, steps: Set(machine.states.compactMap(\.step)),
        sightings: key(of: lane) + lane.sightings,
        first: lane.attempt.first, last: lane.attempt.last, lineage: lineage(of: lane))
    }
  }

  private func lineage(of lane: Lane) -> Spelling? {
    guard let name = lane.key.identity, let spelling = lane.key.spelling,
      let identity = diagnoser.specifications.workflows.first?.identities[name]
    else { return nil }
    return Normaliser(patterns: diagnoser.patterns).lineage(of: spelling, as: identity)
  }

  /// The key is seen as long as the attempt lasts.
  private func key(of lane: Lane) -> [Sighting] {
    guard let identity = lane.key.identity, let text = lane.key.text, !lane.key.isSecret else { return [] }
    return [Sighting(identity: identity, text: text, first: lane.attempt.first, last: lane.attempt.last)]
  }

  /// What the records of journeys say that never came to a state.
  var strayFindings: [Finding] {
    run.lanes.filter { !$0.isGone && !$0.attempt.hasMoved }.flatMap {
      findings(of: $0, conclusion: .insufficient, lasted: nil)
    }
  }

  private func report(_ lane: Lane) -> JourneyReport {
    let attempt = lane.attempt
    let state = ready.state(attempt.state)
    let reading = reading(of: state)
    let conclusion = reading?.conclusion ?? state.conclusion
    let lasted = lasted(attempt)
    let isOverdue = isOverdue(state, conclusion, lasted)
    return JourneyReport(
      machine: machine.id, title: machine.title, platform: machine.platform,
      key: lane.key.isSecret ? nil : lane.key.text, isKeyCertain: isCertain(lane.key), attempt: lane.number,
      earlier: lane.earlier.map(earlier), conclusion: conclusion, step: step(of: attempt), state: run.name(attempt),
      about: reading.map { state.about.sentence + " " + $0.means } ?? state.about, since: attempt.since,
      lasted: lasted, isOverdue: isOverdue, expectedNext: expected(after: state, conclusion),
      path: attempt.steps.map(passage), findings: findings(of: lane, conclusion: conclusion, lasted: lasted),
      otherReadings: diagnoser.option(of: ready) == nil ? state.readings : [],
      remarks: JourneyRemarks(lane: lane, group: group, isKeyed: ready.isKeyed).all)
  }

  private func reading(of state: Machine.State) -> Machine.Reading? {
    diagnoser.option(of: ready).flatMap { value in state.readings.first { $0.given.contains(value) } }
  }

  private func earlier(_ ended: Lane.Ended) -> JourneyReport.Earlier {
    let state = ready.state(ended.state)
    return JourneyReport.Earlier(
      conclusion: reading(of: state)?.conclusion ?? state.conclusion, state: ended.shown ?? state.name,
      until: ended.until)
  }

  private func passage(_ step: Attempt.Step) -> JourneyReport.Passage {
    let state = ready.state(step.state)
    return JourneyReport.Passage(
      from: step.from, to: step.to, time: step.time, origin: step.origin, about: state.about,
      step: step.step ?? state.step,
      isGap: step.isGap, repeats: step.repeats)
  }

  /// Of the state, or where it belongs to none, of the last one passed that belongs to one.
  private func step(of attempt: Attempt) -> Int? {
    let steps = attempt.steps.reversed().lazy.compactMap { $0.step ?? ready.state($0.state).step }
    return attempt.hasMoved ? steps.first : ready.state(attempt.state).step
  }

  private func isCertain(_ key: Lane.Key) -> Bool {
    guard ready.isKeyed else { return true }
    return key.text != nil && key.attributed == 0 && key.alike.isEmpty && key.spelling?.isRedacted != true
  }

  /// Microseconds from the state's beginning to the last observation of the group; never negative.
  private func lasted(_ attempt: Attempt) -> Int? {
    guard let since = attempt.since, let last = group.last, since.hasDate == last.hasDate else { return nil }
    let lasted = last.microseconds - since.microseconds
    return lasted < 0 ? nil : lasted
  }

  private func isOverdue(_ state: Machine.State, _ conclusion: Conclusion, _ lasted: Int?) -> Bool {
    guard let within = state.within, let lasted, conclusion != .success else { return false }
    return lasted / 1_000_000 > within
  }

  /// The states that lead on; those that mean failure stand last.
  private func expected(after state: Machine.State, _ conclusion: Conclusion) -> [JourneyReport.Expected] {
    if state.isFinal, conclusion == .success { return [] }
    let next = state.next.filter { $0 != state.name }.compactMap { name in
      ready.numbers[name].flatMap { ready.isCatchAll[$0] ? nil : ready.state($0) }
    }
    let failed = next.filter { $0.conclusion == .failure }
    return (next.filter { $0.conclusion != .failure } + failed).map { .init(state: $0.name, about: $0.about) }
  }

  private func findings(of lane: Lane, conclusion: Conclusion, lasted: Int?) -> [Finding] {
    FindingWriter(
      ready: ready, attempt: lane.attempt, conclusion: conclusion, option: diagnoser.option(of: ready),
      levels: group.levels, lasted: lasted, decoder: diagnoser.decoder, secrets: diagnoser.secrets
    ).all
  }
}

extension String {
  /// With a full stop at its end.
  var sentence: String { isEmpty || hasSuffix(".") ? self : self + "." }
}
