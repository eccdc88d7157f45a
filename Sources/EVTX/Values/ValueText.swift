import ScepspecEncodings

/// What a value reads as in an event's text.
extension Value {
  /// The text of a value that is no array and no binary XML. A size that does not fit its type gives hexadecimal bytes.
  func text(in bytes: Bytes) -> String {
    switch type {
    case 0x00: return ""
    case 0x01: return UTF16Text.string(bytes, at: offset, units: size / 2)
    case 0x02: return ansi(in: bytes)
    case 0x0e: return hexadecimalBytes(in: bytes)
    case 0x0f where size == 16: return guid(in: bytes)
    case 0x11 where size == 8: return Times.text(filetime: bytes.long(offset))
    case 0x12 where size == 16: return Times.text(systemtime: bytes, at: offset)
    case 0x13 where size >= 8 && size >= 8 + 4 * Int(bytes.byte(offset + 1)): return securityIdentifier(in: bytes)
    case 0x0b where size == 4:
      return Floats.text(
        Double(Float(bitPattern: bytes.word(offset))), shortest: "\(Float(bitPattern: bytes.word(offset)))")
    case 0x0c where size == 8:
      return Floats.text(Double(bitPattern: bytes.long(offset)), shortest: "\(Double(bitPattern: bytes.long(offset)))")
    default: return size == 0 ? "" : number(in: bytes) ?? hexadecimalBytes(in: bytes)
    }
  }

  private func number(in bytes: Bytes) -> String? {
    let signed: Int64
    switch (type, size) {
    case (0x03, 1): signed = Int64(Int8(bitPattern: bytes.byte(offset)))
    case (0x05, 2): signed = Int64(Int16(bitPattern: bytes.half(offset)))
    case (0x07, 4): signed = Int64(Int32(bitPattern: bytes.word(offset)))
    case (0x09, 8): signed = Int64(bitPattern: bytes.long(offset))
    case (0x04, 1), (0x06, 2), (0x08, 4), (0x0a, 8): return Digits.decimal(unsigned(in: bytes))
    case (0x0d, 4), (0x0d, 1): return unsigned(in: bytes) == 0 ? "false" : "true"
    case (0x10, 4), (0x10, 8), (0x14, 4), (0x15, 8), (0x20, 4), (0x20, 8):
      return Digits.hexadecimal(unsigned(in: bytes))
    default: return nil
    }
    return Digits.decimal(signed.magnitude, isNegative: signed < 0)
  }

  /// The value as a number without sign, of 1, 2, 4 or 8 bytes.
  func unsigned(in bytes: Bytes) -> UInt64 {
    switch size {
    case 1: UInt64(bytes.byte(offset))
    case 2: UInt64(bytes.half(offset))
    case 4: UInt64(bytes.word(offset))
    default: bytes.long(offset)
    }
  }

  /// The code page is not stored; Windows-1252 agrees with most others in ASCII.
  private func ansi(in bytes: Bytes) -> String {
    var end = offset + size
    while end > offset, bytes.byte(end - 1) == 0 { end -= 1 }
    let raw = UnsafeRawBufferPointer(start: bytes.base + offset, count: end - offset)
    if raw.allSatisfy({ $0 < 0x80 }) { return String(decoding: raw, as: UTF8.self) }
    return String(String.UnicodeScalarView(raw.compactMap { Unicode.Scalar(Windows1252.scalar($0)) }))
  }

  private func hexadecimalBytes(in bytes: Bytes) -> String {
    Digits.string(2 * size) {
      for index in 0..<size { $0.hexadecimal(UInt64(bytes.byte(offset + index)), width: 2, upper: true) }
    }
  }

  private func guid(in bytes: Bytes) -> String {
    Digits.string(38) {
      $0.put(0x7b)
      $0.hexadecimal(UInt64(bytes.word(offset)), width: 8, upper: true)
      $0.put(0x2d)
      $0.hexadecimal(UInt64(bytes.half(offset + 4)), width: 4, upper: true)
      $0.put(0x2d)
      $0.hexadecimal(UInt64(bytes.half(offset + 6)), width: 4, upper: true)
      $0.put(0x2d)
      let rest = bytes.long(offset + 8).byteSwapped
      $0.hexadecimal(rest >> 48, width: 4, upper: true)
      $0.put(0x2d)
      $0.hexadecimal(rest & 0xffff_ffff_ffff, width: 12, upper: true)
      $0.put(0x7d)
    }
  }

  /// Source: `[MS-DTYP]` 2.4.2.1, SID string format.
  private func securityIdentifier(in bytes: Bytes) -> String {
    let parts = Int(bytes.byte(offset + 1))
    return Digits.string(40 + 11 * parts) {
      $0.put("S-")
      $0.decimal(UInt64(bytes.byte(offset)))
      $0.put(0x2d)
      $0.decimal(bytes.long(offset).byteSwapped & 0xffff_ffff_ffff)
      for index in 0..<parts {
        $0.put(0x2d)
        $0.decimal(UInt64(bytes.word(offset + 8 + 4 * index)))
      }
    }
  }
}
