/// Counts that tell text from other bytes, and UTF-8 from Windows-1252.
struct ByteCensus {
  private(set) var total = 0
  private(set) var returns = 0
  private(set) var feeds = 0
  /// Valid UTF-8 sequences of more than one byte.
  private(set) var sequences = 0
  /// Bytes from 0x80 on that are no part of such a sequence.
  private(set) var strays = 0
  private var controls = 0

  init(_ head: ArraySlice<UInt8>, isWide: Bool) {
    head.withUnsafeBytes { bytes in
      var index = 0
      while index < bytes.count { index += isWide ? countUnit(bytes, index) : count(bytes, index) }
    }
  }

  /// Random bytes have a tenth of control characters and a half of stray ones; text with rubbish in it far fewer.
  var looksBinary: Bool {
    guard total > 0 else { return false }
    if controls >= 2 && controls * 25 > total { return true }
    return controls * 100 > total && strays * 4 > total
  }

  private mutating func count(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    let byte = bytes[index]
    if byte == 0 { return countZeros(bytes, index) }
    total += 1
    if byte >= 0x80 {
      let length = UTF8Sequence.length(bytes, at: index)
      if length > 0 { sequences += 1 } else if length == 0 { strays += 1 }
      return max(length, 1)
    }
    note(byte)
    return 1
  }

  private mutating func countUnit(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    guard index + 1 < bytes.count else { return 1 }
    total += 1
    if bytes[index] == 0 { note(bytes[index + 1]) } else if bytes[index + 1] == 0 { note(bytes[index]) }
    return 2
  }

  /// A long run of zeros pads a log that is being written; a short one is a control character like others.
  private mutating func countZeros(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    var end = index
    while end < bytes.count, bytes[end] == 0 { end += 1 }
    let isPadding = end - index >= 64 || end == bytes.count
    if !isPadding {
      total += end - index
      controls += end - index
    }
    return end - index
  }

  private mutating func note(_ byte: UInt8) {
    switch byte {
    case 0x0D: returns += 1
    case 0x0A: feeds += 1
    // Tab, form feed and escape (colours) belong to text.
    case 0x09, 0x0B, 0x0C, 0x1B: break
    case 0..<0x20, 0x7F: controls += 1
    default: break
    }
  }
}

/// The beginnings of formats that are never text, though they may hold much of it.
enum BinaryMagic {
  private static let all: [[UInt8]] = [
    Array("ElfFile\u{0}".utf8), [0x7F, 0x45, 0x4C, 0x46], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF],
    Array("bplist0".utf8), Array("SQLite format 3\u{0}".utf8), Array("%PDF-".utf8),
    [0xCF, 0xFA, 0xED, 0xFE], [0xD0, 0xCF, 0x11, 0xE0],
  ]

  static func matches(_ head: ArraySlice<UInt8>) -> Bool {
    all.contains { head.starts(with: $0) } || isDER(head)
  }

  /// A SEQUENCE with a length of two or more bytes, or an indefinite one: "0" and a byte that follows no digit in text.
  private static func isDER(_ head: ArraySlice<UInt8>) -> Bool {
    guard head.count > 4, head.first == 0x30 else { return false }
    return (0x80...0x84).contains(head[head.startIndex + 1])
  }
}
