extension EVTX {
  /// A number that no record of a chunk goes below, found without reading the records: with it, chunks can be put into
  /// the order in which they were written; nil where the chunk is empty. Of one that is damaged all is walked over that may be
  /// taken for a record.
  ///
  /// - Parameter bytes: The chunk, from its own header.
  public static func leastNumber(ofChunk bytes: UnsafeRawBufferPointer) -> UInt64? {
    guard let base = bytes.baseAddress, bytes.contains(where: { $0 != 0 }) else { return nil }
    let bytes = Bytes(base: base, count: min(bytes.count, chunkSize))
    let header = ChunkHeader(bytes)
    guard header.isUsable, header.faults.isEmpty else { return leastOfDamaged(bytes) }
    var least = UInt64.max
    var at = ChunkHeader.size
    while at < header.free {
      guard let frame = RecordFrame(bytes.upTo(header.free), at: at), frame.isClosed else {
        return leastOfDamaged(bytes)
      }
      least = min(least, frame.number)
      at = frame.end
    }
    // What is left of older records.
    return min(least, leastOfFrames(bytes, from: at))
  }

  private static func leastOfDamaged(_ bytes: Bytes) -> UInt64 {
    var least = leastOfFrames(bytes, from: ChunkHeader.size)
    var reader = ChunkReader(bytes, at: 0) { head, _ in
      least = min(least, head.number)
      return false
    }
    reader.read()
    return least
  }

  private static func leastOfFrames(_ bytes: Bytes, from start: Int) -> UInt64 {
    var least = UInt64.max
    var at = start
    while let frame = RecordFrame.next(bytes, from: at) {
      least = min(least, frame.number)
      at = frame.offset + 1
    }
    return least
  }
}
