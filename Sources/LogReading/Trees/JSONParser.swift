/// Reads one value of JSON (RFC 8259) from octets that are all there, as far as it is well-formed.
struct JSONParser {
  private let bytes: ArraySlice<UInt8>
  private var place: Int
  private var members = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// `nil` where it is no JSON, nests deeper than `RecordLimits.depth`, or has more members than
  /// `RecordLimits.columns`.
  mutating func value(depth: Int = 0) -> JSONValue? {
    skipBlanks()
    guard depth <= RecordLimits.depth, let first = peek else { return nil }
    switch first {
    case 0x7B: return object(depth)
    case 0x5B: return array(depth)
    case 0x22: return string().map { .text($0) }
    default: return word()
    }
  }

  private var peek: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let next = peek, next.isBlankOrLineEnd { place += 1 }
  }

  private mutating func take(_ octet: UInt8) -> Bool {
    skipBlanks()
    guard peek == octet else { return false }
    place += 1
    return true
  }

  private mutating func object(_ depth: Int) -> JSONValue? {
    var found: [JSONValue.Member] = []
    guard take(0x7B) else { return nil }
    if take(0x7D) { return .object([]) }
    repeat {
      skipBlanks()
      guard let name = string(), take(0x3A), let value = value(depth: depth + 1) else { return nil }
      members += 1
      guard members <= RecordLimits.columns else { return nil }
      found.append(JSONValue.Member(name: name, value: value))
    } while take(0x2C)
    return take(0x7D) ? .object(found) : nil
  }

  private mutating func array(_ depth: Int) -> JSONValue? {
    var found: [JSONValue] = []
    guard take(0x5B) else { return nil }
    if take(0x5D) { return .array([]) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      members += 1
      guard members <= RecordLimits.columns else { return nil }
      found.append(value)
    } while take(0x2C)
    return take(0x5D) ? .array(found) : nil
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() -> JSONValue? {
    let start = place
    while let next = peek, !next.isBlankOrLineEnd, next != 0x2C, next != 0x5D, next != 0x7D { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if text == "null" { return .null }
    guard let first = text.utf8.first, text == "true" || text == "false" || first.isDigit || first == 0x2D else {
      return nil
    }
    return .text(text)
  }

  private mutating func string() -> String? {
    guard peek == 0x22 else { return nil }
    place += 1
    var octets: [UInt8] = []
    while let next = peek {
      place += 1
      switch next {
      case 0x22: return String(decoding: octets, as: UTF8.self)
      case 0x5C: guard escape(&octets) else { return nil }
      default: octets.append(next)
      }
    }
    return nil
  }

  private mutating func escape(_ octets: inout [UInt8]) -> Bool {
    guard let next = peek else { return false }
    place += 1
    switch next {
    case 0x62: octets.append(0x08)
    case 0x66: octets.append(0x0C)
    case 0x6E: octets.append(0x0A)
    case 0x72: octets.append(0x0D)
    case 0x74: octets.append(0x09)
    case 0x75:
      guard let scalar = codePoint() else { return false }
      octets.append(contentsOf: String(scalar).utf8)
    default: octets.append(next)
    }
    return true
  }

  /// The four digits after `\u`, and those of a second half; half a pair becomes U+FFFD.
  private mutating func codePoint() -> Unicode.Scalar? {
    guard let first = unit() else { return nil }
    guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    let back = place
    guard peek == 0x5C else { return "\u{FFFD}" }
    place += 1
    guard peek == 0x75 else { place = back; return "\u{FFFD}" }
    place += 1
    guard let second = unit(), (0xDC00...0xDFFF).contains(second) else { place = back; return "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func unit() -> UInt32? {
    guard place + 4 <= bytes.endIndex,
      let value = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    else { return nil }
    place += 4
    return value
  }
}
