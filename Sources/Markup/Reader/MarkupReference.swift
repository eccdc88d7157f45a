/// `&amp;`, `&#xA0;` and their like.
enum MarkupReference {
  private static let known: [(name: StaticString, scalar: Unicode.Scalar)] = [
    ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
  ]

  /// The character and the bytes that stand for it; `nil` where there is no reference that is known.
  static func read(_ bytes: UnsafeRawBufferPointer, at index: Int) -> (Unicode.Scalar, Int)? {
    for entry in known where bytes.holds(entry.name, at: index) { return (entry.scalar, entry.name.utf8CodeUnitCount) }
    guard bytes.holds("&#", at: index) else { return nil }
    let isHex = bytes.holds("&#x", at: index)
    var end = index + (isHex ? 3 : 2)
    var value: UInt32 = 0
    let start = end
    while end < bytes.count, end - start < 8, let digit = digit(bytes[end], isHex) {
      value = value * (isHex ? 16 : 10) + digit
      end += 1
    }
    guard end > start, end < bytes.count, bytes[end] == UInt8(ascii: ";") else { return nil }
    // What is no character, and zero, which ends strings elsewhere, is shown as such.
    let scalar = value == 0 ? nil : Unicode.Scalar(value)
    return (scalar ?? "\u{FFFD}", end + 1 - index)
  }

  private static func digit(_ byte: UInt8, _ isHex: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46 where isHex: UInt32(byte - 0x41 + 10)
    case 0x61...0x66 where isHex: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }
}
