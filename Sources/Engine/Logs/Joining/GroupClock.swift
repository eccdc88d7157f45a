import ScepspecModel

/// How the clock of a group compares with those of the others.
enum GroupClock: Hashable, Sendable {
  /// It is right when these seconds are added.
  case exact(Int)
  /// It is off by an unknown number of hours, as clocks of unknown zones are.
  case loose
  /// It tells no date, or no time at all.
  case unknown
}

/// Finds out how the clocks of groups compare: by their zones, by what the user says, or by what several logs show.
struct ClockReading {
  let traces: [Trace]
  let groups: [LogGroup]
  let workflow: Workflow?
  let normaliser: Normaliser
  /// Seconds by path.
  let given: [String: Int]

  /// For each group its clock, and the offset to show for its inputs.
  func clocks() -> (clocks: [GroupClock], offsets: [LogSummary.Offset?]) {
    var offsets: [LogSummary.Offset?] = groups.map { group in
      group.files.lazy.compactMap { given[$0] }.first.map { LogSummary.Offset(seconds: $0, isGiven: true) }
    }
    var clocks = zip(groups, offsets).map { group, offset -> GroupClock in
      if let offset { return .exact(offset.seconds) }
      guard let time = group.first, time.hasDate else { return .unknown }
      return time.isZoned ? .exact(0) : .loose
    }
    guard groups.count > 1 else { return (clocks, offsets) }
    // Where no clock is known, the first one with a date is what the others are compared with.
    let isKnown = clocks.contains { if case .exact = $0 { true } else { false } }
    if !isKnown, let first = clocks.firstIndex(of: .loose) { clocks[first] = .exact(0) }
    let seen = sightings()
    for group in groups.indices {
      if case .exact = clocks[group] { continue }
      guard let time = groups[group].first,
        let seconds = estimate(group, time, by: seen, clocks: clocks)
      else { continue }
      clocks[group] = .exact(seconds)
      offsets[group] = LogSummary.Offset(seconds: seconds, isGiven: false)
    }
    return (clocks, offsets)
  }

  // MARK: Estimating

  private struct Seen {
    var group: Int
    var microseconds: Int
  }

  /// What the groups show, by identity and spelling; what is redacted is too little to set a clock by.
  private func sightings() -> [[String]: [Seen]] {
    var seen: [[String]: [Seen]] = [:]
    for trace in traces {
      for sighting in trace.sightings {
        guard let identity = workflow?.identities[sighting.identity] else { continue }
        let spelling = normaliser.spelling(of: sighting.text, as: identity)
        guard !spelling.isRedacted else { continue }
        let key = [sighting.identity] + spelling.pieces
        for time in Set([sighting.first, sighting.last].compactMap { $0?.microseconds }).sorted()
        where seen[key, default: []].count < Self.mostSightings {
          seen[key, default: []].append(Seen(group: trace.group, microseconds: time))
        }
      }
    }
    return seen
  }

  private static let mostSightings = 200
  private static let quarter = 900
  private static let day = 86_400
  /// Clocks that are not set exactly, and records that are written late.
  private static let skew = 300
  /// The zones farthest from UTC are UTC-12 and UTC+14.
  private static let farthest = 14 * 3600

  /// The seconds that bring most of what a group shows together with what groups of known clocks show.
  private func estimate(_ group: Int, _ time: Moment, by seen: [[String]: [Seen]], clocks: [GroupClock]) -> Int? {
    let unit = time.hasDate || !time.isZoned ? Self.quarter : Self.day
    var votes: [Int: (weight: Int, rests: [Int])] = [:]
    for (key, places) in seen {
      let weight = isUnique(key[0]) ? 3 : 1
      for own in places where own.group == group {
        for other in places {
          guard case .exact(let offset) = clocks[other.group] else { continue }
          let delta = other.microseconds / 1_000_000 + offset - own.microseconds / 1_000_000
          let units = Int((Double(delta) / Double(unit)).rounded())
          let rest = delta - units * unit
          guard abs(rest) <= Self.skew, !time.hasDate || abs(units * unit) <= Self.farthest else { continue }
          votes[units, default: (0, [])].weight += weight
          votes[units, default: (0, [])].rests.append(rest)
        }
      }
    }
    let best = votes.min { left, right in
      (-left.value.weight, abs(left.key), left.key) < (-right.value.weight, abs(right.key), right.key)
    }
    guard let best else { return nil }
    let rests = best.value.rests.sorted()
    let rest = rests[rests.count / 2]
    return best.key * unit + (abs(rest) > 60 ? rest : 0)
  }

  /// Whether a value of the identity is of one enrolment alone.
  private func isUnique(_ identity: String) -> Bool {
    workflow?.joins.contains { $0.certainty == .sure && $0.by == [identity] } ?? false
  }
}
