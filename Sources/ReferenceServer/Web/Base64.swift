/// Base64 (RFC 4648 section 4) with the liberties that real clients take.
enum Base64 {
  /// The octets; `nil` where a character is foreign or the text cannot be cut into octets.
  ///
  /// Line ends and blanks at either end are skipped, padding may be missing.
  ///
  /// - Parameter lax: also take the URL alphabet, and skip every foreign character.
  static func decoded(_ text: [UInt8], lax: Bool = false) -> [UInt8]? {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var digits = 0
    var padding = 0
    for character in text {
      if character == 0x0D || character == 0x0A { continue }
      if character == 0x3D {
        padding += 1
        continue
      }
      guard let value = value(character, lax: lax) else {
        if lax { continue }
        return nil
      }
      if padding > 0, !lax { return nil }
      bits = bits << 6 | value
      digits += 1
      guard digits % 4 == 0 else { continue }
      octets += [
        UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits),
      ]
      bits = 0
    }
    switch digits % 4 {
    case 1: return nil
    case 2: octets.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3: octets += [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
    default: break
    }
    return padding > 2 ? nil : octets
  }

  static func encoded(_ octets: [UInt8], lineLength: Int = .max) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    var column = 0
    for start in stride(from: 0, to: octets.count, by: 3) {
      let group = octets[start..<min(start + 3, octets.count)]
      var bits: UInt32 = 0
      for index in 0..<3 { bits = bits << 8 | UInt32(index < group.count ? group[start + index] : 0) }
      for index in 0..<4 {
        text.append(index > group.count ? 0x3D : alphabet[Int(bits >> (18 - 6 * UInt32(index)) & 0x3F)])
      }
      column += 4
      if column >= lineLength {
        text.append(0x0A)
        column = 0
      }
    }
    if lineLength != .max, column > 0 { text.append(0x0A) }
    return text
  }

  private static func value(_ character: UInt8, lax: Bool) -> UInt32? {
    switch character {
    case 0x41...0x5A: UInt32(character - 0x41)
    case 0x61...0x7A: UInt32(character - 0x61 + 26)
    case 0x30...0x39: UInt32(character - 0x30 + 52)
    case 0x2B, 0x20: 62  // a space is what a form decoder made of a plus
    case 0x2F: 63
    case 0x2D where lax: 62
    case 0x5F where lax: 63
    default: nil
    }
  }
}
