/// One value of a template instance: where it lies in the chunk, and its type.
///
/// Source: libyal, "Template instance data"; `[MS-EVEN6]` 2.2.12, BinXmlSubstitution and its value types.
struct Value {
  private var place: UInt32
  private var length: UInt16
  var type: UInt8

  /// Offset and size are those of a chunk: they fit into 32 and 16 bits.
  @inline(__always)
  init(offset: Int, size: Int, type: UInt8) {
    place = UInt32(truncatingIfNeeded: offset)
    length = UInt16(truncatingIfNeeded: size)
    self.type = type
  }

  @inline(__always) var offset: Int { Int(place) }
  @inline(__always) var size: Int { Int(length) }

  static let null = Value(offset: 0, size: 0, type: 0)

  @inline(__always) var range: Range<Int> { offset..<(offset + size) }
  @inline(__always) var isArray: Bool { type & 0x80 != 0 }
  @inline(__always) var isBinXML: Bool { type == 0x21 }

  /// The bytes of a value of at most eight, as a number; two values of one size differ if these do.
  @inline(__always)
  func bits(in bytes: Bytes) -> UInt64 {
    if offset + 8 <= bytes.count {
      let word = bytes.long(offset)
      return size == 8 ? word : word & (1 << UInt64(8 * size) &- 1)
    }
    var word: UInt64 = 0
    for index in 0..<min(size, 8) { word |= UInt64(bytes.byte(offset + index)) << UInt64(8 * index) }
    return word
  }

  /// Bytes of one item of the type, or nil if items differ in length.
  static func width(of type: UInt8) -> Int? {
    switch type {
    case 0x03, 0x04: 1
    case 0x05, 0x06: 2
    case 0x07, 0x08, 0x0b, 0x0d, 0x14: 4
    case 0x09, 0x0a, 0x0c, 0x11, 0x15: 8
    case 0x0f, 0x12: 16
    default: nil
    }
  }

  /// The items of an array; a value that is no array is its own single item.
  func items(in bytes: Bytes) -> [Value] {
    guard isArray else { return [self] }
    let item = type & 0x7f
    switch item {
    case 0x01: return split(in: bytes, step: 2)
    case 0x02: return split(in: bytes, step: 1)
    case 0x10: return cut(in: bytes, width: size % 8 == 0 ? 8 : 4)
    case 0x13:
      var items: [Value] = []
      var at = offset
      while at + 8 <= offset + size {
        let length = 8 + 4 * Int(bytes.byte(at + 1))
        guard at + length <= offset + size else { break }
        items.append(Value(offset: at, size: length, type: item))
        at += length
      }
      return items
    default:
      guard let width = Value.width(of: item) else { return [Value(offset: offset, size: size, type: 0x0e)] }
      return cut(in: bytes, width: width)
    }
  }

  private func cut(in bytes: Bytes, width: Int) -> [Value] {
    stride(from: offset, to: offset + size - width + 1, by: width).map {
      Value(offset: $0, size: width, type: type & 0x7f)
    }
  }

  /// Strings that each end with a zero; the last one may lack it.
  private func split(in bytes: Bytes, step: Int) -> [Value] {
    var items: [Value] = []
    var start = offset
    var at = offset
    while at + step <= offset + size {
      if step == 2 ? bytes.half(at) == 0 : bytes.byte(at) == 0 {
        items.append(Value(offset: start, size: at - start, type: type & 0x7f))
        start = at + step
      }
      at += step
    }
    if start < at { items.append(Value(offset: start, size: at - start, type: type & 0x7f)) }
    return items
  }
}
