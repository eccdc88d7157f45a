/// The frame around one record: magic number, size, number, time, and the size again at its end.
///
/// Source: libyal, section "Event record".
struct RecordFrame {
  static let magic: UInt32 = 0x0000_2a2a
  static let headerSize = 24
  /// Header, size at the end.
  static let smallest = 28

  let offset: Int
  let size: Int
  let number: UInt64
  let written: UInt64
  /// The size stands at the end as well.
  let isClosed: Bool

  /// Nil if there is no record at `offset`, or none that ends within `bytes`.
  init?(_ bytes: Bytes, at offset: Int) {
    guard bytes.word(offset) == Self.magic else { return nil }
    let size = Int(bytes.word(offset + 4))
    guard size >= Self.smallest, size <= bytes.count - offset else { return nil }
    self.offset = offset
    self.size = size
    number = bytes.long(offset + 8)
    written = bytes.long(offset + 16)
    isClosed = bytes.word(offset + size - 4) == UInt32(size)
  }

  /// What stands where a record should, whatever its magic number and sizes say.
  init(broken bytes: Bytes, at offset: Int, to end: Int) {
    self.offset = offset
    size = end - offset
    number = bytes.long(offset + 8)
    written = bytes.long(offset + 16)
    isClosed = false
  }

  var end: Int { offset + size }
  var content: Range<Int> { (offset + Self.headerSize)..<(end - 4) }

  /// The next whole record at or after `start`, found by its magic number.
  static func next(_ bytes: Bytes, from start: Int) -> RecordFrame? {
    var at = start
    while at + smallest <= bytes.count {
      if bytes.long(at) == 0 {
        at += 5
      } else if let frame = RecordFrame(bytes, at: at), frame.isClosed {
        return frame
      } else {
        at += 1
      }
    }
    return nil
  }
}
