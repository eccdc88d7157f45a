/// Octets with what they are, for a person: one row a tag and length, or a piece of contents.
struct ByteRow: Hashable {
  /// From the start of what was looked at, 0-based; `nil` where the place is not known.
  var offset: Int?
  /// How deep the element is nested.
  var depth: Int
  var octets: [UInt8]
  /// Whether the octets are a tag and a length.
  var isHead: Bool
  var note: String

  /// Rows shown at most.
  private static let most = 64
  private static let deepest = 16
  private static let width = 16

  /// The octets as the element of BER (X.690) that they are, or, where they are none, as plain octets.
  static func rows(_ octets: [UInt8], at offset: Int?) -> [ByteRow] {
    var reader = Reader(octets: octets, offset: offset)
    if !octets.isEmpty, reader.isOneElement { reader.element(0..<octets.count, depth: 0) } else { reader.plain() }
    return reader.rows
  }

  private struct Reader {
    let octets: [UInt8]
    let offset: Int?
    var rows: [ByteRow] = []

    init(octets: [UInt8], offset: Int?) {
      self.octets = octets
      self.offset = offset
    }

    /// The contents of the element at the start of the range; `nil` for what is cut off or too odd to be read as one.
    private func head(_ range: Range<Int>) -> (contents: Range<Int>, end: Int)? {
      guard range.count >= 2, octets[range.lowerBound] & 0x1F != 0x1F else { return nil }
      let first = Int(octets[range.lowerBound + 1])
      var (start, length) = (range.lowerBound + 2, first)
      if first == 0x80 {
        guard octets[range.upperBound - 2..<range.upperBound].allSatisfy({ $0 == 0 }) else { return nil }
        return (start..<max(start, range.upperBound - 2), range.upperBound)
      }
      if first > 0x80 {
        guard first <= 0x84, range.count >= 2 + first - 0x80 else { return nil }
        length = octets[start..<start + first - 0x80].reduce(0) { $0 << 8 | Int($1) }
        start += first - 0x80
      }
      guard length <= range.upperBound - start else { return nil }
      return (start..<start + length, start + length)
    }

    var isOneElement: Bool { head(0..<octets.count)?.end == octets.count }

    /// Reads the element at the start of the range; returns where it ends.
    @discardableResult
    mutating func element(_ range: Range<Int>, depth: Int) -> Int {
      guard rows.count < ByteRow.most, depth < ByteRow.deepest, let (contents, end) = head(range) else {
        pieces(range, depth: depth, note: "")
        return range.upperBound
      }
      let tag = octets[range.lowerBound]
      let length = octets[range.lowerBound + 1] == 0x80 ? "indefinite length" : "length \(contents.count)"
      add(range.lowerBound..<contents.lowerBound, depth, "\(Self.name(tag)), \(length)", isHead: true)
      if tag & 0x20 != 0 {
        var position = contents.lowerBound
        while position < contents.upperBound, rows.count < ByteRow.most {
          position = element(position..<contents.upperBound, depth: depth + 1)
        }
      } else {
        pieces(contents, depth: depth + 1, note: Self.words(tag, Array(octets[contents])))
      }
      if end > contents.upperBound { add(contents.upperBound..<end, depth, "end of contents", isHead: true) }
      return end
    }

    mutating func plain() { pieces(0..<octets.count, depth: 0, note: Self.printable(octets)) }

    private mutating func pieces(_ range: Range<Int>, depth: Int, note: String) {
      for start in stride(from: range.lowerBound, to: range.upperBound, by: ByteRow.width) {
        guard rows.count < ByteRow.most else {
          if rows.count == ByteRow.most {
            add(start..<start, depth, "… \(octets.count - start) more octets", isHead: false)
          }
          return
        }
        let end = min(start + ByteRow.width, range.upperBound)
        add(start..<end, depth, start == range.lowerBound ? note : "", isHead: false)
      }
    }

    private mutating func add(_ range: Range<Int>, _ depth: Int, _ note: String, isHead: Bool) {
      rows.append(
        ByteRow(
          offset: offset.map { $0 + range.lowerBound }, depth: depth, octets: Array(octets[range]), isHead: isHead,
          note: note))
    }

    /// X.680, table 1; the class of others in brackets.
    private static func name(_ tag: UInt8) -> String {
      let number = Int(tag & 0x1F)
      switch tag >> 6 {
      case 0: return universal[number] ?? "UNIVERSAL \(number)"
      case 1: return "[APPLICATION \(number)]"
      case 2: return "[\(number)]"
      default: return "[PRIVATE \(number)]"
      }
    }

    private static let universal = [
      1: "BOOLEAN", 2: "INTEGER", 3: "BIT STRING", 4: "OCTET STRING", 5: "NULL", 6: "OBJECT IDENTIFIER",
      10: "ENUMERATED", 12: "UTF8String", 16: "SEQUENCE", 17: "SET", 18: "NumericString", 19: "PrintableString",
      20: "TeletexString", 22: "IA5String", 23: "UTCTime", 24: "GeneralizedTime", 28: "UniversalString",
      30: "BMPString",
    ]

    private static func words(_ tag: UInt8, _ contents: [UInt8]) -> String {
      switch tag {
      case 1: contents == [0] ? "FALSE" : contents.count == 1 ? "TRUE" : ""
      case 2 where (1...7).contains(contents.count):
        "\(contents.dropFirst().reduce(Int(Int8(bitPattern: contents[0]))) { $0 << 8 | Int($1) })"
      case 6: ObjectIdentifierText.words(contents)
      default: printable(contents)
      }
    }

    private static func printable(_ octets: [UInt8]) -> String {
      guard octets.count >= 2, octets.allSatisfy({ (0x20...0x7E).contains($0) }) else { return "" }
      return "'" + String(decoding: octets, as: UTF8.self) + "'"
    }
  }
}

/// An object identifier from its contents octets (X.690, section 8.19); empty where they are none.
enum ObjectIdentifierText {
  static func words(_ contents: [UInt8]) -> String {
    var arcs: [UInt64] = []
    var arc: UInt64 = 0
    for octet in contents {
      guard arc < 1 << 56 else { return "" }
      arc = arc << 7 | UInt64(octet & 0x7F)
      if octet & 0x80 == 0 {
        if arcs.isEmpty { arcs = arc < 80 ? [arc / 40, arc % 40] : [2, arc - 80] } else { arcs.append(arc) }
        arc = 0
      }
    }
    guard let last = contents.last, last & 0x80 == 0 else { return "" }
    return arcs.map(String.init).joined(separator: ".")
  }
}
