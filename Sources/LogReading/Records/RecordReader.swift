import ScepspecLogInputs

/// Cuts what a source holds into records.
protocol RecordReader: AnyObject {
  /// Reads to the end, or until `body` returns false.
  func read(_ source: any ByteSource, _ body: (Record) -> Bool)
  var tally: ReadingTally { get }
}

/// What a reader met besides records.
struct ReadingTally {
  /// Lines, rows or elements that are no record and belong to none.
  var misfits = 0
  /// Lines and records that were longer than `RecordLimits.bytes`.
  var cut = 0
  /// Lines in which the format replaced something.
  var cleaned = 0
  /// No row of headings stood there.
  var assumesHeadings = false
  /// The last record was not complete.
  var endsEarly = false
  /// What else was odd, each a sentence; few.
  var remarks: [String] = []
  static let mostRemarks = 8

  /// What was met after this.
  mutating func add(_ later: ReadingTally) {
    misfits += later.misfits
    cut += later.cut
    cleaned += later.cleaned
    assumesHeadings = assumesHeadings || later.assumesHeadings
    endsEarly = endsEarly || later.endsEarly
    for text in later.remarks { remark(text) }
  }

  mutating func remark(_ text: String) {
    if remarks.count < Self.mostRemarks, !remarks.contains(text) { remarks.append(text) }
  }
}
