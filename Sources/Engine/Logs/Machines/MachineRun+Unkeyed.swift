import ScepspecModel

extension MachineRun {
  /// The lane of an observation that does not show the key: the one last seen with the same values, else the only one
  /// that it can belong to, else one without key.
  mutating func attributeUnkeyed(_ observation: Observation, _ content: ReadyContent) -> Int {
    let lane = said(observation) ?? known(content) ?? unknown(content)
    lastUnkeyed = (observation, lane)
    lanes[lane].key.attributed += 1
    return lane
  }

  /// The lane of the very same record, where it is only said twice.
  private func said(_ observation: Observation) -> Int? {
    guard let (last, lane) = lastUnkeyed, last.time == observation.time, !lanes[lane].isGone,
      last.content == observation.content
    else { return nil }
    return lane
  }

  private func known(_ content: ReadyContent) -> Int? {
    for last in recent.reversed() where content.values.resemble(last.marks) {
      if content.values.areShared(by: lanes[last.lane].values), fit(content, last.lane) != nil { return last.lane }
    }
    // One that it may belong to, -1 for several, and one that it follows on legally.
    var (possible, legal): (Int?, Int?) = (nil, nil)
    for last in recent where isOpen(last.lane) {
      guard let fit = fit(content, last.lane) else { continue }
      possible = possible == nil ? last.lane : -1
      guard fit == .legal else { continue }
      // Several of both: nothing tells them apart any more.
      if legal != nil { return nil }
      legal = last.lane
    }
    guard let possible else { return recent.last.flatMap { fit(content, $0.lane) == nil ? nil : $0.lane } }
    return possible >= 0 ? possible : legal
  }

  /// The lane without key, which then may belong to any of those that are open.
  private mutating func unknown(_ content: ReadyContent) -> Int {
    if let lane = unkeyedLane, !lanes[lane].isGone {
      if lanes[lane].key.candidates.count < Lane.Key.mostCandidates { note(keys(of: content), in: lane) }
      return lane
    }
    let keys = keys(of: content)
    let lane = open(Lane.Key())
    unkeyedLane = lane
    note(keys, in: lane)
    return lane
  }

  private mutating func note(_ keys: [String], in lane: Int) {
    for key in keys where !lanes[lane].key.candidates.contains(key) {
      if lanes[lane].key.candidates.count < Lane.Key.mostCandidates { lanes[lane].key.candidates.append(key) }
    }
  }

  /// Of the open lanes that a content may belong to: those in which it would not begin anew.
  private func keys(of content: ReadyContent) -> [String] {
    recent.compactMap { isOpen($0.lane) && fit(content, $0.lane) != nil ? lanes[$0.lane].key.text : nil }
  }

  private enum Fit { case legal, possible }

  /// How a content fits where a lane stands; `nil` where it would begin anew.
  private func fit(_ content: ReadyContent, _ lane: Int) -> Fit? {
    guard !lanes[lane].isGone else { return nil }
    let standing = lanes[lane].attempt.standing
    guard let target = target(of: content, from: standing) else { return .possible }
    switch target.move {
    case .next: return .legal
    case .stay: return ready.follows(standing.state, standing.state) ? .legal : .possible
    case .gap: return .possible
    case .restart: return nil
    }
  }
}
