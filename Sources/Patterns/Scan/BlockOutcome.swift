/// What was found in a block, with places that do not need the blocks before it.
struct BlockOutcome<Batch: Sendable>: Sendable {
  var batch: Batch
  var octets = 0
  var lineFeeds = 0
  var heads = 0
  var cutRecords = 0
  /// What of the log was searched.
  var searched: Range<Int>?
  var endsWithLineFeed = true
}
