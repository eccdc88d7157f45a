import ScepspecLogInputs

/// How a format fares with the beginning of an input.
struct Candidate: Sendable {
  let format: CompiledFormat
  /// Records of the format.
  private(set) var fitting = 0
  /// Records that lack what the format needs, and lines or rows that are none.
  private(set) var misfits = 0
  /// Headings were assumed, not read.
  private(set) var assumes = false
  /// The format replaced something in lines.
  private(set) var isCleaned = false
  /// There is more than was looked at.
  let isLong: Bool
  private var rises = 0
  private var falls = 0
  /// Falls by more than clocks are set by when zones change.
  private var deepFalls = 0
  private var last: WrittenTime?
  private(set) var earliest: WrittenTime?
  private(set) var latest: WrittenTime?

  /// Records that are looked at while the format is not known yet.
  static let records = 1_000

  /// - Parameter most: records that are looked at.
  init(
    _ format: CompiledFormat, _ sample: SampleOfInput, _ certificates: (any CertificateDecoder)?,
    most: Int = Candidate.records
  ) {
    self.format = format
    isLong = !sample.isWhole
    guard format.readsBytes || !sample.text.isEmpty else { return }
    let reader = format.makeReader(certificates)
    let finisher = RecordFinisher(format)
    let times = TimeReader(format)
    let source = MemorySource(format.readsBytes ? sample.bytes : sample.text)
    reader.read(source) { record in
      var record = record
      if finisher.finish(&record) { add(times.read(record)) } else { misfits += 1 }
      return fitting + misfits < most
    }
    misfits += reader.tally.misfits
    isCleaned = reader.tally.cleaned > 0
    assumes = reader.tally.assumesHeadings
  }

  /// Whether there is more in the sample than was looked at.
  var isUnfinished: Bool { fitting + misfits >= Candidate.records }

  private mutating func add(_ time: WrittenTime?) {
    fitting += 1
    guard let time else { return }
    if let last {
      if time.microseconds > last.microseconds { rises += 1 }
      if time.microseconds < last.microseconds {
        falls += 1
        if last.microseconds - time.microseconds > Candidate.deep { deepFalls += 1 }
      }
    }
    if earliest.map({ time.microseconds < $0.microseconds }) != false { earliest = time }
    if latest.map({ time.microseconds > $0.microseconds }) != false { latest = time }
    last = time
  }

  /// Of what was seen, how much is of the format: 0 to 1.
  var share: Double { fitting == 0 ? 0 : Double(fitting) / Double(fitting + misfits) }

  /// In which order the records stand.
  var order: RecordOrder {
    // Parts that were put together with the newest first, such as an answer to a mail with what it answers. Long logs are
    // not kept in memory for one clock that was set.
    let isTurned = !isLong && deepFalls > 0 && rises > falls
    let isMixed = isTurned || min(rises, falls) >= max(leastTurns, (rises + falls) / Candidate.steps)
    guard isMixed, earliest?.precision == .complete, latest?.precision == .complete else {
      return falls > rises ? .descending : .ascending
    }
    return .mixed(newestFirst: falls > rises)
  }

  /// A clock that is set makes one turn, and threads that write side by side make small ones: so many, and such a share
  /// of all steps, mean that somebody sorted the records by something else. Tables are sorted with a click.
  private var leastTurns: Int {
    switch format.reader.kind {
    case .delimited: 1
    case .lines: 3
    default: 2
    }
  }

  private static let steps = 20
  /// Microseconds of 26 hours: all zones lie within.
  private static let deep = 26 * 3_600_000_000
}

/// In which order the records of an input stand.
enum RecordOrder: Hashable {
  case ascending
  /// The newest record stands first.
  case descending
  /// By something else than time; among records of one time, maybe the newest first.
  case mixed(newestFirst: Bool)
}
