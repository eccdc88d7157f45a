import ScepspecModel

/// What makes a journey less than certain, in sentences.
struct JourneyRemarks {
  let lane: Lane
  let group: LogGroup
  let isKeyed: Bool

  var all: [String] { (isKeyed ? keys : []) + gaps + attempts + clock }

  private var keys: [String] {
    let key = lane.key
    guard let text = key.text else {
      let words = "The log does not show which key these records belong to."
      return key.candidates.isEmpty
        ? [words]
        : [words + " They may belong to any of: " + list(key.candidates) + ".\(key.isFull ? " And to others." : "")"]
    }
    var remarks: [String] = []
    if key.spelling?.isRedacted == true {
      remarks.append("The key is redacted: records whose key reads the same were taken as one journey.")
    }
    if !key.alike.isEmpty, !key.isSecret {
      remarks.append("Probably the same key is also written \(list(key.alike)) (shown: '\(text)').")
    }
    if key.attributed > 0 {
      remarks.append(
        "\(key.attributed.counted("record")) without key \(key.attributed == 1 ? "was" : "were") taken to belong here.")
    }
    return remarks
  }

  private func list(_ keys: [String]) -> String { keys.map { "'\($0)'" }.joined(separator: ", ") }

  private var gaps: [String] {
    var remarks: [String] = []
    let steps = lane.attempt.steps
    if steps.first?.isGap == true { remarks.append("The log does not show how this began.") }
    let later = steps.dropFirst().filter(\.isGap)
    if let gap = later.first {
      let more = later.count > 1 ? ", and in \((later.count - 1).counted("other place"))" : ""
      remarks.append("Records are missing between \(gap.from) and \(gap.to)\(more).")
    }
    if lane.attempt.leftOut > 0 {
      remarks.append(
        "\(lane.attempt.leftOut.counted("step")) in the middle of the path \(lane.attempt.leftOut == 1 ? "is" : "are") left out."
      )
    }
    return remarks
  }

  private var attempts: [String] {
    lane.forgotten > 0
      ? ["\(lane.forgotten.counted("attempt")) before those listed \(lane.forgotten == 1 ? "is" : "are") only counted."]
      : []
  }

  private var clock: [String] {
    var remarks: [String] = []
    if lane.attempt.setbacks > 0 {
      remarks.append("The log's clock goes back \(lane.attempt.setbacks.counted("time")): durations may be wrong.")
    }
    if group.isReversed { remarks.append("The log runs from the newest record to the oldest.") }
    if lane.attempt.last == nil {
      remarks.append("The log does not tell the time.")
    } else if lane.attempt.last?.hasDate == false {
      remarks.append("The log does not tell the date.")
    }
    return remarks
  }
}

extension Lane.Key {
  fileprivate var isFull: Bool { candidates.count >= Self.mostCandidates }
}

extension Int {
  /// `1 record`, `2 records`.
  func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
