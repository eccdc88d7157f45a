extension LineScan {
  /// Gives blocks to threads and delivers what they find, in order. Only so many blocks are under way that memory stays
  /// flat however slow the delivery is.
  func run<Batch: Sendable>(
    threads: Int, deliver: (FoundBatch<Batch>) throws -> Void, nextJob: (Block) throws -> Job?,
    makeBody: @escaping @Sendable () -> (Job) -> Done<Batch>
  ) throws -> ScanSummary {
    let work = OrderedWork(threads: threads, makeBody: makeBody)
    defer { work.finish() }
    var count = SummaryCount(countsHeads: headOctets != nil)
    var free: [Block] = []
    var underWay = 0
    var isAtEnd = false
    while true {
      while !isAtEnd, underWay < max(1, 2 * threads) {
        guard let job = try nextJob(free.popLast() ?? Block()) else {
          isAtEnd = true
          break
        }
        work.give(job)
        underWay += 1
      }
      guard let done = work.take() else { return count.summary }
      underWay -= 1
      free.append(done.block)
      try count.add(done.outcome.get(), deliver)
    }
  }
}

/// Adds up blocks in their order.
private struct SummaryCount {
  private var total = ScanSummary()
  private var lineFeeds = 0
  private var endsWithLineFeed = true
  /// Up to where the log was searched; `nil` before the first block.
  private var searched: Int?

  init(countsHeads: Bool) { if countsHeads { total.heads = 0 } }

  var summary: ScanSummary {
    var summary = total
    summary.lines = lineFeeds + (endsWithLineFeed ? 0 : 1)
    summary.unsearched += max(0, total.octets - (searched ?? 0))
    return summary
  }

  mutating func add<Batch>(_ outcome: BlockOutcome<Batch>, _ deliver: (FoundBatch<Batch>) throws -> Void) throws {
    try deliver(FoundBatch(batch: outcome.batch, linesBefore: lineFeeds, octets: outcome.octets))
    lineFeeds += outcome.lineFeeds
    if outcome.octets > 0 { endsWithLineFeed = outcome.endsWithLineFeed }
    total.octets += outcome.octets
    total.heads = total.heads.map { $0 + outcome.heads }
    total.cutRecords += outcome.cutRecords
    if let range = outcome.searched {
      total.unsearched += max(0, range.lowerBound - (searched ?? range.lowerBound))
      searched = max(searched ?? 0, range.upperBound)
    }
  }
}
