import Model
import Patterns

/// Recognises events in the records that a scan finds. Belongs to one thread.
final class HitReader {
  /// What a record tells, before the order of records gives it its day.
  struct Hit: Sendable {
    var found: EventMatcher.Found
    var time: WrittenTime?
  }

  private let format: CompiledFormat
  private let prefilter: Prefilter
  private let cleaner: LineCleaner
  private let heads: HeadMemory
  private let finisher: RecordFinisher
  private let times: TimeReader
  private let events: EventMatcher
  private let memory: HitMemory?

  init(_ format: CompiledFormat, _ family: FamilyEvents, _ prefilter: Prefilter) {
    self.format = format
    self.prefilter = prefilter
    cleaner = LineCleaner(format)
    heads = HeadMemory(format)
    finisher = RecordFinisher(format)
    times = TimeReader(format)
    events = EventMatcher(family)
    memory = HitMemory(format, family)
  }

  func isHead(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    if let memory, memory.knows(line) { return true }
    return line.withCleanText { text in cleaner.withCleaned(text) { heads.match($0) != nil } }
  }

  func read(_ scanned: ScannedRecord) -> Hit? {
    if let known = memory?.recall(scanned.bytes) { return known.found.map { Hit(found: $0, time: known.time) } }
    let ways = prefilter.ways(for: scanned.literals)
    guard scanned.bytes.isCleanText else { return scanned.bytes.withCleanText { readLines($0, ways) } }
    let line = scanned.headLine
    let isPlain = format.extractions.isEmpty && line.count + 1 >= scanned.bytes.count && !cleaner.changes(line)
    let changed = cleaner.changed
    let hit = isPlain ? readLine(line, ways) : readLines(scanned.bytes, ways)
    // What was replaced stands elsewhere now.
    if let memory, cleaner.changed == changed, let head = heads.match(line) {
      memory.remember(scanned.bytes, LineHit(line: line, head: head), hit?.found)
    }
    return hit
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
