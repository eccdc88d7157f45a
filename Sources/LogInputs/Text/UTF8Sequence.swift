/// UTF-8 by the table of well-formed sequences (Unicode Standard, section 3.9, table 3-7).
enum UTF8Sequence {
  /// The length of the well-formed sequence that begins here: 1 to 4, 0 where there is none, and -1 where the bytes end
  /// before it is decided.
  static func length(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    let lead = bytes[index]
    if lead < 0x80 { return 1 }
    let (length, second) = expectation(lead)
    guard length > 0 else { return 0 }
    for offset in 1..<length {
      guard index + offset < bytes.count else { return -1 }
      let byte = bytes[index + offset]
      guard offset == 1 ? second.contains(byte) : (0x80...0xBF).contains(byte) else { return 0 }
    }
    return length
  }

  private static func expectation(_ lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>) {
    switch lead {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: (0, 0...0)
    }
  }
}
