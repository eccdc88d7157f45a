/// A piece of a member where libarchive has it, and the hole before it: sparse files leave zeros out.
struct MemberPiece {
  var isAtEnd = false
  private var zeros = 0
  private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
  private var position = 0

  /// The piece must stay where it is until it is copied.
  mutating func load(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    zeros = max(offset - position, 0)
    self.bytes = bytes
  }

  /// Moves as much as fits, and returns how much that was.
  mutating func copy(to buffer: UnsafeMutableRawBufferPointer) -> Int {
    let hole = min(zeros, buffer.count)
    buffer[..<hole].initializeMemory(as: UInt8.self, repeating: 0)
    zeros -= hole
    let count = min(bytes.count, buffer.count - hole)
    if count > 0 {
      UnsafeMutableRawBufferPointer(rebasing: buffer[hole...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      bytes = UnsafeRawBufferPointer(rebasing: bytes[count...])
    }
    position += hole + count
    return hole + count
  }
}
