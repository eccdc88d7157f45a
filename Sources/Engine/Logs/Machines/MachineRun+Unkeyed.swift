import Model

extension MachineRun {
  /// The lane of an observation that does not show the key: the one last seen with the same values, else the only one
  /// that it can belong to, else one without key.
  mutating func attributeUnkeyed(_ observation: Observation, _ kind: ReadyKind) -> Int {
    let lane = said(observation) ?? known(observation, kind) ?? unknown(observation, kind)
    lastUnkeyed = (observation, lane)
    lanes[lane].key.attributed += 1
    return lane
  }

  /// The lane of the very same record, where it is only said twice.
  private func said(_ observation: Observation) -> Int? {
    guard let (last, lane) = lastUnkeyed, !lanes[lane].isGone, last.time == observation.time,
      last.kind == observation.kind, last.fields == observation.fields
    else { return nil }
    return lane
  }

  private func known(_ observation: Observation, _ kind: ReadyKind) -> Int? {
    if !kind.unkeyed.isEmpty {
      let same = recent.last { lane in
        shares(kind.unkeyed, of: observation, with: lane) && fit(observation, kind, lane) != nil
      }
      if let same { return same }
    }
    let candidates = self.candidates(observation, kind)
    if candidates.count == 1 { return candidates[0].lane }
    if candidates.isEmpty { return recent.last.flatMap { fit(observation, kind, $0) == nil ? nil : $0 } }
    let legal = candidates.filter { $0.fit == .legal }
    return legal.count == 1 ? legal[0].lane : nil
  }

  /// The lane without key, which then may belong to any of those that are open.
  private mutating func unknown(_ observation: Observation, _ kind: ReadyKind) -> Int {
    let keys = candidates(observation, kind).compactMap { lanes[$0.lane].key.text }
    let lane: Int
    if let unkeyedLane, !lanes[unkeyedLane].isGone {
      lane = unkeyedLane
    } else {
      lane = open(Lane.Key())
      unkeyedLane = lane
    }
    for key in keys where !lanes[lane].key.candidates.contains(key) {
      if lanes[lane].key.candidates.count < Lane.Key.mostCandidates { lanes[lane].key.candidates.append(key) }
    }
    return lane
  }

  /// The open lanes that an observation may belong to: those in which it would not begin anew.
  private func candidates(_ observation: Observation, _ kind: ReadyKind) -> [(lane: Int, fit: Fit)] {
    recent.compactMap { lane in
      isOpen(lane) ? fit(observation, kind, lane).map { (lane, $0) } : nil
    }
  }

  private enum Fit { case legal, possible }

  /// How an observation fits where a lane stands; `nil` where it would begin anew.
  private func fit(_ observation: Observation, _ kind: ReadyKind, _ lane: Int) -> Fit? {
    guard !lanes[lane].isGone else { return nil }
    let standing = lanes[lane].attempt.standing
    guard let target = target(of: observation, kind, from: standing) else { return .possible }
    switch target.move {
    case .next: return .legal
    case .stay: return ready.follows[standing.state][standing.state] ? .legal : .possible
    case .gap: return .possible
    case .restart: return nil
    }
  }

  private func shares(_ fields: [FieldPath], of observation: Observation, with lane: Int) -> Bool {
    var isAny = false
    for path in fields {
      guard let value = path.field(in: observation)?.value else { continue }
      guard path.field(in: lanes[lane].fields)?.value == value else { return false }
      isAny = true
    }
    return isAny
  }
}
