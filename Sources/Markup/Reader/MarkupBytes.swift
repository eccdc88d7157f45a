#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension UInt8 {
  var isMarkupSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  var endsMarkupName: Bool {
    isMarkupSpace || self == UInt8(ascii: ">") || self == UInt8(ascii: "/") || self == UInt8(ascii: "<")
  }

  /// Letters, underscore, colon and all that is not ASCII.
  var beginsMarkupName: Bool {
    self >= 0x80 || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self == 0x5F || self == 0x3A
  }
}

extension UnsafeRawBufferPointer {
  func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress else { return nil }
    guard let found = memchr(base + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(found) - base
  }

  func holds(_ text: StaticString, at index: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard index >= 0, index + length <= count, let base = baseAddress else { return false }
    return memcmp(base + index, text.utf8Start, length) == 0
  }

  /// Whether the bytes in the range stand at `index` again.
  func equal(_ range: Range<Int>, at index: Int) -> Bool {
    guard index + range.count <= count, let base = baseAddress else { return false }
    return memcmp(base + range.lowerBound, base + index, range.count) == 0
  }

  /// Where text needs a closer look: a tag, a reference, a carriage return, or the end.
  func textEnd(from start: Int) -> Int {
    var index = start
    while index < count {
      let byte = self[index]
      if byte <= 0x3C, byte == 0x3C || byte == 0x26 || byte == 0x0D { break }
      index += 1
    }
    return index
  }

  /// Where a value needs a closer look: its end, a tag, a reference, white space but blanks, or the end.
  func valueEnd(from start: Int, quote: UInt8) -> Int {
    var index = start
    while index < count {
      let byte = self[index]
      if byte <= 0x3C, byte == quote || byte == 0x3C || byte == 0x26 || byte == 0x0D || byte == 0x0A || byte == 0x09 {
        break
      }
      index += 1
    }
    return index
  }
}
