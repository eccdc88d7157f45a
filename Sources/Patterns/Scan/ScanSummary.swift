/// What was found in one block of a log, with its place.
public struct FoundBatch<Batch> {
  public var batch: Batch
  /// Lines of the log before the block.
  public var linesBefore: Int
  /// Octets of the block.
  public var octets: Int
}

/// What was read, found or not.
public struct ScanSummary: Hashable, Sendable {
  public var octets = 0
  /// Lines, with a last one that has no line end.
  public var lines = 0
  /// Lines that begin with one of `LineScan.headOctets`; `nil` where those were not given.
  public var heads: Int?
  /// Records that a literal was met in and that are longer than `LineScan.recordLimit`; those that hold literals only
  /// after it are counted but not delivered.
  public var cutRecords = 0
  /// Octets that were not searched, since a record went on for too long before them.
  public var unsearched = 0
}

/// A log could not be read.
public struct LineScanError: Error, Hashable, Sendable, CustomStringConvertible {
  public var path: String
  /// Octets before the place; `nil` where it could not be opened.
  public var offset: Int?
  /// In the words of the system.
  public var reason: String

  public var description: String { "\(path)\(offset.map { ", octet \($0)" } ?? ""): \(reason)" }
}
