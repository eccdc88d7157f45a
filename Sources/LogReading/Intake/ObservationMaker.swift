import Model

/// Turns the records of one input into observations, and counts them.
final class ObservationMaker {
  private(set) var summary: LogSummary
  private let file: String
  private let finisher: RecordFinisher
  private let times: TimeReader
  private let events: EventMatcher
  private var clock: Clock
  private(set) var misfits = 0

  init(
    _ format: CompiledFormat, _ family: FamilyEvents, summary: LogSummary, clock: Clock, judging: JudgingTime? = nil
  ) {
    self.summary = summary
    self.clock = clock
    file = summary.path
    finisher = RecordFinisher(format, judging: judging)
    times = TimeReader(format)
    events = EventMatcher(family)
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

  /// Counts decoys of one event of which nothing more is known than the times of some.
  func take(decoys count: Int, of event: Int, times: [WrittenTime]) {
    summary.recognised += count
    if let reason = events.family.events[event].decoy { summary.decoys[reason, default: 0] += count }
    for time in times { extend(by: clock.moment(time)) }
  }

  private func note(_ found: EventMatcher.Found, time: Moment?, line: Int) -> Observation? {
    let event = events.family.events[found.event]
    summary.recognised += 1
    if let time { extend(by: time) }
    if let reason = event.decoy {
      summary.decoys[reason, default: 0] += 1
      return nil
    }
    return Observation(found.content, time: time, origin: .line(file: file, line))
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
