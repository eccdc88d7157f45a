import ScepspecLogInputs
import ScepspecMarkup

/// Reads a log of trees on several threads.
protocol TreeScan {
  /// Calls `deliver` with what blocks of the log hold, in their order.
  func read(_ source: any ByteSource, _ deliver: (TreeFindings) -> Void) -> ReadingTally
}

/// What a block of elements holds.
struct TreeFindings: Sendable {
  /// Records of the format.
  var records = 0
  var hits: [Hit] = []
  /// Decoys that were recognised without being looked at: how many of each event of the family.
  var decoys: [Int: Int] = [:]
  /// Of those, when the first and the last was.
  var decoyTimes: [WrittenTime] = []
  /// Damage, and records that lack what the format needs.
  var tally = ReadingTally()
  /// Elements that were lost, in their order.
  var problems: [MarkupProblem] = []

  struct Hit: Sendable {
    /// With the line or the number of the record.
    let hit: HitReader.Hit
    /// Where the record begins in its file, in bytes, if that is known.
    var offset = 0
  }

  mutating func add(_ reading: TreeReader.Reading, line: Int, offset: Int = 0) {
    switch reading {
    case .misfit: tally.misfits += 1
    case .unknown: records += 1
    case .hit(var hit):
      records += 1
      hit.line = line
      hits.append(Hit(hit: hit, offset: offset))
    }
  }
}

extension TreeFindings {
  /// A part of a file could not be read.
  init(unreadAt offset: Int) {
    self.init()
    tally.remark("byte \(offset): cannot be read")
  }
}
