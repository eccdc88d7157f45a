/// What one thread does with records. It is made on that thread and stays there, so it may keep `Matcher`s.
public struct RecordReader<Value> {
  /// Whether a line begins a record; the line comes without its line end, and no more of it than
  /// `LineScan.headWindow`. `nil` where every line is a record.
  public var isHead: ((UnsafeBufferPointer<UInt8>) -> Bool)?
  /// What a record that holds a literal says; `nil` is not delivered.
  public var read: (ScannedRecord) -> Value?

  public init(
    isHead: ((UnsafeBufferPointer<UInt8>) -> Bool)? = nil, read: @escaping (ScannedRecord) -> Value?
  ) {
    self.isHead = isHead
    self.read = read
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
  func endWithoutReturn(_ end: Int, notBefore start: Int = 0) -> Int {
    end > start && self[end - 1] == 0x0D ? end - 1 : end
  }
}
