/// UTF-16 to UTF-8, block by block. Half a surrogate pair, and half a unit at the end, become U+FFFD.
struct UTF16Decoder {
  private let bigEndian: Bool
  private var half: UInt8?
  private var high: UInt16?

  init(bigEndian: Bool) { self.bigEndian = bigEndian }

  mutating func decode(_ block: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(block.count * 3 / 4)
    block.withUnsafeBytes { bytes in
      var index = 0
      if let first = half, let second = bytes.first {
        half = nil
        index = 1
        append(unit(first, second), to: &result)
      }
      while index + 1 < bytes.count {
        append(unit(bytes[index], bytes[index + 1]), to: &result)
        index += 2
      }
      if index < bytes.count { half = bytes[index] }
    }
    return result
  }

  mutating func finish() -> [UInt8] {
    var result: [UInt8] = []
    if high != nil { result.append(scalar: 0xFFFD) }
    // A line feed's half, cut or split off, is no character lost.
    if let rest = half, rest != 0, rest != 0x0A { result.append(scalar: 0xFFFD) }
    (high, half) = (nil, nil)
    return result
  }

  private func unit(_ first: UInt8, _ second: UInt8) -> UInt16 {
    bigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first)
  }

  private mutating func append(_ unit: UInt16, to result: inout [UInt8]) {
    if let first = high {
      high = nil
      if (0xDC00...0xDFFF).contains(unit) {
        return result.append(scalar: 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00))
      }
      result.append(scalar: 0xFFFD)
    }
    switch unit {
    case 0, 0xFEFF: break
    case 1..<0x80: result.append(UInt8(truncatingIfNeeded: unit))
    case 0xD800...0xDBFF: high = unit
    default: result.append(scalar: UInt32(unit))
    }
  }
}
