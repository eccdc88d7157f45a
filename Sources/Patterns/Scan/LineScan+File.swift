extension LineScan {
  /// Scans a regular file. `makeReader` is called once on each thread that scans; `deliver` on the calling thread,
  /// which waits, in the order of the file. Throws `LineScanError`, and what `deliver` throws, which ends the scan.
  @discardableResult
  public func records<Batch: Sendable>(
    inFile path: String, makeReader: @escaping @Sendable () -> RecordReader<Batch>,
    deliver: (FoundBatch<Batch>) throws -> Void
  ) throws -> ScanSummary {
    let file = try LogFile(path: path)
    var next = 0
    return try run(threads: file.size <= blockSize ? 0 : workers, deliver: deliver) { block in
      guard next < file.size else { return nil }
      defer { next += blockSize }
      return Job(block: block, start: next)
    } makeBody: {
      let scanner = BlockScanner(scan: self, reader: makeReader())
      return { job in
        Done(block: job.block, outcome: Swift.Result { try scanner.outcome(of: job, in: file) })
      }
    }
  }

  /// A block to be scanned: to be read from `start` of a file, or already read with its region known.
  struct Job: Sendable {
    var block: Block
    var start = 0
    var region: Range<Int>?
  }

  struct Done<Batch: Sendable>: Sendable {
    var block: Block
    var outcome: Swift.Result<BlockOutcome<Batch>, any Error>
  }
}

extension BlockScanner where Batch: Sendable {
  /// Reads a block of a file, what its last record needs, and finds the records.
  fileprivate func outcome(of job: LineScan.Job, in file: LogFile) throws -> BlockOutcome<Batch> {
    let block = job.block
    // Each thread reads for itself, at its own place.
    try block.fill(start: job.start, size: scan.blockSize, previous: file.octet(before: job.start)) { buffer in
      try file.read(buffer, at: block.offset(of: block.loaded))
    }
    let region = try region(of: block) { block, count in
      try block.load(upTo: count) { try file.read($0, at: block.offset(of: block.loaded)) }
    }
    return outcome(of: block, region: region)
  }
}
