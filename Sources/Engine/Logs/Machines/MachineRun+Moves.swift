import ScepspecModel

/// How a target follows from where a journey stands.
enum Move: Hashable, Sendable {
  /// The log says the same again.
  case stay
  /// Legally.
  case next
  /// Records between are missing.
  case gap
  /// It belongs to a new attempt.
  case restart
}

extension Attempt {
  /// Whether the log says what it said before: the state at hand, as left from itself or by the very same record.
  fileprivate func repeats(_ target: ReadyContent.Proof, by observation: Observation) -> Bool {
    guard target.state == state, target.shown == shown, let last = steps.last else { return false }
    guard let from = target.from, from != last.to else { return true }
    return from == last.from && last.time == observation.time
  }
}

extension MachineRun {
  /// Which of the states that a content proves is the one for a lane, and how it follows; `nil` where it proves none.
  func target(of content: ReadyContent, from standing: Standing) -> (proof: Int, move: Move)? {
    var best: (proof: Int, rank: Int, move: Move)?
    for index in content.proofs.indices {
      if let after = content.proofs[index].after, !after.contains(standing.state) { continue }
      let move = self.move(from: standing, to: content.proofs[index].state)
      let rank = content.proofs[index].isLastResort ? 3 : Self.rank(of: move)
      if best.map({ rank < $0.rank }) != false { best = (index, rank, move) }
    }
    return best.map { ($0.proof, $0.move) }
  }

  /// What is taken first: what follows legally, then a repeat, then anything else, then the last resorts.
  private static func rank(of move: Move) -> Int {
    switch move {
    case .next: 0
    case .stay: 1
    case .gap, .restart: 2
    }
  }

  func move(from standing: Standing, to target: Int) -> Move {
    if target == standing.state, standing.hasMoved { return .stay }
    if ready.follows(standing.state, target) { return .next }
    if ready.isFinal[standing.state], standing.hasMoved { return .restart }
    if ready.isCatchAll[target] { return .gap }
    guard let progress = standing.progress, progress != ready.start else { return .gap }
    return target >= progress ? .gap : .restart
  }

  /// Moves a lane to a state, over the state that the log says was left, where that is another one.
  mutating func move(_ lane: Int, to target: ReadyContent.Proof, _ move: Move, by observation: Observation) {
    if lanes[lane].attempt.repeats(target, by: observation) {
      lanes[lane].attempt.steps[lanes[lane].attempt.steps.count - 1].repeats += 1
      return
    }
    var from = name(lanes[lane].attempt)
    var move = move
    // That a state was left for itself says no more than that it is the one at hand.
    let left = target.from.flatMap { $0 == target.shown || ready.numbers[$0] == target.state ? nil : $0 }
    if let told = left, told != from {
      if insert(told, in: lane, by: observation) {
        from = told
        move = self.move(from: lanes[lane].attempt.standing, to: target.state)
      } else {
        from = told
        if move == .next || move == .stay { move = .gap }
      }
    } else if left != nil, move == .gap {
      // The log itself says that nothing lay between.
      enter(
        target.state, as: target, from: from, isGap: false, at: observation.time, by: observation, in: lane)
      return
    }
    if move == .restart {
      let isTold = left != nil
      lanes[lane].restart(at: ready.start)
      if !isTold { from = name(lanes[lane].attempt) }
      let isGap = !isTold && !ready.follows(ready.start, target.state)
      enter(
        target.state, as: target, from: from, isGap: isGap, at: observation.time, by: observation, in: lane)
    } else {
      enter(
        target.state, as: target, from: from, isGap: move == .gap, at: observation.time, by: observation,
        in: lane)
    }
  }

  /// Enters the state that the log says was left.
  ///
  /// - Returns: Whether it is a state of the machine that journeys pass: one that ends them, or that stands for many,
  ///   was not seen and is not invented.
  private mutating func insert(_ name: String, in lane: Int, by observation: Observation) -> Bool {
    guard let state = ready.numbers[name], !ready.state(state).isFinal, !ready.isCatchAll[state],
      state != ready.start
    else { return false }
    let move = move(from: lanes[lane].attempt.standing, to: state)
    if move == .stay { return true }
    if move == .restart { lanes[lane].restart(at: ready.start) }
    let isGap = !ready.follows(lanes[lane].attempt.state, state)
    enter(state, as: nil, from: self.name(lanes[lane].attempt), isGap: isGap, at: nil, by: observation, in: lane)
    return true
  }

  private mutating func enter(
    _ state: Int, as target: ReadyContent.Proof?, from: String, isGap: Bool, at time: Moment?,
    by observation: Observation,
    in lane: Int
  ) {
    let step = Attempt.Step(
      from: from, to: target?.shown ?? ready.state(state).name, state: state, step: target?.step, time: time,
      origin: observation.origin, isGap: isGap)
    lanes[lane].attempt.append(step, most: mostSteps)
    lanes[lane].attempt.state = state
    lanes[lane].attempt.shown = target?.shown
    lanes[lane].attempt.since = time
    lanes[lane].attempt.entered = observation
    if !ready.isCatchAll[state] { lanes[lane].attempt.progress = state }
  }

  /// Steps kept of one attempt: each state may be passed several times before the middle is left out.
  var mostSteps: Int { 16 + 4 * ready.machine.states.count }

  func name(_ attempt: Attempt) -> String { attempt.shown ?? ready.state(attempt.state).name }
}
