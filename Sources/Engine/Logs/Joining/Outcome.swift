import ScepspecModel

/// What the parts of one enrolment come to together.
struct Outcome {
  let joiner: Joiner
  let parts: [Trace]
  let links: [Link?]

  init(joiner: Joiner, members: [Int], links: [Int: Link]) {
    self.joiner = joiner
    let sorted = members.sorted { left, right in
      let ranks = (Self.rank(joiner.traces[left]), Self.rank(joiner.traces[right]))
      return ranks.0 == ranks.1 ? left < right : ranks.0 < ranks.1
    }
    parts = sorted.map { joiner.traces[$0] }
    self.links = sorted.map { links[$0] }
  }

  /// The delivery first; of several, one that came to its end.
  private static func rank(_ trace: Trace) -> Int {
    let isDone = trace.report.conclusion == .success
    return trace.role == .delivery ? (isDone ? -1 : trace.report.conclusion.rank) : 100
  }

  private var workflow: Workflow { joiner.workflow }
  private var delivery: Trace? { parts.first { $0.role == .delivery } }
  /// The last step: telling of the end, which the device does not need.
  private var lastStep: Int { workflow.steps.map(\.number).max() ?? 0 }

  var trace: Trace {
    let verdict = verdict
    let part = parts[verdict.part]
    let main = delivery ?? parts[0]
    var report = part.report
    report.machine = workflow.id
    report.title = workflow.title
    report.platform = main.report.platform
    report.key = main.report.key ?? parts.lazy.compactMap(\.report.key).first
    report.isKeyCertain = main.report.isKeyCertain && !links.contains { ($0?.certainty ?? .sure) != .sure }
    report.attempt = main.report.attempt
    report.earlier = main.report.earlier
    report.conclusion = verdict.conclusion
    report.step = verdict.step == 0 ? nil : verdict.step
    report.path = path
    report.findings = findings(first: verdict.part)
    report.remarks = verdict.remarks + guesses + remarks
    report.parts = zip(parts, links).enumerated().map { index, part in
      JourneyReport.Part(
        journey: part.0.report, certainty: index == 0 ? .sure : part.1?.certainty ?? .sure,
        reason: index == 0 ? "what the others are joined to" : part.1?.reason ?? "what others have in common with it")
    }
    let times = parts.compactMap { joiner.span(of: $0) }
    return Trace(
      report: report, group: part.group, role: delivery == nil ? .support : .delivery,
      steps: main.steps, sightings: [],
      first: times.isEmpty ? main.first : parts.lazy.compactMap(\.first).min { $0.microseconds < $1.microseconds },
      last: main.last, isSuperseded: delivery?.isSuperseded ?? false)
  }

  // MARK: Who decides

  struct Verdict {
    /// The part that decides.
    var part: Int
    var conclusion: Conclusion
    var step: Int
    var remarks: [String] = []
  }

  var verdict: Verdict {
    guard let index = parts.firstIndex(where: { $0.role == .delivery }) else { return withoutDelivery }
    let delivery = parts[index]
    return delivery.report.conclusion == .success ? delivered(index) : undelivered(index)
  }

  /// The device has what it was to get: only what comes after may still fail.
  private func delivered(_ index: Int) -> Verdict {
    let step = max(parts[index].step, parts.filter(\.worked).map(\.step).max() ?? 0)
    if let failed = failures.first(where: { parts[$0].step >= lastStep && parts[$0].step > parts[index].step }),
      !isSuperseded(failed)
    {
      return Verdict(
        part: failed, conclusion: .failure, step: parts[failed].step,
        remarks: [
          "The device has what it was to get (\(words(index))); what failed comes after it: \(words(failed))."
        ])
    }
    return Verdict(part: index, conclusion: .success, step: step, remarks: failures.map(overcome) + pendingAfter(index))
  }

