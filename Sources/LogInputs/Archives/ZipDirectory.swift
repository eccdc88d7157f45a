/// The list of members at the end of a zip file, which libarchive keeps in memory as a whole.
enum ZipDirectory {
  /// The end record and its 64-bit form, with where the list's size and offset lie in them (APPNOTE 6.3, 4.3.14 and 4.3.16).
  private static let records: [(signature: [UInt8], size: Int, offset: Int, width: Int)] = [
    ([0x50, 0x4B, 5, 6], 12, 16, 4), ([0x50, 0x4B, 6, 6], 40, 48, 8),
  ]

  /// Whether no end record in the file speaks of a list longer than `bound` bytes. A file for which this is false is read
  /// from its beginning, member by member, without the list.
  static func isShort(_ file: PlainFile, bound: Int) -> Bool {
    let length = min(file.size, 65_557 + 76)
    var tail = [UInt8](repeating: 0, count: length)
    let count = tail.withUnsafeMutableBytes { try? file.read(into: $0, at: file.size - length) }
    guard count == length else { return false }
    for record in records {
      for index in tail.indices where tail[index] == 0x50 && tail[index...].starts(with: record.signature) {
        let size = number(tail, index + record.size, record.width)
        let offset = number(tail, index + record.offset, record.width)
        // All bits set: the 64-bit record tells.
        if record.width == 4, size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF { continue }
        if size > bound || file.size - min(offset, file.size) > bound { return false }
      }
    }
    return true
  }

  private static func number(_ bytes: [UInt8], _ index: Int, _ width: Int) -> Int {
    guard index + width <= bytes.count else { return 0 }
    let value = bytes[index..<index + width].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(clamping: value)
  }
}
