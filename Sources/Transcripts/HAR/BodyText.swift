/// Octets from the text that tools write for them: base64, one character for each octet, UTF-8, or octets that are no
/// UTF-8 as lone surrogates (Python's `surrogateescape`, as mitmproxy writes them).
enum BodyText {
  struct Octets {
    var octets: [UInt8]
    var isDamaged = false
  }

  /// - Parameters:
  ///   - size: How many octets there were, where the file says so.
  ///   - isText: The media type is one of text.
  static func octets(_ value: JSONValue, size: Int?, isText: Bool) -> Octets {
    guard case .string(let text) = value else {
      if case .units(let units) = value { return Octets(octets: escaped(units)) }
      return Octets(octets: [])
    }
    let utf8 = Array(text.utf8)
    if utf8.allSatisfy({ $0 < 0x80 }) {
      if let size, size > 0, size != utf8.count, !isText, let decoded = Base64Text.octets(utf8), decoded.count == size {
        return Octets(octets: decoded)
      }
      return Octets(octets: utf8)
    }
    guard text.unicodeScalars.allSatisfy({ $0.value < 0x100 }) else {
      return Octets(octets: utf8, isDamaged: text.unicodeScalars.contains("\u{FFFD}"))
    }
    let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    if let size, size == utf8.count || size == latin.count {
      return Octets(octets: size == latin.count ? latin : utf8)
    }
    return Octets(octets: isText ? utf8 : latin)
  }

  /// U+DC80 to U+DCFF stand for octets, everything else for its UTF-8.
  private static func escaped(_ units: [UInt16]) -> [UInt8] {
    var octets: [UInt8] = []
    var start = 0
    for (index, unit) in units.enumerated() where 0xDC80...0xDCFF ~= unit {
      let isSecondHalf = index > start && UTF16.isLeadSurrogate(units[index - 1])
      if isSecondHalf { continue }
      octets += Array(String(decoding: units[start..<index], as: UTF16.self).utf8)
      octets.append(UInt8(truncatingIfNeeded: unit))
      start = index + 1
    }
    return octets + Array(String(decoding: units[start...], as: UTF16.self).utf8)
  }
}

/// Base64 (RFC 4648), read in any spelling and written in the usual one.
enum Base64Text {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (index, octet) in alphabet.enumerated() { values[Int(octet)] = UInt8(index) }
    values[Int(UInt8(ascii: "-"))] = 62
    values[Int(UInt8(ascii: "_"))] = 63
    return values
  }()

  /// Line ends and blanks are passed over, padding may be missing; nil for anything else.
  static func octets(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var octets: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var isPadded = false
    for octet in text {
      if octet == 0x20 || octet == 0x0A || octet == 0x0D || octet == 0x09 { continue }
      if octet == UInt8(ascii: "=") {
        isPadded = true
        continue
      }
      guard !isPadded, let value = values[Int(octet)] else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count.isMultiple(of: 4) {
        octets += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
        bits = 0
      }
    }
    switch count % 4 {
    case 1: return nil
    case 2: octets.append(UInt8(bits >> 4 & 0xFF))
    case 3: octets += [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)]
    default: break
    }
    return octets
  }

  static func text(_ octets: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((octets.count + 2) / 3 * 4)
    for start in stride(from: 0, to: octets.count, by: 3) {
      let rest = min(3, octets.count - start)
      var bits = UInt32(octets[start]) << 16
      if rest > 1 { bits |= UInt32(octets[start + 1]) << 8 }
      if rest > 2 { bits |= UInt32(octets[start + 2]) }
      for place in 0..<4 {
        text.append(place <= rest ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension JSONValue {
  /// Octets as a string of base64.
  public static func base64(_ octets: [UInt8]) -> JSONValue { .string(Base64Text.text(octets)) }

  /// The octets of a string of base64; nil for anything else.
  public var base64Octets: [UInt8]? { text.flatMap { Base64Text.octets($0.utf8) } }
}
