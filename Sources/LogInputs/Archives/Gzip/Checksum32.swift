/// The CRC-32 of gzip (RFC 1952, section 8), eight bytes at a time.
struct Checksum32 {
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
      tables[byte] = value
    }
    for index in 256..<8 * 256 {
      let before = tables[index - 256]
      tables[index] = tables[Int(before & 255)] ^ before >> 8
    }
    return tables
  }()

  private var state: UInt32 = .max

  var value: UInt32 { ~state }

  mutating func add(_ bytes: [UInt8]) {
    var crc = state
    Self.tables.withUnsafeBufferPointer { table in
      bytes.withUnsafeBytes { all in
        var index = 0
        while index + 8 <= all.count {
          let word = UInt64(littleEndian: all.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ UInt64(crc)
          crc = 0
          for step in 0..<8 { crc ^= table[(7 - step) * 256 + Int(word >> UInt64(8 * step) & 255)] }
          index += 8
        }
        while index < all.count {
          crc = table[Int((crc ^ UInt32(all[index])) & 255)] ^ crc >> 8
          index += 1
        }
      }
    }
    state = crc
  }
}
