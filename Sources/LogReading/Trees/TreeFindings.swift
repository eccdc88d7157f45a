import LogInputs
import Markup

/// Reads a log of trees on several threads.
protocol TreeScan {
  /// Calls `deliver` with what blocks of the log hold, in their order.
  func read(_ source: any ByteSource, _ deliver: (TreeFindings) -> Void) -> ReadingTally
}

/// What a block of elements holds.
struct TreeFindings: Sendable {
  /// Records of the format.
  var records = 0
  var hits: [(hit: HitReader.Hit, line: Int)] = []
  /// Decoys that were recognised without being looked at: how many of each event of the family.
  var decoys: [Int: Int] = [:]
  /// Of those, when the first and the last was.
  var decoyTimes: [WrittenTime] = []
  /// Damage, and records that lack what the format needs.
  var tally = ReadingTally()
  /// Elements that were lost, in their order.
  var problems: [MarkupProblem] = []

  mutating func add(_ reading: TreeReader.Reading, line: Int) {
    switch reading {
    case .misfit: tally.misfits += 1
    case .unknown: records += 1
    case .hit(let hit):
      records += 1
      hits.append((hit, line))
    }
  }
}
