import ScepspecModel

/// Joins the journeys that several logs, or several machines, tell of one enrolment.
struct Joiner {
  let workflow: Workflow
  let traces: [Trace]
  let clocks: [GroupClock]
  let normaliser: Normaliser

  /// Beyond this many journeys, those that only time might join are looked for among their nearest alone.
  private static let mostPairs = 300
  private static let nearest = 64

  /// The journeys, joined ones in the place of their parts.
  func joined() -> [Trace] {
    guard traces.count > 1, !workflow.joins.isEmpty else { return traces }
    var clusters = Clusters(traces)
    let times = traces.map { span(of: $0) }
    let values = traces.map(values)
    for join in workflow.joins where join.certainty != .guess && !join.by.isEmpty {
      for (left, right, isProbable) in pairs(agreeing: join.by, values) where isNear(left, right, join, times) {
        let certainty = isProbable ? .probable : join.certainty
        clusters.join(left, right, Link(certainty: certainty, reason: reason(join.by, left)))
      }
    }
    for join in workflow.joins where join.certainty == .guess {
      let candidates = neighbours(times).filter { left, right in
        canMeet(left, right) && agree(left, right, on: join.by, values) && isNear(left, right, join, times)
      }
      clusters.joinUnique(candidates.map { ($0.0, $0.1, distance($0.0, $0.1, times)) }) { left, right, distance in
        Link(certainty: .guess, reason: guess(join, left, right, distance))
      }
    }
    return clusters.members.map { members in
      members.count == 1 ? traces[members[0]] : Outcome(joiner: self, members: members, links: clusters.links).trace
    }
  }

  // MARK: Values

  private func values(_ trace: Trace) -> [String: Set<Spelling>] {
    trace.sightings.reduce(into: [:]) { values, sighting in
      guard let identity = workflow.identities[sighting.identity] else { return }
      values[sighting.identity, default: []].insert(normaliser.spelling(of: sighting.text, as: identity))
    }
  }

  /// Pairs that have the same values of all these identities, and whether that is only probable.
  private func pairs(
    agreeing identities: [String], _ values: [[String: Set<Spelling>]]
  ) -> [(Int, Int, isProbable: Bool)] {
    guard let first = identities.first else { return [] }
    var owners: [Spelling: [Int]] = [:]
    var redacted: [(Int, Spelling)] = []
    for index in traces.indices {
      for spelling in values[index][first] ?? [] {
        owners[spelling, default: []].append(index)
        if spelling.isRedacted, redacted.count < MachineRun.mostRedacted { redacted.append((index, spelling)) }
      }
    }
    var pairs: [(Int, Int, Bool)] = []
    for (spelling, indices) in owners.sorted(by: { $0.value.lexicographicallyPrecedes($1.value) }) {
      // Each with the next one is enough: joining goes on from one to the other.
      for (left, right) in zip(indices, indices.dropFirst()) where agree(left, right, on: identities, values) {
        pairs.append((left, right, spelling.isRedacted))
      }
    }
    for (index, spelling) in redacted {
      let alike = owners.filter { $0.key != spelling && $0.key.resembles(spelling) }.values.flatMap(\.self)
      // What fits several is none of them.
      if Set(alike.map { traces[$0].report.key }).count == 1 {
        pairs += alike.sorted().filter { $0 != index }.map { (min(index, $0), max(index, $0), true) }
      }
    }
    return pairs
  }

  private func agree(
    _ left: Int, _ right: Int, on identities: [String], _ values: [[String: Set<Spelling>]]
  ) -> Bool {
    identities.allSatisfy { identity in
      guard let own = values[left][identity], let other = values[right][identity] else { return false }
      return own.contains { spelling in other.contains { $0.resembles(spelling) } }
    }
  }

  private func reason(_ identities: [String], _ trace: Int) -> String {
    let words = identities.map { identity in
      let text = traces[trace].sightings.first { $0.identity == identity }?.text ?? ""
      return "the same \(identity) '\(text.count > 80 ? text.prefix(80) + "…" : text)'"
    }
    return words.joined(separator: " and ")
  }

  // MARK: Time

  /// Seconds from the first to the last record, on the common clock; not `exact` where that is not known.
  struct Span {
    var first: Int
    var last: Int
    var clock: GroupClock
    var group: Int
  }

  func span(of trace: Trace) -> Span? {
    guard let first = trace.first?.seconds, let last = trace.last?.seconds else { return nil }
    let clock = clocks.indices.contains(trace.group) ? clocks[trace.group] : .unknown
    let offset = if case .exact(let seconds) = clock { seconds } else { 0 }
    return Span(first: min(first, last) + offset, last: max(first, last) + offset, clock: clock, group: trace.group)
  }

  private static let farthest = 14 * 3600

  /// Seconds between two journeys; `nil` where their clocks do not compare.
  private func distance(_ left: Int, _ right: Int, _ times: [Span?]) -> Int? {
    guard let left = times[left], let right = times[right] else { return nil }
    guard left.group == right.group || (left.clock.isExact && right.clock.isExact) else { return nil }
    return max(0, left.first - right.last, right.first - left.last)
  }

  private func isNear(_ left: Int, _ right: Int, _ join: Workflow.Join, _ times: [Span?]) -> Bool {
    guard let within = join.within else { return true }
    if let distance = distance(left, right, times) { return distance <= within }
    // Clocks that do not compare forbid nothing but what no zone explains; whether the pair is the only one decides.
    guard let left = times[left], let right = times[right], left.clock != .unknown, right.clock != .unknown else {
      return true
    }
    return max(left.first - right.last, right.first - left.last) <= within + Self.farthest
  }

  /// Pairs that time may join.
  private func neighbours(_ times: [Span?]) -> [(Int, Int)] {
    if traces.count <= Self.mostPairs {
      return traces.indices.flatMap { left in (left + 1..<traces.count).map { (left, $0) } }
    }
    let order = traces.indices.filter { times[$0]?.clock.isExact ?? false }
      .sorted { (times[$0]?.first ?? 0, $0) < (times[$1]?.first ?? 0, $1) }
    return order.indices.flatMap { position in
      order[position...].dropFirst().prefix(Self.nearest).map { (order[position], $0) }
    }
  }

  /// Whether a guess may take one for a part of the other.
  private func canMeet(_ left: Int, _ right: Int) -> Bool {
    switch (traces[left].role, traces[right].role) {
    case (.delivery, .support): traces[left].leads(over: traces[right])
    case (.support, .delivery): traces[right].leads(over: traces[left])
    case (.support, .support): true
    case (.delivery, .delivery): false
    }
  }

  private func guess(_ join: Workflow.Join, _ left: Int, _ right: Int, _ distance: Int?) -> String {
    let time =
      switch distance {
      case 0?: "at the same time"
      case let distance?: "\(Seconds.words(distance)) apart"
      case nil: "the only ones of their kind; their clocks cannot be compared"
      }
    return (join.by.isEmpty ? "" : reason(join.by, left) + ", ") + time
  }
}

extension GroupClock {
  var isExact: Bool { if case .exact = self { true } else { false } }
}

/// Why two journeys are taken for parts of one.
struct Link: Hashable, Sendable {
  var certainty: Workflow.Join.Certainty
  var reason: String
}
