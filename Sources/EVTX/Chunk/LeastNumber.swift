extension EVTX {
  /// A number that no record of a chunk goes below, found without reading the records: with it, chunks can be put into
  /// the order in which they were written. 0 where the chunk is damaged, so that nothing is certain; nil where it is empty.
  ///
  /// - Parameter bytes: The chunk, from its own header.
  public static func leastNumber(ofChunk bytes: UnsafeRawBufferPointer) -> UInt64? {
    guard let base = bytes.baseAddress, bytes.contains(where: { $0 != 0 }) else { return nil }
    let bytes = Bytes(base: base, count: min(bytes.count, chunkSize))
    let header = ChunkHeader(bytes)
    guard header.isUsable, header.faults.isEmpty else { return 0 }
    var least = UInt64.max
    var at = ChunkHeader.size
    while at < header.free {
      guard let frame = RecordFrame(bytes.upTo(header.free), at: at), frame.isClosed else { return 0 }
      least = min(least, frame.number)
      at = frame.end
    }
    // What is left of older records.
    while let frame = RecordFrame.next(bytes, from: at) {
      least = min(least, frame.number)
      at = frame.offset + 1
    }
    return least
  }
}
