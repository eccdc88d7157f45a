import ScepspecModel

/// Challenge passwords that stand readable in what was sent: a certification request that nobody enciphered.
enum ExposedChallenge {
  /// challengePassword, 1.2.840.113549.1.9.7 (RFC 2985 section 5.4.1), as DER.
  private static let type: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x07]
  private static let mask = UInt8(ascii: "*")

  /// The octets with each readable challenge masked, in the same length, and what was masked; `nil` where there is
  /// nothing to mask.
  static func masked(_ octets: [UInt8]) -> (octets: [UInt8], secrets: [[UInt8]])? {
    var masked = octets
    var secrets: [[UInt8]] = []
    var index = 0
    while index + type.count < octets.count {
      guard octets[index] == type[0], octets[index..<index + type.count].elementsEqual(type) else {
        index += 1
        continue
      }
      index += type.count
      guard let set = content(of: 0x31, at: index, in: octets) else { continue }
      var place = set.lowerBound
      while place < set.upperBound, let value = content(of: nil, at: place, in: octets),
        value.upperBound <= set.upperBound
      {
        if !value.isEmpty { secrets.append(Array(octets[value])) }
        for octet in value { masked[octet] = mask }
        place = value.upperBound
      }
    }
    return secrets.isEmpty ? nil : (masked, secrets)
  }

  /// Every occurrence of the secrets masked.
  static func masked(_ octets: [UInt8], hiding secrets: [[UInt8]]) -> [UInt8] {
    var masked = octets
    SecretCover(secrets.filter { $0.count >= 4 }).cover(&masked, keepsWords: false)
    return masked
  }

  /// Where the content of an element with that tag, or any, lies; `nil` where there is none of definite length.
  private static func content(of tag: UInt8?, at start: Int, in octets: [UInt8]) -> Range<Int>? {
    guard start + 1 < octets.count, tag == nil || octets[start] == tag else { return nil }
    let first = Int(octets[start + 1])
    let more = first < 0x80 ? 0 : first & 0x7F
    guard more < 4, start + 2 + more <= octets.count, first != 0x80 else { return nil }
    let length = first < 0x80 ? first : octets[(start + 2)..<(start + 2 + more)].reduce(0) { $0 << 8 | Int($1) }
    let begin = start + 2 + more
    return length <= octets.count - begin ? begin..<begin + length : nil
  }
}
