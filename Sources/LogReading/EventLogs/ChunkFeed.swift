import ScepspecEVTX
import ScepspecLogInputs

/// Cuts a Windows event log file into blocks of whole chunks.
struct ChunkFeed {
  struct Block: Sendable {
    let bytes: [UInt8]
    /// Where it begins in its file.
    let offset: Int

    /// Calls `body` with each chunk and its offset until it returns false.
    func forEachChunk(_ body: (UnsafeRawBufferPointer, Int) -> Bool) {
      bytes.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: bytes.count, by: EVTX.chunkSize) {
          let end = min(start + EVTX.chunkSize, bytes.count)
          guard body(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), offset + start) else { return }
        }
      }
    }
  }

  /// It is no event log.
  private(set) var isStranger = false
  /// It ends inside of its header or of a chunk.
  private(set) var endsEarly = false
  private var source: any ByteSource
  private var carried: [UInt8] = []
  private var offset = 0

  init(_ source: any ByteSource) { self.source = source }

  /// The next block, never empty; only the last one may end with a part of a chunk.
  mutating func next() -> Block? {
    while !isStranger, let bytes = source.next() {
      if carried.isEmpty { carried = bytes } else { carried += bytes }
      if offset == 0 {
        guard carried.count >= EVTX.headerSize else { continue }
        isStranger = !EVTX.isEVTX(carried)
        carried.removeFirst(EVTX.headerSize)
        offset = EVTX.headerSize
      }
      let whole = carried.count - carried.count % EVTX.chunkSize
      if whole > 0, !isStranger { return taken(whole) }
    }
    guard !isStranger, !carried.isEmpty else { return nil }
    endsEarly = offset > 0 || EVTX.isEVTX(carried)
    return offset > 0 ? taken(carried.count) : nil
  }

  private mutating func taken(_ count: Int) -> Block {
    let block = Block(bytes: Array(carried[..<count]), offset: offset)
    carried.removeFirst(count)
    offset += count
    return block
  }
}
