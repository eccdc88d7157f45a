import ScepspecModel

/// Sets of journeys that belong together, grown by links.
struct Clusters {
  private let traces: [Trace]
  /// The journey that stands for each one's set.
  private var parents: [Int]
  private var sets: [Int: [Int]]
  /// By the journey that stands for a set, the machines in it, and those of them that follow deliveries.
  private var machines: [NumberSet] = []
  private var deliveries: [NumberSet] = []
  /// By journey, what brought it in.
  private(set) var links: [Int: Link] = [:]

  init(_ traces: [Trace]) {
    self.traces = traces
    parents = Array(traces.indices)
    sets = Dictionary(uniqueKeysWithValues: traces.indices.map { ($0, [$0]) })
    var numbers: [String: Int] = [:]
    for trace in traces {
      let number = numbers[trace.report.machine] ?? numbers.count
      numbers[trace.report.machine] = number
      machines.append(NumberSet([number]))
      deliveries.append(trace.role == .delivery ? NumberSet([number]) : NumberSet())
    }
  }

  /// The sets, in the order of their first members.
  var members: [[Int]] { sets.values.map { $0.sorted() }.sorted { ($0.first ?? 0) < ($1.first ?? 0) } }

  private func root(_ trace: Int) -> Int {
    var trace = trace
    while parents[trace] != trace { trace = parents[trace] }
    return trace
  }

  /// Joins two sets, unless one enrolment would have two deliveries of one kind.
  mutating func join(_ left: Int, _ right: Int, _ link: Link) {
    let (own, other) = (root(left), root(right))
    guard own != other, deliveries[own].isDisjoint(with: deliveries[other]) else { return }
    merge(own, other, left, right, link)
  }

  private mutating func merge(_ own: Int, _ other: Int, _ left: Int, _ right: Int, _ link: Link) {
    // The smaller set comes to the larger one, so that a long row of joins stays quick.
    let (host, guest) = sets[own, default: []].count >= sets[other, default: []].count ? (own, other) : (other, own)
    parents[guest] = host
    machines[host].formUnion(machines[guest])
    deliveries[host].formUnion(deliveries[guest])
    sets[host, default: []] += sets.removeValue(forKey: guest) ?? []
    for trace in [left, right] { links[trace] = links[trace] ?? link }
  }

  /// Joins those pairs of which neither has another one that it could be joined with as well; of those, the ones that
  /// were going on at the same time stand before those that were only near.
  ///
  /// - Parameter pairs: Two journeys, and the seconds between them where that is known.
  mutating func joinUnique(_ pairs: [(Int, Int, Int?)], _ link: (Int, Int, Int?) -> Link) {
    var candidates: [Int: [Int: (pair: (Int, Int), distance: Int?)]] = [:]
    for (left, right, distance) in pairs {
      let (own, other) = (root(left), root(right))
      guard own != other, machines[own].isDisjoint(with: machines[other]),
        deliveries[own].isEmpty || deliveries[other].isEmpty
      else { continue }
      let known = candidates[own]?[other]
      if let known, (known.distance ?? .max) <= (distance ?? .max) { continue }
      candidates[own, default: [:]][other] = ((left, right), distance)
      candidates[other, default: [:]][own] = ((left, right), distance)
    }
    var chosen: [(pair: (Int, Int), distance: Int?)] = []
    for own in candidates.keys.sorted() {
      for (other, found) in (candidates[own] ?? [:]).sorted(by: { $0.key < $1.key }) where own < other {
        if isOnly(other, of: own, candidates), isOnly(own, of: other, candidates) { chosen.append(found) }
      }
    }
    for (pair, distance) in chosen.sorted(by: { ($0.distance ?? .max, $0.pair.0) < ($1.distance ?? .max, $1.pair.0) }) {
      let (own, other) = (root(pair.0), root(pair.1))
      guard own != other, machines[own].isDisjoint(with: machines[other]),
        deliveries[own].isEmpty || deliveries[other].isEmpty
      else { continue }
      merge(own, other, pair.0, pair.1, link(pair.0, pair.1, distance))
    }
  }

  /// Whether no other candidate could take its place.
  private func isOnly(
    _ other: Int, of own: Int, _ candidates: [Int: [Int: (pair: (Int, Int), distance: Int?)]]
  ) -> Bool {
    guard let found = candidates[own]?[other] else { return false }
    return (candidates[own] ?? [:]).allSatisfy { rival, rivalry in
      if rival == other { return true }
      let isRival =
        !machines[rival].isDisjoint(with: machines[other])
        || (!deliveries[rival].isEmpty && !deliveries[other].isEmpty && !follows(other, moreThan: rival))
      return !isRival || (found.distance == 0 && rivalry.distance != 0)
    }
  }

  /// Whether the deliveries of one set see all of the way that those of the other see, and more.
  private func follows(_ set: Int, moreThan other: Int) -> Bool { steps(other).isStrictSubset(of: steps(set)) }

  private func steps(_ set: Int) -> Set<Int> {
    sets[set, default: []].reduce(into: []) { if traces[$1].role == .delivery { $0.formUnion(traces[$1].steps) } }
  }
}
