/// What one thread does with records. It is made on that thread and stays there, so it may keep `Matcher`s.
///
/// What records say is gathered and handed over block by block, so that this module need not know what it is.
public struct RecordReader<Batch> {
  /// Whether a line begins a record; the line comes without its line end, and no more of it than
  /// `LineScan.headWindow`. `nil` where every line is a record.
  public var isHead: ((UnsafeBufferPointer<UInt8>) -> Bool)?
  /// The number of a line that was read as a record before, negative for any other; the line comes whole, without its
  /// line end. `nil` where nothing is remembered.
  public var recall: ((UnsafeBufferPointer<UInt8>) -> Int)?
  /// Takes a record that `recall` gave a number for just now, with its line, counted from 0 at the start of the block.
  public var take: (_ number: Int, _ line: Int) -> Void
  /// Takes a record that holds a literal, with its line.
  public var read: (_ record: ScannedRecord, _ line: Int) -> Void
  /// What was taken of a block; the next one begins anew.
  public var finish: () -> Batch

  public init(
    isHead: ((UnsafeBufferPointer<UInt8>) -> Bool)? = nil, recall: ((UnsafeBufferPointer<UInt8>) -> Int)? = nil,
    take: @escaping (_ number: Int, _ line: Int) -> Void = { _, _ in },
    read: @escaping (_ record: ScannedRecord, _ line: Int) -> Void, finish: @escaping () -> Batch
  ) {
    (self.isHead, self.recall, self.take, self.read, self.finish) = (isHead, recall, take, read, finish)
  }
}

/// A record as it lies in memory; good only during the call that it is given to.
public struct ScannedRecord {
  /// From the head line to the last continuation, without the last line end.
  public var bytes: UnsafeBufferPointer<UInt8>
  /// Octets of the log before it.
  public var offset: Int
  /// All literals that it holds, looked for anew each time.
  public var literals: LiteralIndices { literalSet?.indices(in: searched) ?? LiteralIndices() }
  /// Whether it goes on after `LineScan.recordLimit`.
  public var isCut: Bool
  /// With the last line end.
  let searched: UnsafeBufferPointer<UInt8>
  let literalSet: LiteralSet?

  /// The head line, without its line end.
  public var headLine: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[0..<bytes.endWithoutReturn(bytes.lineEnd(from: 0, to: bytes.count))])
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The end of a line, before its CR if it has one.
  @inline(__always) func endWithoutReturn(_ end: Int, notBefore start: Int = 0) -> Int {
    end > start && self[end - 1] == 0x0D ? end - 1 : end
  }
}
