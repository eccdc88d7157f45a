/// The checksum of headers and chunks: CRC-32 as in RFC 1952, section 8.
enum CRC32 {
  /// Eight tables, so that eight bytes are taken at a time: a chunk's checksum is otherwise a third of reading it.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for index in 0..<256 {
      var value = UInt32(index)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1 }
      tables[index] = value
    }
    for index in 256..<(8 * 256) {
      let previous = tables[index - 256]
      tables[index] = (previous >> 8) ^ tables[Int(previous & 0xff)]
    }
    return tables
  }()

  /// The checksum of the bytes of all `ranges`, in their order. A range that leaves `bytes` is cut.
  static func of(_ bytes: Bytes, _ ranges: Range<Int>...) -> UInt32 {
    tables.withUnsafeBufferPointer { table in
      var sum = ~UInt32(0)
      for range in ranges {
        let range = range.clamped(to: 0..<bytes.count)
        var at = range.lowerBound
        while at + 8 <= range.upperBound {
          let both = UInt64(littleEndian: bytes.base.loadUnaligned(fromByteOffset: at, as: UInt64.self))
          let low = UInt32(truncatingIfNeeded: both) ^ sum
          let high = UInt32(truncatingIfNeeded: both >> 32)
          let a = table[1792 + Int(low & 0xff)] ^ table[1536 + Int((low >> 8) & 0xff)]
          let b = table[1280 + Int((low >> 16) & 0xff)] ^ table[1024 + Int(low >> 24)]
          let c = table[768 + Int(high & 0xff)] ^ table[512 + Int((high >> 8) & 0xff)]
          let d = table[256 + Int((high >> 16) & 0xff)] ^ table[Int(high >> 24)]
          sum = a ^ b ^ c ^ d
          at += 8
        }
        while at < range.upperBound {
          sum = (sum >> 8) ^ table[Int((sum ^ UInt32(bytes.byte(at))) & 0xff)]
          at += 1
        }
      }
      return ~sum
    }
  }
}
