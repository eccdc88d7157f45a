/// Text stored as UTF-16 little-endian.
enum UTF16Text {
  /// Decodes `count` units. Zeros at the end belong to the storage, not to the text; a lone surrogate becomes U+FFFD.
  static func string(_ bytes: Bytes, at offset: Int, units count: Int) -> String {
    let start = bytes.base + offset
    var count = count
    while count > 0, start.loadUnaligned(fromByteOffset: 2 * (count - 1), as: UInt16.self) == 0 { count -= 1 }
    if count == 0 { return "" }
    return isASCII(start, count) ? ascii(start, count) : any(start, count)
  }

  @inline(__always)
  private static func isASCII(_ start: UnsafeRawPointer, _ count: Int) -> Bool {
    var at = 0
    var seen: UInt64 = 0
    while at + 4 <= count {
      seen |= start.loadUnaligned(fromByteOffset: 2 * at, as: UInt64.self)
      at += 4
    }
    while at < count {
      seen |= UInt64(start.loadUnaligned(fromByteOffset: 2 * at, as: UInt16.self))
      at += 1
    }
    return seen & 0xff80_ff80_ff80_ff80 == 0
  }

  @inline(__always)
  private static func ascii(_ start: UnsafeRawPointer, _ count: Int) -> String {
    String(unsafeUninitializedCapacity: count) { text in
      var at = 0
      while at + 8 <= count {
        let units = start.loadUnaligned(fromByteOffset: 2 * at, as: SIMD8<UInt16>.self)
        let narrow = SIMD8<UInt8>(truncatingIfNeeded: units)
        UnsafeMutableRawBufferPointer(text).storeBytes(of: narrow, toByteOffset: at, as: SIMD8<UInt8>.self)
        at += 8
      }
      while at < count {
        text[at] = start.load(fromByteOffset: 2 * at, as: UInt8.self)
        at += 1
      }
      return count
    }
  }

  private static func any(_ start: UnsafeRawPointer, _ count: Int) -> String {
    String(unsafeUninitializedCapacity: 3 * count) { text in
      var written = 0
      var at = 0
      func put(_ byte: UInt32) {
        text[written] = UInt8(truncatingIfNeeded: byte)
        written += 1
      }
      while at < count {
        var value = UInt32(UInt16(littleEndian: start.loadUnaligned(fromByteOffset: 2 * at, as: UInt16.self)))
        at += 1
        if value & 0xf800 == 0xd800 {
          let next = at < count ? UInt32(start.loadUnaligned(fromByteOffset: 2 * at, as: UInt16.self)) : 0
          if value & 0x400 == 0, next & 0xfc00 == 0xdc00 {
            value = 0x10000 + ((value & 0x3ff) << 10) + (next & 0x3ff)
            at += 1
          } else {
            value = 0xfffd
          }
        }
        switch value {
        case ..<0x80: put(value)
        case ..<0x800:
          put(0xc0 | value >> 6)
          put(0x80 | value & 0x3f)
        case ..<0x10000:
          put(0xe0 | value >> 12)
          put(0x80 | value >> 6 & 0x3f)
          put(0x80 | value & 0x3f)
        default:
          put(0xf0 | value >> 18)
          put(0x80 | value >> 12 & 0x3f)
          put(0x80 | value >> 6 & 0x3f)
          put(0x80 | value & 0x3f)
        }
      }
      return written
    }
  }
}
