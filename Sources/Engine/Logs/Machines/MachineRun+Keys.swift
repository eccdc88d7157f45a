import ScepspecModel

extension MachineRun {
  /// The lane that an observation belongs to.
  mutating func attribute(_ observation: Observation, _ content: ReadyContent, _ known: Int?) -> Int {
    guard ready.isKeyed else { return attributeByValues(content) }
    guard let text = content.key else { return attributeUnkeyed(observation, content) }
    let lane = known ?? byText[text] ?? lookUp(text, content.kind)
    if let other = unkeyedLane { adopt(other, into: lane, for: content) }
    return lane
  }

  /// The lane of a key that was not yet spelled so.
  private mutating func lookUp(_ text: String, _ kind: ReadyKind) -> Int {
    let spelling = normaliser.spelling(of: text, as: kind.identity)
    let lane = bySpelling[spelling] ?? alike(spelling) ?? begin(text, spelling, kind)
    byText[text] = lane
    if bySpelling[spelling] == nil {
      bySpelling[spelling] = lane
      if spelling.isRedacted, redacted.count < Self.mostRedacted { redacted.append(lane) }
      note(text, spelling, in: lane)
    }
    return lane
  }

  private mutating func begin(_ text: String, _ spelling: Spelling, _ kind: ReadyKind) -> Int {
    open(Lane.Key(text: text, spelling: spelling, identity: kind.keyIdentity, isSecret: kind.isKeySecret))
  }

  /// The only lane whose key is probably the same; `nil` where there is none, or where several might be.
  private func alike(_ spelling: Spelling) -> Int? {
    let others = spelling.isRedacted ? (redacted.count < Self.mostRedacted ? Array(lanes.indices) : []) : redacted
    let found = Set(
      others.filter { lane in
        !lanes[lane].isGone && lanes[lane].key.spelling.map { $0.resembles(spelling) } ?? false
      })
    return found.count == 1 ? found.first : nil
  }

  /// Notes a second spelling of a lane's key, and shows the one that hides nothing.
  private mutating func note(_ text: String, _ spelling: Spelling, in lane: Int) {
    guard let own = lanes[lane].key.spelling, own != spelling else { return }
    if own.isRedacted, !spelling.isRedacted, let shown = lanes[lane].key.text {
      lanes[lane].key.alike.append(shown)
      lanes[lane].key.text = text
      lanes[lane].key.spelling = spelling
    } else if lanes[lane].key.alike.count < Lane.Key.mostCandidates {
      lanes[lane].key.alike.append(text)
    }
  }

  /// Of a machine without key: the lane with the same values, or the only one there is.
  private mutating func attributeByValues(_ content: ReadyContent) -> Int {
    let values = content.values.values.compactMap(\.self)
    if let lane = byValues[values] { return lane }
    if values.isEmpty, let last = recent.last { return last.lane }
    let lane = open(Lane.Key())
    byValues[values] = lane
    return lane
  }

  // MARK: Adopting what came before a key showed up

  /// Joins the journey without key into that of a key which shows up, where the key's journey is new or stands
  /// earlier and the observation goes on from where the other one stands.
  private mutating func adopt(_ other: Int, into lane: Int, for content: ReadyContent) {
    guard other != lane, !lanes[other].isGone, lanes[other].key.candidates.count < 2, lanes[other].attempt.hasMoved,
      let target = target(of: content, from: lanes[other].attempt.standing), target.move != .restart,
      isOpen(other) || target.move == .stay
    else { return }
    let own = lanes[lane].attempt.standing
    let isNew = !own.hasMoved
    // What proves nothing where the key's journey has ended tells of the other one too.
    let restarts = self.target(of: content, from: own).map { $0.move == .restart } ?? !isOpen(lane)
    let begins = isNew || (restarts && lanes[other].number == 1)
    guard begins || (isOpen(lane) && standsEarlier(own, than: lanes[other].attempt.standing)) else { return }
    if !isNew, begins { lanes[lane].restart(at: ready.start) }
    if isNew {
      lanes[lane].number = lanes[other].number
      lanes[lane].earlier = lanes[other].earlier
      lanes[lane].forgotten = lanes[other].forgotten
    }
    let first = lanes[other].attempt.steps[0].state
    let legal = ready.follows(lanes[lane].attempt.state, first)
    lanes[lane].attempt.takeOver(
      lanes[other].attempt, legal: legal, from: name(lanes[lane].attempt), most: mostSteps)
    lanes[lane].key.attributed += lanes[other].key.attributed
    for sighting in lanes[other].sightings {
      lanes[lane].sight(sighting.identity, sighting.text, at: sighting.first)
    }
    lanes[other] = Lane(key: Lane.Key(), start: ready.start)
    lanes[other].isGone = true
    unkeyedLane = nil
  }

  private func standsEarlier(_ standing: Standing, than other: Standing) -> Bool {
    guard let progress = other.progress else { return false }
    return (standing.progress ?? -1) < progress
  }
}
