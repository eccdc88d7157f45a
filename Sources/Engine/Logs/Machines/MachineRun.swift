import ScepspecModel

/// Runs one machine over the observations of one group, which come one by one in order.
struct MachineRun: Sendable {
  let ready: ReadyMachine
  let normaliser: Normaliser
  var lanes: [Lane] = []
  /// By the key's text as it is written, and by its normalised spelling, the lane.
  var byText: [String: Int] = [:]
  var bySpelling: [Spelling: Int] = [:]
  /// Lanes whose key is redacted, and so may be that of others.
  var redacted: [Int] = []
  /// Of a machine without key: the lanes by the values that tell its journeys apart.
  var byValues: [[Value]: Int] = [:]
  /// The lane of observations whose key the log does not show.
  var unkeyedLane: Int?
  /// The last observation whose key the log does not show, and where it went.
  var lastUnkeyed: (observation: Observation, lane: Int)?
  /// The lanes touched last, the latest at the end.
  var recent: [Recent] = []
  var clock = 0
  /// Journeys that were finished and are only counted, by the state that they ended in.
  var folded: [Int: Int] = [:]
  /// How often lanes got other numbers.
  private(set) var foldings = 0

  struct Recent: Sendable {
    var lane: Int
    /// Those of the lane's values.
    var marks: SIMD4<Int32>
  }

  let mostLanes: Int
  static let mostRecent = 32
  static let mostRedacted = 256

  init(_ ready: ReadyMachine, patterns: PatternReplacement, mostLanes: Int) {
    self.ready = ready
    normaliser = Normaliser(patterns: patterns)
    self.mostLanes = mostLanes
  }

  /// Takes one observation.
  ///
  /// - Parameters:
  ///   - content: What the machine makes of it.
  ///   - known: The lane that the content's key leads to, if that is known.
  /// - Returns: That lane; `nil` where the content shows no key. It holds for all observations of the content until
  ///   `foldings` changes.
  mutating func observe(_ observation: Observation, as content: ReadyContent, lane known: Int?) -> Int? {
    clock += 1
    let lane = attribute(observation, content, known)
    lanes[lane].touched = clock
    touch(lane, content.values.marks)
    take(observation, content, in: lane)
    lanes[lane].values = content.values
    return content.key == nil || !ready.isKeyed ? nil : lane
  }

  // MARK: What an observation does to a lane

  private mutating func take(_ observation: Observation, _ content: ReadyContent, in lane: Int) {
    if let target = target(of: content, from: lanes[lane].attempt.standing) {
      move(lane, to: content.proofs[target.proof], target.move, by: observation)
    }
    lanes[lane].attempt.saw(observation.time)
    lanes[lane].attempt.saw(kind: content.kind.number)
    for rule in content.rules where lanes[lane].attempt.triggers[rule] == nil {
      lanes[lane].attempt.triggers[rule] = observation
    }
    for code in content.codes { lanes[lane].attempt.saw(code, at: observation.origin) }
    for (identity, text) in content.identities { lanes[lane].sight(identity, text, at: observation.time) }
  }

  private mutating func touch(_ lane: Int, _ marks: SIMD4<Int32>) {
    if recent.last?.lane != lane {
      if let place = recent.firstIndex(where: { $0.lane == lane }) {
        recent.remove(at: place)
      } else if recent.count >= Self.mostRecent {
        recent.removeFirst()
      }
      recent.append(Recent(lane: lane, marks: marks))
    } else {
      recent[recent.count - 1].marks = marks
    }
  }

  // MARK: Lanes

  func isOpen(_ lane: Int) -> Bool { !lanes[lane].isGone && !ready.isFinal[lanes[lane].attempt.state] }

  mutating func open(_ key: Lane.Key) -> Int {
    if lanes.count >= mostLanes { fold() }
    lanes.append(Lane(key: key, start: ready.start))
    return lanes.count - 1
  }

  /// Counts journeys instead of keeping them: first those that ended well, then other finished ones, then any; the
  /// oldest first.
  private mutating func fold() {
    foldings += 1
    let ranks = lanes.indices.map { (foldingRank($0), lanes[$0].touched, $0) }
    let order = ranks.sorted { $0 < $1 }.map(\.2)
    let leaving = Set(order.prefix(mostLanes / 2))
    for lane in leaving where lanes[lane].attempt.hasMoved { folded[lanes[lane].attempt.state, default: 0] += 1 }
    var moved: [Int: Int] = [:]
    var kept: [Lane] = []
    for (index, lane) in lanes.enumerated() where !leaving.contains(index) {
      moved[index] = kept.count
      kept.append(lane)
    }
    lanes = kept
    byText = byText.compactMapValues { moved[$0] }
    bySpelling = bySpelling.compactMapValues { moved[$0] }
    byValues = byValues.compactMapValues { moved[$0] }
    redacted = redacted.compactMap { moved[$0] }
    recent = recent.compactMap { last in moved[last.lane].map { Recent(lane: $0, marks: last.marks) } }
    unkeyedLane = unkeyedLane.flatMap { moved[$0] }
    lastUnkeyed = lastUnkeyed.flatMap { last in moved[last.lane].map { (last.observation, $0) } }
  }

  private func foldingRank(_ lane: Int) -> Int {
    if lanes[lane].isGone || !lanes[lane].attempt.hasMoved { return 0 }
    let state = lanes[lane].attempt.state
    return ready.isProof[state] ? 1 : ready.isFinal[state] ? 2 : 3
  }
}
