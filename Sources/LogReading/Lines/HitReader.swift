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

  init(_ format: CompiledFormat, _ family: FamilyEvents, _ prefilter: Prefilter) {
    self.format = format
    self.prefilter = prefilter
    cleaner = LineCleaner(format)
    heads = HeadMemory(format)
    finisher = RecordFinisher(format)
    times = TimeReader(format)
    events = EventMatcher(family)
  }

  func isHead(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.withCleanText { text in cleaner.withCleaned(text) { heads.match($0) != nil } }
  }

  func read(_ scanned: ScannedRecord) -> Hit? {
    let ways = prefilter.ways(for: scanned.literals)
    guard scanned.bytes.isCleanText else { return scanned.bytes.withCleanText { readLines($0, ways) } }
    let line = scanned.headLine
    guard format.extractions.isEmpty, line.count + 1 >= scanned.bytes.count, !cleaner.changes(line) else {
      return readLines(scanned.bytes, ways)
    }
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
