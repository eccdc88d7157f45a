import EVTX
import LogInputs

/// Windows event log files, chunk by chunk.
final class EventLogReader: RecordReader {
  private(set) var tally = ReadingTally()
  private let mapping: ElementRecord
  private let elements: Set<String>

  init(_ format: CompiledFormat) {
    mapping = ElementRecord(format.reader)
    elements = Set(format.reader.elements)
  }

  func read(_ source: any ByteSource, _ body: (Record) -> Bool) {
    var source = source
    var bytes: [UInt8] = []
    var offset = 0
    while let block = source.next() {
      bytes += block
      if offset == 0 {
        guard bytes.count >= EVTX.headerSize else { continue }
        guard EVTX.isEVTX(bytes) else { return tally.misfits += 1 }
        bytes.removeFirst(EVTX.headerSize)
        offset = EVTX.headerSize
      }
      var start = 0
      while bytes.count - start >= EVTX.chunkSize {
        let chunk = Array(bytes[start..<start + EVTX.chunkSize])
        guard read(chunk, at: offset, body) else { return }
        start += EVTX.chunkSize
        offset += EVTX.chunkSize
      }
      bytes.removeFirst(start)
    }
    guard offset > 0 else {
      if !bytes.isEmpty { tally.endsEarly = EVTX.isEVTX(bytes) }
      return
    }
    if !bytes.isEmpty {
      tally.endsEarly = true
      _ = read(bytes, at: offset, body)
    }
  }

  private func read(_ chunk: [UInt8], at offset: Int, _ body: (Record) -> Bool) -> Bool {
    let found = EVTX.records(ofChunk: chunk, at: offset)
    for damage in found.damage { tally.remark("damaged: \(damage)") }
    for record in found.records {
      guard elements.isEmpty || elements.contains(record.event.name) else { continue }
      guard body(mapping.record(record.event, line: Int(clamping: record.number))) else { return false }
    }
    return true
  }
}
