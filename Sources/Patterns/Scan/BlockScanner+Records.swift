extension BlockScanner where Batch: Sendable {
  /// The records of a block, given the region that `region(of:load:)` found.
  func outcome(of block: Block, region: Range<Int>?) -> BlockOutcome<Batch> {
    let bytes = block.bytes
    let start = block.start == 0 ? region?.lowerBound ?? 1 : 1
    let isLineStart = block.start == 0 || bytes[0] == 0x0A
    var tally = LineTally(
      bytes, from: start, isLineStart: isLineStart, to: block.ownEnd, heads: scan.headOctets)
    var cutRecords = 0
    if let region { cutRecords = scanRecords(of: block, bytes, region, &tally) }
    tally.advance(to: block.ownEnd)
    var outcome = BlockOutcome(batch: reader.finish())
    outcome.octets = block.own
    outcome.lineFeeds = tally.lineFeeds
    outcome.heads = tally.heads
    outcome.cutRecords = cutRecords
    outcome.searched = region.map { block.offset(of: $0.lowerBound)..<block.offset(of: $0.upperBound) }
    outcome.endsWithLineFeed = bytes[block.ownEnd - 1] == 0x0A
    return outcome
  }

  /// - Returns: How many records were cut.
  private func scanRecords(
    of block: Block, _ bytes: UnsafeBufferPointer<UInt8>, _ region: Range<Int>, _ tally: inout LineTally
  ) -> Int {
    var cutRecords = 0
    var records = RecordFinder(scanner: self, bytes: bytes, from: region.lowerBound, to: region.upperBound)
    while let record = records.next() {
      if record.number >= 0 {
        tally.advance(to: record.start)
        reader.take(record.number, tally.lineFeeds)
        continue
      }
      let cut = min(record.end, record.start &+ scan.recordLimit)
      let isCut = cut < record.end
      if isCut { cutRecords += 1 }
      // The literals may all stand after the cut, or reach over the end.
      if let literals = scan.literals, isCut || literals.holdsLineFeed,
        literals.firstHit(in: bytes, from: record.start, to: cut) == nil
      {
        continue
      }
      let end = isCut ? cut : endOfText(bytes, record.start, record.end)
      let view = ScannedRecord(
        bytes: UnsafeBufferPointer(rebasing: bytes[record.start..<end]), offset: block.offset(of: record.start),
        isCut: isCut, searched: UnsafeBufferPointer(rebasing: bytes[record.start..<cut]), literalSet: scan.literals)
      tally.advance(to: record.start)
      reader.read(view, tally.lineFeeds)
    }
    return cutRecords
  }

  /// The end of a record without its last line end.
  private func endOfText(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    let last = end &- 1
    guard last >= start, bytes[last] == 0x0A else { return end }
    return bytes.endWithoutReturn(last, notBefore: start)
  }
}

/// Goes from record to record: those that hold a literal, or all.
private struct RecordFinder<Batch> {
  let scanner: BlockScanner<Batch>
  let bytes: UnsafeBufferPointer<UInt8>
  private var place: Int
  private let end: Int
  private var search: LiteralSearch?

  struct Found {
    var start: Int
    /// Where the next one begins.
    var end: Int
    /// What the reader knows it by; negative where it has to be read.
    var number = -1
  }

  init(scanner: BlockScanner<Batch>, bytes: UnsafeBufferPointer<UInt8>, from place: Int, to end: Int) {
    (self.scanner, self.bytes, self.place, self.end) = (scanner, bytes, place, end)
    if let literals = scanner.scan.literals, let base = bytes.baseAddress {
      search = LiteralSearch(for: literals, in: UnsafeRawPointer(base), from: place, to: end)
    }
  }

  /// A head, or the start of the region, is at `place`.
  mutating func next() -> Found? {
    guard place < end else { return nil }
    var found = Found(start: place, end: end)
    var inside = place
    if search != nil {
      guard let hit = search?.hit(from: place) else { return nil }
      inside = hit.offset
      found.start = bytes.lineStart(of: inside, notBefore: place)
    }
    var feed = bytes.lineEnd(from: inside, to: end)
    if let recall = scanner.reader.recall, feed &- found.start < scanner.scan.recordLimit {
      let text = bytes.endWithoutReturn(feed, notBefore: found.start)
      found.number = recall(UnsafeBufferPointer(rebasing: bytes[found.start..<text]))
    }
    if found.number < 0 {
      while found.start > place, !scanner.isHead(bytes, at: found.start) {
        found.start = bytes.lineStart(of: found.start &- 1, notBefore: place)
      }
    }
    if feed &+ 1 < end, !scanner.isHead(bytes, at: feed &+ 1) {
      // It goes on, which is more than the reader knows.
      found.number = -1
      repeat {
        feed = bytes.lineEnd(from: feed &+ 1, to: end)
      } while feed &+ 1 < end
        && !scanner.isHead(bytes, at: feed &+ 1)
    }
    found.end = min(feed &+ 1, end)
    place = found.end
    return found
  }
}
