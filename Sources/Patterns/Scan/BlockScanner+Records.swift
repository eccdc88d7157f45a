extension BlockScanner where Value: Sendable {
  /// The records of a block, given the region that `region(of:load:)` found.
  func outcome(of block: Block, region: Range<Int>?) -> BlockOutcome<Value> {
    let bytes = block.bytes
    var outcome = BlockOutcome<Value>()
    outcome.octets = block.own
    outcome.endsWithLineFeed = bytes[block.ownEnd - 1] == 0x0A
    let start = block.start == 0 ? region?.lowerBound ?? 1 : 1
    let isLineStart = block.start == 0 || bytes[0] == 0x0A
    var tally = LineTally(
      bytes, from: start, isLineStart: isLineStart, to: block.ownEnd, heads: scan.headOctets)
    if let region {
      outcome.searched = block.offset(of: region.lowerBound)..<block.offset(of: region.upperBound)
      scanRecords(of: block, bytes, region, &tally, &outcome)
    }
    tally.advance(to: block.ownEnd)
    outcome.lineFeeds = tally.lineFeeds
    outcome.heads = tally.heads
    return outcome
  }

  private func scanRecords(
    of block: Block, _ bytes: UnsafeBufferPointer<UInt8>, _ region: Range<Int>, _ tally: inout LineTally,
    _ outcome: inout BlockOutcome<Value>
  ) {
    var place = region.lowerBound
    while place < region.upperBound, let record = nextRecord(bytes, from: place, to: region.upperBound) {
      place = record.upperBound
      let cut = min(record.upperBound, record.lowerBound &+ scan.recordLimit)
      let isCut = cut < record.upperBound
      if isCut { outcome.cutRecords += 1 }
      // The literals may all stand after the cut, or reach over the end.
      if let literals = scan.literals, isCut || literals.holdsLineFeed,
        literals.firstHit(in: bytes, from: record.lowerBound, to: cut) == nil
      {
        continue
      }
      let end = isCut ? cut : endOfText(bytes, record)
      let offset = block.offset(of: record.lowerBound)
      let view = ScannedRecord(
        bytes: UnsafeBufferPointer(rebasing: bytes[record.lowerBound..<end]), offset: offset, isCut: isCut,
        searched: UnsafeBufferPointer(rebasing: bytes[record.lowerBound..<cut]), literalSet: scan.literals)
      guard let value = reader.read(view) else { continue }
      tally.advance(to: record.lowerBound)
      outcome.found.append(FoundRecord(value: value, line: tally.lineFeeds, offset: offset))
    }
  }

  /// The next record that holds a literal, or just the next one. A head, or the start of the region, is at `place`.
  private func nextRecord(_ bytes: UnsafeBufferPointer<UInt8>, from place: Int, to end: Int) -> Range<Int>? {
    var head = place
    var inside = place
    if let literals = scan.literals {
      guard let hit = literals.firstHit(in: bytes, from: place, to: end) else { return nil }
      inside = hit.offset
      head = bytes.lineStart(of: hit.offset, notBefore: place)
      while head > place, !isHead(bytes, at: head) { head = bytes.lineStart(of: head &- 1, notBefore: place) }
    }
    var next = bytes.lineEnd(from: inside, to: end) &+ 1
    while next < end, !isHead(bytes, at: next) { next = bytes.lineEnd(from: next, to: end) &+ 1 }
    return head..<min(next, end)
  }

  /// The end of a record without its last line end.
  private func endOfText(_ bytes: UnsafeBufferPointer<UInt8>, _ record: Range<Int>) -> Int {
    let last = record.upperBound &- 1
    guard last >= record.lowerBound, bytes[last] == 0x0A else { return record.upperBound }
    return bytes.endWithoutReturn(last, notBefore: record.lowerBound)
  }
}
