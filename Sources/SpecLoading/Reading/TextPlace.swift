import ScepspecModel

/// Turns an octet's position into line and column.
enum TextPlace {
  static func location(of index: Int, in file: SpecFile) -> Location {
    let before = file.bytes.prefix(index)
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    // Columns count characters, so octets that continue one do not count.
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return Location(file: file.name, line: line, column: column)
  }

  /// Where the first octet stands that belongs to no character.
  static func ofInvalidUTF8(_ file: SpecFile) -> Location {
    var decoder = UTF8()
    var octets = file.bytes.makeIterator()
    var position = 0
    while true {
      switch decoder.decode(&octets) {
      case .scalarValue(let scalar): position += UTF8.width(scalar)
      case .emptyInput: return location(of: 0, in: file)
      case .error: return location(of: min(position, file.bytes.count), in: file)
      }
    }
  }
}
