import ScepspecEVTX
import ScepspecLogInputs

/// Windows event log files, record by record.
final class EventLogReader: RecordReader {
  private(set) var tally = ReadingTally()
  private let mapping: ElementRecord
  private let elements: Set<String>

  init(_ format: CompiledFormat) {
    mapping = ElementRecord(format.reader)
    elements = Set(format.reader.elements)
  }

  func read(_ source: any ByteSource, _ body: (Record) -> Bool) {
    var feed = ChunkFeed(source)
    var goesOn = true
    while goesOn, let block = feed.next() {
      block.forEachChunk { chunk, offset in
        goesOn = read(chunk, at: offset, body)
        return goesOn
      }
    }
    if feed.isStranger { tally.misfits += 1 }
    tally.endsEarly = feed.endsEarly
  }

  private func read(_ chunk: UnsafeRawBufferPointer, at offset: Int, _ body: (Record) -> Bool) -> Bool {
    let found = EVTX.records(ofChunk: chunk, at: offset)
    for damage in found.damage { tally.remark("damaged: \(damage)") }
    for record in found.records {
      guard elements.isEmpty || elements.contains(record.event.name) else { continue }
      guard body(mapping.record(record.event, line: Int(clamping: record.number))) else { return false }
    }
    return true
  }
}
