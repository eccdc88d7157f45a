import ScepspecModel

extension Outcome {
  /// The paths of the parts in one, by time where all their clocks compare, else by the steps of the workflow.
  var path: [JourneyReport.Passage] {
    let isTimed = parts.allSatisfy { joiner.span(of: $0)?.clock.isExact ?? false } || isOneGroup
    let places = parts.enumerated().flatMap { index, part in
      self.places(of: part, isTimed: isTimed).enumerated().map { (place: $0.element, part: index, position: $0.offset) }
    }
    return places.sorted { ($0.place, $0.part, $0.position) < ($1.place, $1.part, $1.position) }.map { place in
      var passage = parts[place.part].report.path[place.position]
      passage.machine = parts[place.part].report.machine
      return passage
    }
  }

  private var isOneGroup: Bool { Set(parts.map(\.group)).count == 1 }

  /// Where each passage of a part stands: what has no time or step of its own stands with the one before, and none
  /// before the one before it.
  private func places(of part: Trace, isTimed: Bool) -> [Int] {
    var offset = 0
    if case .exact(let seconds) = joiner.clocks[part.group] { offset = seconds * 1_000_000 }
    var before = part.first.map { $0.microseconds + offset } ?? 0
    if !isTimed { before = 0 }
    return part.report.path.map { passage in
      let own = isTimed ? passage.time.map { $0.microseconds + offset } : passage.step
      before = max(before, own ?? before)
      return before
    }
  }

  /// Those of the part that decides stand first; each once.
  func findings(first: Int) -> [Finding] {
    var seen: Set<String> = []
    let order = [first] + parts.indices.filter { $0 != first }
    return order.flatMap { parts[$0].report.findings }.filter { seen.insert($0.id).inserted }
  }

  var remarks: [String] {
    var seen: Set<String> = []
    return parts.flatMap(\.report.remarks).filter { seen.insert($0).inserted }
  }

  var guesses: [String] {
    zip(parts, links).dropFirst().compactMap { part, link in
      guard let link, link.certainty != .sure else { return nil }
      let words = link.certainty == .guess ? "It is a guess that" : "Probably"
      return "\(words) \(part.report.title) is of the same enrolment: \(link.reason)."
    }
  }
}
