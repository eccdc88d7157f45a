import ScepspecModel
import ScepspecPatterns

/// Recognises events in the records that a scan finds. Belongs to one thread.
final class HitReader {
  /// What a record tells, before the order of records gives it its day.
  struct Hit: Sendable {
    var found: EventMatcher.Found
    var time: WrittenTime?
    /// The line of the record, or its number.
    var line = 0
  }

  private let format: CompiledFormat
  private let prefilter: Prefilter
  private let cleaner: LineCleaner
  private let heads: HeadMemory
  private let sureHeads: SureHeads
  private let finisher: RecordFinisher
  private let times: TimeReader
  private let events: EventMatcher
  private let memory: HitMemory?
  private let common: CommonHits
  /// Those that the memory's numbers are of.
  private var outcomes: HitOutcomes
  private var batch: HitBatch
  /// The record that was looked for last.
  private var recalled = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  init(_ format: CompiledFormat, _ family: FamilyEvents, _ prefilter: Prefilter, _ common: CommonHits) {
    self.format = format
    self.prefilter = prefilter
    cleaner = LineCleaner(format)
    heads = HeadMemory(format)
    sureHeads = SureHeads(format)
    finisher = RecordFinisher(format)
    times = TimeReader(format)
    events = EventMatcher(family)
    memory = HitMemory(format, family, common.marker)
    self.common = common
    outcomes = common.outcomesAtHand
    batch = HitBatch(of: outcomes)
  }

  /// What a scan does with records.
  var recordReader: ScepspecPatterns.RecordReader<HitBatch> {
    ScepspecPatterns.RecordReader(
      isHead: isHead, recall: memory.map { _ in recall }, take: take, read: read,
      finish: {
        let batch = self.batch
        // Blocks of one log are much alike.
        self.batch = HitBatch(of: self.outcomes, room: batch.count)
        return batch
      })
  }

  private func isHead(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    sureHeads.begins(line) || line.withCleanText { text in cleaner.withCleaned(text) { heads.match($0) != nil } }
  }

  /// A number from 0 for a record that is remembered: one more than that of what it came to.
  private func recall(_ line: UnsafeBufferPointer<UInt8>) -> Int {
    guard let outcome = memory?.recall(line) else { return -1 }
    recalled = line
    return Int(outcome) + 1
  }

  /// Takes the record recalled last.
  private func take(_ number: Int, _ line: Int) {
    guard number > 0 else { return }
    append(Int32(number - 1), memory?.time(of: recalled), line)
  }

  private func append(_ outcome: Int32, _ time: WrittenTime?, _ line: Int) {
    batch.append(HitBatch.Entry(outcome: outcome, line: Int32(clamping: line), time: time))
  }

  private func read(_ scanned: ScannedRecord, _ line: Int) {
    let number = recall(scanned.bytes)
    if number >= 0 { return take(number, line) }
    for mark in memory?.marks(of: scanned.bytes) ?? [] {
      guard let known = common.find(mark) else { continue }
      note(known, mark)
      return take(recall(scanned.bytes), line)
    }
    let (hit, mark) = read(scanned)
    guard hit != nil || mark != nil else { return }
    let outcome = note(common.add(hit?.found, mark), mark)
    if let hit { append(outcome, hit.time, line) }
  }

  /// Remembers what a record came to.
  /// - Returns: the number of that.
  @discardableResult private func note(_ known: CommonHits.Known, _ mark: TextMark?) -> Int32 {
    if known.outcomes !== outcomes {
      outcomes = known.outcomes
      batch.goOn(with: outcomes)
      memory?.forget()
    }
    if let mark { memory?.remember(mark, known.number) }
    return known.number
  }

  /// - Returns: what a record tells, and by what it can be remembered.
  private func read(_ scanned: ScannedRecord) -> (hit: Hit?, mark: TextMark?) {
    let ways = prefilter.ways(for: scanned.literals)
    guard scanned.bytes.isCleanText else { return (scanned.bytes.withCleanText { readLines($0, ways) }, nil) }
    let line = scanned.headLine
    let isPlain = format.extractions.isEmpty && line.count + 1 >= scanned.bytes.count && !cleaner.changes(line)
    let changed = cleaner.changed
    let hit = isPlain ? readLine(line, ways) : readLines(scanned.bytes, ways)
    // What was replaced stands elsewhere now.
    guard let memory, cleaner.changed == changed, let head = heads.match(line) else { return (hit, nil) }
    return (hit, memory.learn(scanned.bytes, LineHit(line: line, head: head)))
  }

  /// A record whose fields are parts of its line.
  private func readLine(_ line: UnsafeBufferPointer<UInt8>, _ ways: [Int]) -> Hit? {
    guard let head = heads.match(line) else { return nil }
    let hit = LineHit(line: line, head: head)
    guard format.reader.needs.allSatisfy({ hit.with($0) { _ in } != nil }) else { return nil }
    return match(hit, ways)
  }

  private func match(_ record: some RecordTexts, _ ways: [Int]) -> Hit? {
    for way in ways {
      if let found = events.match(record, way: way) { return Hit(found: found, time: times.read(record)) }
    }
    return nil
  }

  /// A record of several lines, or whose fields are not simply parts of the line.
  private func readLines(_ bytes: UnsafeBufferPointer<UInt8>, _ ways: [Int]) -> Hit? {
    var open: OpenRecord?
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let end = line.last == 0x0D ? line.endIndex - 1 : line.endIndex
      cleaner.withCleaned(UnsafeBufferPointer(rebasing: bytes[line.startIndex..<end])) { line in
        if number == 0 {
          guard let head = heads.match(line) else { return }
          open = OpenRecord(record: Record(fields: head.fields(in: line), line: 1), body: head.body)
        } else {
          let isBlank = line.allSatisfy(\.isBlank)
          guard LineReader.continues(line, format.reader.continued, isBlank: isBlank) else { return }
          open?.add(line, isBlank: isBlank)
        }
      }
    }
    guard var record = open?.finished, finisher.finish(&record) else { return nil }
    return match(record, ways)
  }
}
