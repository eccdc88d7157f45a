/// Why octets are no message, as docs/parsers.md of scepspec calls it.
enum ParseError: String, Error {
  case truncated, encoding, structure
}

/// An element of BER.
struct Element {
  var tag: UInt8
  var bytes: ArraySlice<UInt8>
  var content: ArraySlice<UInt8>
  var children: [Element]

  var isConstructed: Bool { tag & 0x20 != 0 }

  /// The octets of a string, its segments joined.
  var octets: [UInt8] { isConstructed ? children.flatMap(\.octets) : Array(content) }

  static let deepest = 64

  static func read(_ bytes: ArraySlice<UInt8>, depth: Int = 0) throws(ParseError) -> Element {
    guard depth < deepest else { throw .encoding }
    var rest = bytes
    guard let tag = rest.popFirst() else { throw .truncated }
    guard tag & 0x1F != 0x1F, tag != 0 else { throw .encoding }
    guard let first = rest.popFirst() else { throw .truncated }
    if first == 0x80 { return try indefinite(tag, bytes, rest, depth) }
    var length = Int(first)
    if first > 0x80 {
      guard first != 0xFF else { throw .encoding }
      guard rest.count >= Int(first & 0x7F) else { throw .truncated }
      length = 0
      for _ in 0..<Int(first & 0x7F) {
        guard length < 1 << 40 else { throw .encoding }
        length = length << 8 | Int(rest.removeFirst())
      }
    }
    guard length <= rest.count else { throw .truncated }
    let content = rest.prefix(length)
    var children: [Element] = []
    if tag & 0x20 != 0 {
      var inner = content
      while !inner.isEmpty {
        do throws(ParseError) {
          let child = try read(inner, depth: depth + 1)
          children.append(child)
          inner = inner[child.bytes.endIndex...]
        } catch {
          // The end of the element around is not the end of the input.
          throw content.endIndex == bytes.endIndex ? error : .encoding
        }
      }
    }
    return Element(tag: tag, bytes: bytes[..<content.endIndex], content: content, children: children)
  }

  private static func indefinite(
    _ tag: UInt8, _ bytes: ArraySlice<UInt8>, _ start: ArraySlice<UInt8>, _ depth: Int
  ) throws(ParseError) -> Element {
    guard tag & 0x20 != 0 else { throw .encoding }
    var rest = start
    var children: [Element] = []
    while !rest.starts(with: [0, 0]) {
      guard rest.count > 1 else { throw .truncated }
      let child = try read(rest, depth: depth + 1)
      children.append(child)
      rest = rest[child.bytes.endIndex...]
    }
    return Element(
      tag: tag, bytes: bytes[..<(rest.startIndex + 2)], content: start[..<rest.startIndex], children: children)
  }

  /// An OBJECT IDENTIFIER with dots.
  var oid: String? {
    guard tag == 0x06, let first = content.first else { return nil }
    var arcs = [Int(min(first / 40, 2)), Int(first) - 40 * Int(min(first / 40, 2))]
    var arc = 0
    for octet in content.dropFirst() {
      guard arc < 1 << 40 else { return nil }
      arc = arc << 7 | Int(octet & 0x7F)
      if octet & 0x80 == 0 {
        arcs.append(arc)
        arc = 0
      }
    }
    return arcs.map(String.init).joined(separator: ".")
  }

  /// The OID of an AlgorithmIdentifier.
  var algorithm: String? { tag == 0x30 ? children.first?.oid : nil }
}
