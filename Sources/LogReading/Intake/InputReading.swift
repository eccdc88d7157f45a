import ScepspecLogInputs
import ScepspecModel

/// Reads one input whose format is known.
struct InputReading {
  private let recognition: Survey.Recognition
  private let family: FamilyEvents
  private let summary: LogSummary
  private let clock: Clock
  private let options: IntakeOptions
  private let judging: JudgingTime?

  init(
    _ recognition: Survey.Recognition, _ family: FamilyEvents, name: String, offset: Int?,
    options: IntakeOptions, judging: JudgingTime?
  ) {
    self.recognition = recognition
    self.family = family
    self.options = options
    self.judging = judging
    let format = recognition.format.format
    summary = LogSummary(
      path: name, format: format.id, family: format.family, offset: offset.map { .init(seconds: $0, isGiven: true) })
    clock = Clock(offset: offset.map { $0 * 1_000_000 }, isDescending: recognition.order == .descending)
  }

  /// Hands over the observations in order of time: those of an input that tells the newest first are turned round, those
  /// of one that is sorted by something else are sorted by time.
  func read(
    _ bytes: inout InputBytes, onProgress: @escaping (Int) -> Void, _ emit: (Observation) -> Void
  ) -> LogSummary {
    let format = recognition.format
    if !recognition.mendings.isEmpty { return readMended(&bytes, onProgress: onProgress, emit) }
    if !options.readsEveryRecord, recognition.fits, let scan = LineHitScan(recognition, family) {
      return self.read(scan, &bytes, onProgress: onProgress, emit)
    }
    if !options.readsEveryRecord, let scan = EventLogScan(recognition, family) {
      if let file = bytes.file, let summary = read(scan, file, onProgress: onProgress, emit) { return summary }
      return self.read(scan, CountingSource(bytes, onProgress), emit)
    }
    let source: any ByteSource
    if format.readsBytes {
      source = CountingSource(bytes, onProgress)
    } else {
      let nature = TextNature(head: bytes.peek(TextNature.headLength))
      source = SampleOfInput.source(InputBytes(CountingSource(bytes, onProgress)), nature)
    }
    if !options.readsEveryRecord, let scan = ElementScan(recognition, family) {
      return self.read(scan, source, emit)
    }
    return read(source, emit)
  }

  /// Only inputs that are not longer than a sample are mended.
  private func readMended(
    _ bytes: inout InputBytes, onProgress: @escaping (Int) -> Void, _ emit: (Observation) -> Void
  ) -> LogSummary {
    let sample = SampleOfInput(&bytes)
    onProgress(sample.bytes.count)
    let text = Mending.all(recognition.mendings, sample.text, recognition.format)
    var summary = read(MemorySource(text), emit)
    summary.problems.append(Mending.remark)
    return summary
  }

  private func read(_ source: any ByteSource, _ emit: (Observation) -> Void) -> LogSummary {
    let format = recognition.format
    let maker = ObservationMaker(format, family, summary: summary, clock: clock, judging: judging)
    var collected: [Observation] = []
    let reader = format.makeReader(options.certificates)
    reader.read(source) { record in
      if let observation = maker.take(record) {
        if collects { collected.append(observation) } else { emit(observation) }
      }
      return true
    }
    for observation in ordered(collected) { emit(observation) }
    return maker.finished(reader.tally)
  }

  private func read(
    _ scan: LineHitScan, _ bytes: inout InputBytes, onProgress: @escaping (Int) -> Void, _ emit: (Observation) -> Void
  ) -> LogSummary {
    let maker = ObservationMaker(recognition.format, family, summary: summary, clock: clock)
    let nature = TextNature(head: bytes.peek(TextNature.headLength))
    let (read, problem) = scan.read(&bytes, nature: nature, onProgress: onProgress) { batch, lines in
      maker.take(batch, linesBefore: lines, emit)
    }
    var tally = ReadingTally()
    tally.cut = read?.cutRecords ?? 0
    if let problem { tally.remark(problem) }
    return maker.finished(tally, records: read?.heads)
  }

  private func read(_ scan: any TreeScan, _ source: any ByteSource, _ emit: (Observation) -> Void) -> LogSummary {
    var taking = Taking(self)
    var collected: [Observation] = []
    let ending = scan.read(source) { findings in
      taking.take(findings) { if collects { collected.append($0) } else { emit($0) } }
    }
    for observation in ordered(collected) { emit(observation) }
    return taking.finished(ending)
  }

  private func read(
    _ scan: EventLogScan, _ file: PlainFile, onProgress: @escaping (Int) -> Void, _ emit: (Observation) -> Void
  ) -> LogSummary? {
    var taking = Taking(self)
    let ending = scan.read(file, onProgress: onProgress) { taking.take($0, emit) }
    return ending.map { taking.finished($0) }
  }

  /// Adds up what blocks of trees hold.
  private struct Taking {
    private let maker: ObservationMaker
    private var records = 0
    private var tally = ReadingTally()

    init(_ reading: InputReading) {
      maker = ObservationMaker(
        reading.recognition.format, reading.family, summary: reading.summary, clock: reading.clock,
        judging: reading.judging)
    }

    mutating func take(_ findings: TreeFindings, _ body: (Observation) -> Void) {
      records += findings.records
      tally.add(findings.tally)
      for (event, count) in findings.decoys { maker.take(decoys: count, of: event, times: findings.decoyTimes) }
      for hit in findings.hits {
        if let observation = maker.take(hit.hit) { body(observation) }
      }
    }

    mutating func finished(_ ending: ReadingTally) -> LogSummary {
      tally.add(ending)
      return maker.finished(tally, records: records)
    }
  }

  private var collects: Bool { recognition.order != .ascending || isRing }

  /// An event log file writes round in a circle, so that its newest records may stand first.
  private var isRing: Bool { recognition.format.reader.kind == .evtx }

  private func ordered(_ collected: [Observation]) -> [Observation] {
    if isRing { return collected.enumerated().sorted { ($0.1.number, $0.0) < ($1.1.number, $1.0) }.map(\.1) }
    switch recognition.order {
    case .ascending: return collected
    case .descending: return collected.reversed()
    case .mixed(let newestFirst): return Self.sortedByTime(newestFirst ? collected.reversed() : collected)
    }
  }

  /// What has no time stays behind what it stood behind.
  private static func sortedByTime(_ observations: [Observation]) -> [Observation] {
    var last = Int.min
    let times = observations.map { observation in
      last = observation.time?.microseconds ?? last
      return last
    }
    return observations.indices.sorted { (times[$0], $0) < (times[$1], $1) }.map { observations[$0] }
  }
}

extension Observation {
  /// The line or record it comes from.
  fileprivate var number: Int {
    guard case .line(_, let number) = origin else { return 0 }
    return number
  }
}
