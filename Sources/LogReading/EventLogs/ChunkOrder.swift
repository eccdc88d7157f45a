import ScepspecEVTX
import ScepspecLogInputs

/// The chunks of an event log in the order in which they were written. The file is written round in a circle, so that
/// its newest records may stand first.
struct ChunkOrder {
  struct Chunk: Sendable {
    /// Where it begins in the file.
    let offset: Int
    /// No record of it has a lower number.
    let least: UInt64
  }

  /// Rising by their least numbers.
  let chunks: [Chunk]

  /// Bytes that are read at once.
  private static let blockSize = 16 * EVTX.chunkSize

  /// `nil` for a file that is none, or cannot be read.
  init?(_ file: PlainFile, workers: Int) {
    guard file.size >= EVTX.headerSize + EVTX.chunkSize,
      let head = Self.read(file, at: 0, count: 8), EVTX.isEVTX(head)
    else { return nil }
    var starts = stride(from: EVTX.headerSize, to: file.size, by: Self.blockSize).makeIterator()
    var chunks: [Chunk] = []
    var isRead = true
    inOrder(of: { starts.next() }, workers: workers) {
      { (start: Int) in Self.read(file, at: start, count: Self.blockSize).map { Self.chunks(of: $0, at: start) } }
    } deliver: { (found: [Chunk]?) in
      if let found { chunks += found } else { isRead = false }
    }
    guard isRead else { return nil }
    self.chunks = chunks.sorted { ($0.least, $0.offset) < ($1.least, $1.offset) }
  }

  private static func chunks(of bytes: [UInt8], at offset: Int) -> [Chunk] {
    var chunks: [Chunk] = []
    ChunkFeed.Block(bytes: bytes, offset: offset).forEachChunk { chunk, offset in
      if let least = EVTX.leastNumber(ofChunk: chunk) { chunks.append(Chunk(offset: offset, least: least)) }
      return true
    }
    return chunks
  }

  /// `nil` where reading fails.
  static func read(_ file: PlainFile, at offset: Int, count: Int) -> [UInt8]? {
    try? [UInt8](unsafeUninitializedCapacity: max(0, min(count, file.size - offset))) { buffer, length in
      length = try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
    }
  }

  /// Chunks of the order that follow each other in the file too, from one place of the order on; a block at most.
  func run(from place: Int) -> Range<Int> {
    var end = place + 1
    while end < chunks.count, end - place < Self.blockSize / EVTX.chunkSize,
      chunks[end].offset == chunks[end - 1].offset + EVTX.chunkSize
    {
      end += 1
    }
    return place..<end
  }
}
