/// Reads a log of any size and finds its records that hold one of some literals, on several threads, in the order of
/// the file, with memory that does not grow with the log.
///
/// A record is a head line and the lines after it up to the next head, so that a stack trace stays with the line it
/// belongs to. Which lines are heads, a `RecordReader` says; the first line of a log always is one. The log is cut into
/// blocks of one size, and a record belongs to the block that its head begins in, wherever it ends.
public struct LineScan: Sendable {
  /// What records are looked for; `nil` finds every record.
  public var literals: LiteralSet?
  /// What a head line can begin with, where that is known: other lines are not tested, and the lines that do begin so
  /// are counted (`ScanSummary.heads`).
  public var headOctets: OctetSet?
  /// Octets of a record that are looked at; the rest of a longer one is left out, and told. At least 16. The lines of
  /// a record may be of any length within that.
  public var recordLimit: Int
  /// Octets that are read at once, at least 4. Any block size gives the same records.
  public var blockSize: Int
  /// Threads that scan; the thread that calls delivers.
  public var workers: Int

  public init(
    literals: LiteralSet?, headOctets: OctetSet? = nil, recordLimit: Int = 1 << 20, blockSize: Int = 1 << 20,
    workers: Int = 2
  ) {
    self.literals = literals
    self.headOctets = headOctets
    self.recordLimit = max(16, recordLimit)
    self.blockSize = max(4, blockSize)
    self.workers = max(1, workers)
  }

  /// Octets of a line that the test for heads gets to see.
  public var headWindow: Int { min(1 << 12, recordLimit) }
}
