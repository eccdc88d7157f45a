import ScepspecModel

/// What journeys come to together.
struct Conclusions {
  let diagnoser: Diagnoser
  let groups: [LogGroup]
  let inputs: [LogSummary]

  func diagnosis(_ journeys: [Trace]) -> Diagnosis {
    let sorted = Self.sorted(journeys)
    let reports = sorted.map(\.report)
    let findings = stray + folded
    guard let deciding = sorted.first else {
      return Diagnosis(inputs: inputs, journeys: [], conclusion: withoutJourneys, findings: findings)
    }
    return Diagnosis(
      inputs: inputs, journeys: reports, conclusion: worst(deciding),
      stoppedAt: Diagnosis.Stop(journey: 0, step: deciding.report.step, state: deciding.report.state),
      findings: findings)
  }

  /// What decides first: deliveries before parts of the way, failures before waits, and so on; then in order of time.
  /// Where all is well, what came last decides: a root certificate is delivered for the sake of the one that follows it.
  static func sorted(_ journeys: [Trace]) -> [Trace] {
    journeys.enumerated().sorted { left, right in
      let ranks = (rank(left.element), rank(right.element))
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      if left.element.report.conclusion == .success {
        let ends = (left.element.last?.microseconds ?? .min, right.element.last?.microseconds ?? .min)
        if ends.0 != ends.1 { return ends.0 > ends.1 }
      }
      let times = (left.element.first?.microseconds ?? .max, right.element.first?.microseconds ?? .max)
      return times.0 == times.1 ? left.offset < right.offset : times.0 < times.1
    }.map(\.element)
  }

  private static func rank(_ trace: Trace) -> Int {
    (trace.isSuperseded ? 1_000 : 0) + (trace.role == .delivery ? 0 : 100) + trace.report.conclusion.rank
  }

  /// Journeys that are only counted decide as well.
  private func worst(_ deciding: Trace) -> Conclusion {
    let counted = foldedStates.filter { $0.machine.machine.role == deciding.role }.map(\.state.conclusion)
    return ([deciding.report.conclusion] + counted).min { $0.rank < $1.rank } ?? deciding.report.conclusion
  }

  private var withoutJourneys: Conclusion {
    let seen = inputs.contains { $0.recognised > $0.decoys.values.reduce(0, +) } || groups.contains { $0.followed > 0 }
    guard !seen else { return .insufficient }
    if inputs.contains(where: { !$0.decoys.isEmpty }) || groups.contains(where: { $0.decoyed > 0 }) {
      return .unrelated
    }
    let records = inputs.reduce(0) { $0 + ($1.format == nil ? 0 : $1.records) }
    return records >= Self.fewestRecords ? .unrelated : .insufficient
  }

  /// Fewer records cover no time in which a delivery could have shown.
  private static let fewestRecords = 3

  private var stray: [Finding] {
    var seen: Set<String> = []
    return groups.flatMap { group in
      group.runs.flatMap { JourneyWriter(diagnoser: diagnoser, group: group, run: $0).strayFindings }
    }.filter { seen.insert($0.id).inserted }.prefix(Self.mostStray).map(\.self)
  }

  private static let mostStray = 100

  private var foldedStates: [(machine: ReadyMachine, state: Machine.State, count: Int)] {
    groups.flatMap { group in
      group.runs.flatMap { run in
        run.folded.sorted { $0.key < $1.key }.map { (run.ready, run.ready.state($0.key), $0.value) }
      }
    }
  }

  private var folded: [Finding] {
    foldedStates.map { machine, state, count in
      Finding(
        id: "counted/\(machine.machine.id)/\(state.name)", level: .info,
        message: "\(machine.machine.title): \(count.counted("older journey")) that stood at \(state.name) "
          + "(\(state.conclusion.rawValue)) \(count == 1 ? "is" : "are") only counted, not listed.",
        provenance: Provenance(source: "", confidence: .known))
    }
  }
}

extension Conclusion {
  /// The worst first.
  var rank: Int {
    switch self {
    case .failure: 0
    case .waitingForUser: 1
    case .inProgress: 2
    case .stepProven: 3
    case .success: 4
    case .insufficient: 5
    case .unrelated: 6
    }
  }
}
