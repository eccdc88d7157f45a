extension BERReader {
  /// Tag and length octets.
  struct Header {
    var tagClass: BERNode.TagClass
    var tagNumber: Int
    var isConstructed: Bool
    var isMinimalTag = true
    /// Tag and length octets together.
    var length = 0
    var contentLength = 0
    var isIndefinite = false
    var isMinimalLength = true
  }

  mutating func header(from start: Int, to end: Int) -> Header? {
    guard start < end else { return fail(.truncated, "the input ends before an element", at: start) }
    let first = bytes[start]
    var header = Header(
      tagClass: BERNode.TagClass(rawValue: first >> 6) ?? .private, tagNumber: Int(first & 0x1F),
      isConstructed: first & 0x20 != 0)
    var next = start + 1
    if header.tagNumber == 0x1F {
      guard let after = readTagNumber(into: &header, from: next, to: end, start: start) else { return nil }
      next = after
    }
    if header.tagClass == .universal, header.tagNumber == 0 {
      return fail(.unexpectedEndOfContents, "tag 0 belongs to end-of-contents octets only", at: start)
    }
    guard let after = readLength(into: &header, from: next, to: end, start: start) else { return nil }
    header.length = after - start
    return header
  }

  /// Tag numbers from 31 on, in base 128 (X.690 section 8.1.2.4).
  private mutating func readTagNumber(into header: inout Header, from first: Int, to end: Int, start: Int) -> Int? {
    var number = 0
    var next = first
    while next < end {
      let octet = bytes[next]
      if next == first, octet == 0x80 { header.isMinimalTag = false }
      guard number <= Int(Int32.max) >> 7 else {
        return fail(.tagNumberTooLarge, "the tag number does not fit into 31 bits", at: start)
      }
      number = number << 7 | Int(octet & 0x7F)
      next += 1
      if octet & 0x80 == 0 {
        if number < 31 { header.isMinimalTag = false }
        header.tagNumber = number
        return next
      }
    }
    return cut("tag", at: start, end: end)
  }

  /// The three forms of X.690 section 8.1.3.
  private mutating func readLength(into header: inout Header, from first: Int, to end: Int, start: Int) -> Int? {
    guard first < end else { return cut("length", at: start, end: end) }
    let octet = bytes[first]
    if octet < 0x80 {
      header.contentLength = Int(octet)
      return first + 1
    }
    if octet == 0x80 {
      guard header.isConstructed else {
        return fail(.indefinitePrimitive, "a primitive element cannot have the indefinite length", at: start)
      }
      header.isIndefinite = true
      header.isMinimalLength = false
      return first + 1
    }
    guard octet != 0xFF else { return fail(.reservedLength, "the length octet FF is reserved", at: start) }
    return readLongLength(into: &header, octets: Int(octet & 0x7F), from: first + 1, to: end, start: start)
  }

  private mutating func readLongLength(
    into header: inout Header, octets: Int, from first: Int, to end: Int, start: Int
  ) -> Int? {
    guard octets <= end - first else { return cut("length", at: start, end: end) }
    var length = 0
    for octet in bytes[first..<first + octets] {
      guard length <= Int.max >> 8 else {
        return fail(.lengthTooLarge, "the length does not fit into 63 bits", at: start)
      }
      length = length << 8 | Int(octet)
    }
    header.contentLength = length
    header.isMinimalLength = length > 0x7F && bytes[first] != 0
    return first + octets
  }

  private mutating func cut(_ what: String, at start: Int, end: Int) -> Int? {
    let place = end == bytes.count ? "the input" : "the element around it"
    return fail(end == bytes.count ? .truncated : .overrun, "\(place) ends inside the \(what) octets", at: start)
  }
}
