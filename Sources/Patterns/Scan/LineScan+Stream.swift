extension LineScan {
  /// Scans what `read` gives, octet for octet: it fills the buffer from its start and returns how many octets it wrote,
  /// 0 at the end. It is called on the calling thread, which also delivers; scanning is on threads of its own, but for
  /// what fits into one block. Throws what `read` and `deliver` throw, which ends the scan.
  @discardableResult
  public func records<Batch: Sendable>(
    from read: @escaping (UnsafeMutableBufferPointer<UInt8>) throws -> Int,
    makeReader: @escaping @Sendable () -> RecordReader<Batch>, deliver: (FoundBatch<Batch>) throws -> Void
  ) throws -> ScanSummary {
    var stream = BlockStream(read: read, scanner: BlockScanner(scan: self, reader: makeReader()))
    var first = try stream.nextJob(in: Block())
    return try run(threads: first?.block.isAtEnd ?? true ? 0 : workers, deliver: deliver) { block in
      if let job = first {
        first = nil
        return job
      }
      return try stream.nextJob(in: block)
    } makeBody: {
      let scanner = BlockScanner(scan: self, reader: makeReader())
      return { job in Done(block: job.block, outcome: .success(scanner.outcome(of: job.block, region: job.region))) }
    }
  }
}

/// Cuts a stream into blocks. What a block needs of the ones after it is read early and kept for them.
private struct BlockStream<Batch> {
  let read: (UnsafeMutableBufferPointer<UInt8>) throws -> Int
  let scanner: BlockScanner<Batch>
  private var next = 0
  private var previous: UInt8 = 0x0A
  /// What was read and is not yet any block's own.
  private var kept: [UInt8] = []

  init(read: @escaping (UnsafeMutableBufferPointer<UInt8>) throws -> Int, scanner: BlockScanner<Batch>) {
    self.read = read
    self.scanner = scanner
  }

  mutating func nextJob(in block: Block) throws -> LineScan.Job? {
    var used = 0
    try block.fill(start: next, size: scanner.scan.blockSize, previous: previous) { buffer in
      guard used < kept.count else { return try read(buffer) }
      let count = buffer.update(fromContentsOf: kept[used...].prefix(buffer.count))
      used += count
      return count
    }
    kept.removeFirst(used)
    guard block.own > 0 else { return nil }
    let region = try scanner.region(of: block) { block, count in
      try block.load(upTo: count) { buffer in
        let ahead = block.loaded - block.ownEnd
        if ahead < kept.count { return buffer.update(fromContentsOf: kept[ahead...].prefix(buffer.count)) }
        let count = min(try read(buffer), buffer.count)
        kept += buffer.prefix(max(0, count))
        return count
      }
    }
    next += block.own
    previous = block.bytes[block.ownEnd - 1]
    return LineScan.Job(block: block, region: region)
  }
}
