import ScepspecModel

/// What a machine knows of one key: the attempt at hand, and what became of those before.
///
/// Its size depends on the number of states, rules and codes, not on the number of observations.
struct Lane: Sendable {
  var key: Key
  /// Counts up with every observation of the machine: which lane was touched last.
  var touched = 0
  /// Of the observation last seen: by what it has in common with others, these are attributed where they lack the key.
  var values = AttributingValues()
  var attempt: Attempt
  /// 1-based.
  var number = 1
  /// What became of the attempts before, the latest last.
  var earlier: [Ended] = []
  /// Attempts before that are only counted.
  var forgotten = 0
  /// Values by which journeys are joined.
  var sightings: [Sighting] = []
  /// It was joined with another one and is no more.
  var isGone = false

  static let mostEarlier = 16

  struct Key: Sendable {
    /// As the log writes it; `nil` where the log does not show it.
    var text: String?
    var spelling: Spelling?
    /// The name of the identity that it is.
    var identity: String?
    var isSecret = false
    /// Other spellings that were taken for the same.
    var alike: [String] = []
    /// Observations without key that were attributed to it.
    var attributed = 0
    /// Of a journey without key: the keys that it may belong to.
    var candidates: [String] = []

    static let mostCandidates = 8
  }

  struct Ended: Sendable {
    var state: Int
    var shown: String?
    var until: Moment?
    var step: Int?
  }

  init(key: Key, start: Int) {
    self.key = key
    attempt = Attempt(start: start)
  }

  /// Puts the attempt aside and begins the next.
  mutating func restart(at start: Int) {
    if attempt.hasMoved {
      earlier.append(
        Ended(state: attempt.state, shown: attempt.shown, until: attempt.last ?? attempt.since, step: nil))
      if earlier.count > Self.mostEarlier {
        earlier.removeFirst()
        forgotten += 1
      }
      number += 1
    }
    attempt = Attempt(start: start)
  }

  mutating func sight(_ identity: String, _ text: String, at time: Moment?) {
    guard let index = sightings.firstIndex(where: { $0.identity == identity && $0.text == text }) else {
      if sightings.count < Sighting.most {
        sightings.append(Sighting(identity: identity, text: text, first: time, last: time))
      }
      return
    }
    sightings[index].last = time ?? sightings[index].last
  }
}

/// A value that other logs may show too.
struct Sighting: Hashable, Sendable {
  var identity: String
  var text: String
  var first: Moment?
  var last: Moment?

  static let most = 24
}

/// One run through a machine.
struct Attempt: Sendable {
  var state: Int
  /// How the log calls the state, where the state stands for many.
  var shown: String?
  /// How far it came: the last state that says something about progress; `nil` before the first.
  var progress: Int?
  var since: Moment?
  var first: Moment?
  var last: Moment?
  var steps: [Step] = []
  /// Steps that were left out of the middle of `steps`.
  var leftOut = 0
  /// The observation that entered the state at hand.
  var entered: Observation?
  /// By the position of the rule, the first observation that triggered it.
  var triggers: [Int: Observation] = [:]
  var codes: [(code: ShownCode, origin: Origin)] = []
  private var kinds = NumberSet()
  /// Steps whose clock was set back, as far as its records tell.
  var setbacks = 0

  static let mostCodes = 32

  struct Step: Sendable {
    var from: String
    var to: String
    var state: Int
    /// The step of the workflow where it is not the state's.
    var step: Int?
    var time: Moment?
    var origin: Origin
    var isGap: Bool
    var repeats = 0
  }

  init(start: Int) { state = start }

  var standing: Standing { Standing(state: state, hasMoved: hasMoved, progress: progress) }

  /// Whether anything proved a state.
  var hasMoved: Bool { !steps.isEmpty }

  /// - Parameter most: Steps that are kept; beyond it the middle is left out, so that a circle does not grow for ever.
  mutating func append(_ step: Step, most: Int) {
    if steps.count >= most {
      steps.remove(at: most / 2)
      leftOut += 1
    }
    steps.append(step)
  }

  mutating func saw(kind: Int) { kinds.insert(kind) }

  func hasSeen(kind: Int) -> Bool { kinds.contains(kind) }

  mutating func saw(_ code: ShownCode, at origin: Origin) {
    guard codes.count < Self.mostCodes, !codes.contains(where: { $0.code == code }) else { return }
    codes.append((code, origin))
  }

  /// Keeps the time span, and notices a clock that goes back.
  mutating func saw(_ time: Moment?) {
    guard let time else { return }
    if let last, last.hasDate == time.hasDate, time.microseconds < last.microseconds - Self.jitter { setbacks += 1 }
    first = first ?? time
    last = time
  }

  /// Microseconds by which records may stand out of order: threads and queues.
  private static let jitter = 5_000_000

  /// Takes over what another attempt, which turned out to be the beginning of this one, went through.
  mutating func takeOver(_ other: Attempt, legal: Bool, from name: String, most: Int) {
    for (index, var step) in other.steps.enumerated() {
      if index == 0, hasMoved {
        step.from = name
        step.isGap = !legal
      }
      append(step, most: most)
    }
    leftOut += other.leftOut
    (state, shown, since, entered) = (other.state, other.shown, other.since, other.entered)
    progress = other.progress ?? progress
    first = first ?? other.first
    last = other.last ?? last
    triggers.merge(other.triggers) { own, _ in own }
    for (code, origin) in other.codes { saw(code, at: origin) }
    kinds.formUnion(other.kinds)
    setbacks += other.setbacks
  }
}

/// Where an attempt stands: all that decides what follows from it.
struct Standing: Hashable, Sendable {
  var state: Int
  var hasMoved: Bool
  var progress: Int?
}
