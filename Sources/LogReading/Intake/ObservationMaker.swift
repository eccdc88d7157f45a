import ScepspecModel

/// Turns the records of one input into observations, and counts them.
final class ObservationMaker {
  private(set) var summary: LogSummary
  private let file: String
  private let finisher: RecordFinisher
  private let times: TimeReader
  private let events: EventMatcher
  private var clock: Clock
  private(set) var misfits = 0
  /// Of each event whether it is a decoy, and how many there were.
  private let isDecoy: [Bool]
  private var decoys: [Int]

  init(
    _ format: CompiledFormat, _ family: FamilyEvents, summary: LogSummary, clock: Clock, judging: JudgingTime? = nil
  ) {
    self.summary = summary
    self.clock = clock
    file = summary.path
    finisher = RecordFinisher(format, judging: judging)
    times = TimeReader(format)
    events = EventMatcher(family)
    isDecoy = family.events.map { $0.decoy != nil }
    decoys = [Int](repeating: 0, count: isDecoy.count)
  }

  /// The observation that a record yields; decoys and what means nothing are only counted.
  func take(_ record: Record) -> Observation? {
    var record = record
    guard finisher.finish(&record) else { misfits += 1; return nil }
    summary.records += 1
    let written = times.read(record)
    let time = written.map { clock.moment($0) }
    guard let found = events.match(record) else { return nil }
    return note(found, time: time, line: record.line)
  }

  func take(_ hit: HitReader.Hit) -> Observation? {
    note(hit.found, time: hit.time.map { clock.moment($0) }, line: hit.line)
  }

  func take(_ batch: HitBatch, linesBefore: Int, _ emit: (Observation) -> Void) {
    for (outcomes, entries) in batch.runs {
      for entry in entries {
        let time = entry.time.map { clock.moment($0) }
        guard yieldsObservation(outcomes.event(entry.outcome), time) else { continue }
        let origin = Origin.line(file: file, linesBefore + Int(entry.line) + 1)
        emit(Observation(outcomes.content(entry.outcome), time: time, origin: origin))
      }
    }
  }

  /// Counts decoys of one event of which nothing more is known than the times of some.
  func take(decoys count: Int, of event: Int, times: [WrittenTime]) {
    summary.recognised += count
    decoys[event] += count
    for time in times { extend(by: clock.moment(time)) }
  }

  private func note(_ found: EventMatcher.Found, time: Moment?, line: Int) -> Observation? {
    yieldsObservation(found.event, time) ? Observation(found.content, time: time, origin: .line(file: file, line)) : nil
  }

  /// Counts a record of an event; decoys yield nothing more.
  private func yieldsObservation(_ event: Int, _ time: Moment?) -> Bool {
    summary.recognised += 1
    if let time { extend(by: time) }
    guard isDecoy[event] else { return true }
    decoys[event] += 1
    return false
  }

  private func extend(by time: Moment) {
    if summary.from.map({ time.microseconds < $0.microseconds }) != false { summary.from = time }
    if summary.to.map({ time.microseconds > $0.microseconds }) != false { summary.to = time }
  }

  /// The summary with what the reader met besides records.
  /// - Parameter records: how many there were, where not each was taken.
  func finished(_ tally: ReadingTally, records: Int? = nil) -> LogSummary {
    var result = summary
    result.records = records ?? summary.records
    for (event, count) in zip(events.family.events, decoys) where count > 0 {
      if let reason = event.decoy { result.decoys[reason, default: 0] += count }
    }
    result.problems += tally.remarks
    let strangers = tally.misfits + misfits
    if strangers > 0 {
      result.problems.append(
        "\(strangers) \(strangers == 1 ? "line or record is" : "lines or records are") not of this format")
    }
    if tally.cut > 0 { result.problems.append("\(tally.cut) longer than \(RecordLimits.bytes) bytes, and cut there") }
    if tally.endsEarly { result.problems.append("the last record is not complete") }
    return result
  }
}
