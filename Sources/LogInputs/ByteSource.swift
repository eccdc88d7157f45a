/// Bytes in order, in blocks, so that memory stays flat whatever the size.
public protocol ByteSource {
  /// The next block, never empty; `nil` at the end, which is also where reading failed.
  mutating func next() -> [UInt8]?
  /// Why the end came early; `nil` as long as all is well. Everything handed out before it holds.
  var problem: InputProblem? { get }
}

/// Bytes that are in memory already.
public struct MemorySource: ByteSource {
  private var blocks: ArraySlice<[UInt8]>
  public var problem: InputProblem? { nil }

  public init(_ bytes: [UInt8]) { blocks = [bytes] }

  /// The same bytes cut into the blocks given.
  public init(blocks: [[UInt8]]) { self.blocks = blocks[...] }

  public mutating func next() -> [UInt8]? {
    while let block = blocks.popFirst() {
      if !block.isEmpty { return block }
    }
    return nil
  }
}