  /// A failure elsewhere explains why the device stands where it stands, unless the device came farther than that.
  private func undelivered(_ index: Int) -> Verdict {
    let device = parts[index]
    let explaining = failures.filter { $0 != index && parts[$0].step >= device.proven && !isSuperseded($0) }
    let others = failures.filter { $0 != index && !explaining.contains($0) }.map(overcome)
    let isWaiting = device.report.conclusion == .waitingForUser
    if !isWaiting, let failed = explaining.max(by: { parts[$0].step < parts[$1].step }) {
      return Verdict(
        part: failed, conclusion: .failure, step: parts[failed].step,
        remarks: ["\(words(failed)): that is why the device came no farther (\(words(index)))."] + others)
    }
    if device.report.conclusion != .failure, !isWaiting,
      let pending = parts.indices.filter({ isPending($0) && parts[$0].step >= device.proven })
        .max(by: { parts[$0].step < parts[$1].step })
    {
      return Verdict(
        part: pending, conclusion: parts[pending].report.conclusion, step: parts[pending].step,
        remarks: ["\(words(pending)): the device waits for that (\(words(index)))."] + others)
    }
    let unexplained = isWaiting ? explaining.map { "\(words($0)), although the device waits for its user." } : []
    return Verdict(
      part: index, conclusion: device.report.conclusion, step: device.step,
      remarks: unexplained + others + ahead(of: index))
  }

  private var withoutDelivery: Verdict {
    if let failed = failures.filter({ !isSuperseded($0) }).max(by: { parts[$0].step < parts[$1].step }) {
      return Verdict(part: failed, conclusion: .failure, step: parts[failed].step)
    }
    let remarks = failures.map(overcome)
    let deepest = parts.indices.filter { parts[$0].report.conclusion != .failure }
      .max { (parts[$0].step, -parts[$0].report.conclusion.rank) < (parts[$1].step, -parts[$1].report.conclusion.rank) }
    let decides = deepest ?? 0
    return Verdict(
      part: decides, conclusion: parts[decides].report.conclusion, step: parts[decides].step, remarks: remarks)
  }

  // MARK: What parts say of each other

  private var failures: [Int] { parts.indices.filter { parts[$0].report.conclusion == .failure } }

  private func isPending(_ index: Int) -> Bool {
    let conclusion = parts[index].report.conclusion
    return parts[index].role == .support && (conclusion == .inProgress || conclusion == .waitingForUser)
  }

  /// Whether what failed there worked all the same, as another part shows: later on the way, or at the same place in
  /// another try; not where that was before.
  private func isSuperseded(_ failed: Int) -> Bool {
    parts.indices.contains { other in
      guard other != failed, parts[other].worked, !isBefore(other, failed) else { return false }
      return parts[other].step > parts[failed].step
        || (parts[other].step == parts[failed].step && parts[other].report.machine == parts[failed].report.machine)
    }
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    guard let left = joiner.span(of: parts[left]), let right = joiner.span(of: parts[right]), left.clock.isExact,
      right.clock.isExact
    else { return false }
    return left.last < right.first
  }

  private func words(_ index: Int) -> String {
    let report = parts[index].report
    return "\(report.title): \(report.conclusion.rawValue) at \(report.state)"
  }

  private func overcome(_ failed: Int) -> String { "\(words(failed)), but the delivery came farther." }

  private func pendingAfter(_ index: Int) -> [String] {
    parts.indices.filter { isPending($0) && parts[$0].step > parts[index].step }
      .map { "The device has what it was to get, but \(words($0))." }
  }

  private func ahead(of index: Int) -> [String] {
    parts.indices.filter { parts[$0].worked && parts[$0].step > parts[index].step }
      .map { "Farther on the way, \(words($0)), but the device does not show it." }
  }
}

extension Trace {
  /// It shows that a step worked.
  fileprivate var worked: Bool {
    role == .support && (report.conclusion == .success || report.conclusion == .stepProven)
  }
}
