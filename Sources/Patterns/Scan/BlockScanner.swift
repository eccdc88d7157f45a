/// Finds the records of one block.
struct BlockScanner<Batch> {
  let scan: LineScan
  let reader: RecordReader<Batch>

  /// From the first head that begins in the block to the first one after it, as indices; `nil` where no head begins in
  /// it. `load` reads on until so many octets are in memory.
  func region(of block: Block, load: (Block, Int) throws -> Void) rethrows -> Range<Int>? {
    var first: Int? = 1 + byteOrderMark(in: block)
    if block.start > 0 { first = try firstHead(in: block, from: 1, to: block.ownEnd, load) }
    guard let first, first < block.ownEnd else { return nil }
    let limit = block.ownEnd + scan.recordLimit
    return first..<(try firstHead(in: block, from: block.ownEnd, to: limit, load) ?? min(limit, block.loaded))
  }

  /// The first head that begins between two indices.
  private func firstHead(
    in block: Block, from start: Int, to limit: Int, _ load: (Block, Int) throws -> Void
  ) rethrows -> Int? {
    var line = block.bytes[start - 1] == 0x0A ? start : try nextLine(in: block, after: start, to: limit, load)
    while let start = line, start < limit {
      try load(block, min(limit, start + 1))
      guard start < block.loaded else { return nil }
      if reader.isHead == nil { return start }
      try loadLine(in: block, at: start, load)
      if isHead(block.bytes, at: start) { return start }
      line = try nextLine(in: block, after: start, to: limit, load)
    }
    return nil
  }

  /// Where the line after the one at `start` begins.
  private func nextLine(
    in block: Block, after start: Int, to limit: Int, _ load: (Block, Int) throws -> Void
  ) rethrows -> Int? {
    var place = start
    while place < limit {
      let end = min(limit, block.loaded)
      let feed = block.bytes.lineEnd(from: place, to: end)
      if feed < end { return feed + 1 }
      guard !block.isAtEnd, end < limit else { return nil }
      place = end
      try load(block, min(limit, end + 1 << 12 + (end - start)))
    }
    return nil
  }

  /// As much of the line as the test for heads may want.
  private func loadLine(in block: Block, at start: Int, _ load: (Block, Int) throws -> Void) rethrows {
    let end = min(block.loaded, start + scan.headWindow)
    guard end < start + scan.headWindow, block.bytes.lineEnd(from: start, to: end) == end else { return }
    try load(block, start + scan.headWindow)
  }

  /// Whether the line at `start` begins a record. It is in memory, or as much of it as the test may see.
  func isHead(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard let isHead = reader.isHead else { return true }
    guard start < bytes.count else { return false }
    if let first = scan.headOctets, !first.contains(bytes[start]) { return false }
    let window = min(bytes.count, start + scan.headWindow)
    let end = bytes.endWithoutReturn(bytes.lineEnd(from: start, to: window), notBefore: start)
    return isHead(UnsafeBufferPointer(rebasing: bytes[start..<end]))
  }

  private func byteOrderMark(in block: Block) -> Int {
    block.own > 3 && block.bytes[1..<4].elementsEqual([0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}
