/// The name in a tag, with and without its prefix.
struct TagName {
  let qualified: Range<Int>
  let local: Range<Int>

  /// `nil` where the bytes end before the name does. A name beyond the bound ends there.
  init?(_ bytes: UnsafeRawBufferPointer, at start: Int, bound: Int) {
    var end = start
    var localStart = start
    let last = min(bytes.count, start + bound)
    while end < last, !bytes[end].endsMarkupName {
      if bytes[end] == UInt8(ascii: ":") { localStart = end + 1 }
      end += 1
    }
    guard end < bytes.count else { return nil }
    qualified = start..<end
    local = localStart..<end
  }

  func hasLocal(_ name: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    local.count == name.count && bytes[local].elementsEqual(name)
  }
}

/// The end of a start tag; quoted values may hold `>`, but no `<`.
enum TagEnd {
  case open(Int)
  case closed(Int)
  case unfinished

  static func find(_ bytes: UnsafeRawBufferPointer, from start: Int) -> TagEnd {
    var index = start
    var quote: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<") { return .open(index) }
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return bytes[index - 1] == UInt8(ascii: "/") ? .closed(index + 1) : .open(index + 1)
      }
      index += 1
    }
    return .unfinished
  }
}
