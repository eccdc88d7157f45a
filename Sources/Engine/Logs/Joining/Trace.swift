import ScepspecModel

/// A journey's report and what else is known of it, for joining.
struct Trace: Sendable {
  var report: JourneyReport
  /// The number of the group that it was seen in; of a joined journey, of the part that decides.
  var group: Int
  var role: Machine.Role
  /// The steps of the workflow that its machine follows.
  var steps: Set<Int>
  var sightings: [Sighting]
  var first: Moment?
  var last: Moment?
  /// What its key has in common with other versions of it.
  var lineage: Spelling?
  /// A journey of a later version of its key decides in its place.
  var isSuperseded = false

  /// The deepest step of the workflow that it shows to have worked, 0 where it shows none.
  var proven: Int {
    // The last passage leads to the state at hand, which counts where it is no failure.
    let passed = report.conclusion == .failure ? report.path.dropLast() : report.path[...]
    return passed.compactMap(\.step).max() ?? (report.conclusion == .failure ? 0 : report.step ?? 0)
  }

  var step: Int { report.step ?? 0 }

  /// Whether a delivery may be what a part of the way belongs to, for all that its machine follows: it sees that step,
  /// or more of the way than its ends.
  func leads(over part: Trace) -> Bool { steps.contains(part.step) || steps.count > 2 }
}
