/// Reads one JSON value (RFC 8259) from octets. Names that come twice and invalid UTF-8 are taken as they are: the
/// files come from many tools.
public struct JSONReader {
  /// Lists and objects within each other.
  public static let deepest = 200

  /// What is wrong and where: octets from the start of the file.
  public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    public var offset: Int
    public var reason: String
    public var description: String { "\(reason) at octet \(offset)" }
  }

  private let octets: [UInt8]
  private var position = 0
  private var depth = 0

  private init(_ octets: [UInt8]) { self.octets = octets }

  /// - Throws: Where the octets are not one JSON value and nothing else.
  public static func read(_ octets: [UInt8]) throws(Problem) -> JSONValue {
    var reader = JSONReader(octets)
    if octets.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.position == octets.count else { throw reader.problem("expected the end of the file") }
    return value
  }

  private mutating func value() throws(Problem) -> JSONValue {
    skipBlanks()
    guard let octet = current else { throw problem("the file ends where a value should stand") }
    switch octet {
    case UInt8(ascii: "{"): return try nested { reader throws(Problem) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(Problem) in try reader.array() }
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(Problem) -> JSONValue
  ) throws(Problem) -> JSONValue {
    guard depth < Self.deepest else { throw problem("more than \(Self.deepest) levels") }
    depth += 1
    defer { depth -= 1 }
    position += 1
    return try read(&self)
  }

  private mutating func object() throws(Problem) -> JSONValue {
    var members: [JSONValue.Member] = []
    if try ends(with: UInt8(ascii: "}"), isFirst: true) { return .object([]) }
    repeat {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw problem("expected a member's name in quotes") }
      let key = try string().text ?? ""
      skipBlanks()
      guard current == UInt8(ascii: ":") else { throw problem("expected a colon") }
      position += 1
      members.append(JSONValue.Member(key, try value()))
    } while try !ends(with: UInt8(ascii: "}"), isFirst: false)
    return .object(members)
  }

  private mutating func array() throws(Problem) -> JSONValue {
    var items: [JSONValue] = []
    if try ends(with: UInt8(ascii: "]"), isFirst: true) { return .array([]) }
    repeat { items.append(try value()) } while try !ends(with: UInt8(ascii: "]"), isFirst: false)
    return .array(items)
  }

  /// Whether the bracket closes here; else a comma has to, unless nothing stood before.
  private mutating func ends(with bracket: UInt8, isFirst: Bool) throws(Problem) -> Bool {
    skipBlanks()
    if current == bracket {
      position += 1
      return true
    }
    if isFirst { return false }
    guard current == UInt8(ascii: ",") else {
      throw problem(current == nil ? "the file ends within a list or an object" : "expected a comma")
    }
    position += 1
    return false
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Problem) -> JSONValue {
    guard octets[position...].starts(with: word.utf8) else { throw problem("expected a value") }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(Problem) -> JSONValue {
    let start = position
    while let octet = current, Self.isInNumber(octet) { position += 1 }
    let text = String(decoding: octets[start..<position], as: UTF8.self)
    let isSigned = text.hasPrefix("+")
    if let value = Int(text), !isSigned { return .integer(value) }
    guard position - start <= 400, Double(text) != nil, !isSigned else {
      position = start
      throw problem("expected a value")
    }
    return .number(text)
  }

  private static func isInNumber(_ octet: UInt8) -> Bool {
    switch octet {
    case 48...57, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
    default: false
    }
  }

  private mutating func string() throws(Problem) -> JSONValue {
    position += 1
    let start = position
    while let octet = current, octet != UInt8(ascii: "\""), octet != UInt8(ascii: "\\") { position += 1 }
    if current == UInt8(ascii: "\"") {
      defer { position += 1 }
      return .string(String(decoding: octets[start..<position], as: UTF8.self))
    }
    var text = EscapedText(octets[start..<position])
    while let octet = current {
      position += 1
      if octet == UInt8(ascii: "\"") { return text.value }
      guard octet == UInt8(ascii: "\\") else {
        text.append(octet)
        continue
      }
      guard let escape = current else { break }
      position += 1
      if escape == UInt8(ascii: "u") {
        text.append(unit: try hexadecimal())
      } else if let plain = EscapedText.plain[escape] {
        text.append(plain)
      } else {
        throw problem("an escape that JSON does not have")
      }
    }
    throw problem("the file ends within a string")
  }

  private mutating func hexadecimal() throws(Problem) -> UInt16 {
    let digits = octets[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem("expected four hexadecimal digits") }
    position += 4
    return unit
  }

  private var current: UInt8? { position < octets.count ? octets[position] : nil }

  private mutating func skipBlanks() {
    while let octet = current, octet == 0x20 || octet == 0x0A || octet == 0x0D || octet == 0x09 { position += 1 }
  }

  private func problem(_ reason: String) -> Problem { Problem(offset: position, reason: reason) }
}
