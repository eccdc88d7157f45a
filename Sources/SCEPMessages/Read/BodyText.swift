/// PEM and base64, which some servers send where RFC 8894 wants binary.
enum BodyText {
  /// The octets of each PEM block, or those of a body that is nothing but base64; `nil` where it is neither.
  static func decoded(_ body: [UInt8]) -> [[UInt8]]? {
    guard let first = body.first(where: { !isBlank($0) }), first != 0x30, first < 0x80 else { return nil }
    guard body.count <= 16 * 1024 * 1024 else { return nil }
    let text = body.drop(while: isBlank)
    if text.starts(with: "-----BEGIN".utf8) { return blocks(text) }
    return base64(text).map { [$0] }
  }

  /// At most 256 blocks.
  private static func blocks(_ text: ArraySlice<UInt8>) -> [[UInt8]]? {
    var found: [[UInt8]] = []
    var lines: ArraySlice<UInt8>?
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) where found.count < 256 {
      if line.starts(with: "-----BEGIN".utf8) {
        lines = []
      } else if line.starts(with: "-----END".utf8) {
        if let collected = lines, let octets = base64(collected) { found.append(octets) }
        lines = nil
      } else {
        lines?.append(contentsOf: line)
      }
    }
    return found.isEmpty ? nil : found
  }

  private static func isBlank(_ octet: UInt8) -> Bool { octet == 0x20 || (0x09...0x0D).contains(octet) }

  /// Base64 of the ordinary alphabet, blanks allowed anywhere, padding optional; `nil` for anything else.
  static func base64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.count * 3 / 4)
    var bits: UInt32 = 0
    var digits = 0
    var isPadded = false
    for octet in text where !isBlank(octet) {
      if octet == 0x3D {
        isPadded = true
        continue
      }
      guard !isPadded, let digit = digit(octet) else { return nil }
      bits = bits << 6 | digit
      digits += 1
      if digits.isMultiple(of: 4) {
        octets += [UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8)]
        octets.append(UInt8(truncatingIfNeeded: bits))
      }
    }
    switch digits % 4 {
    case 2: octets.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3: octets += [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
    case 1: return nil
    default: break
    }
    return octets.isEmpty ? nil : octets
  }

  private static func digit(_ octet: UInt8) -> UInt32? {
    switch octet {
    case 0x41...0x5A: UInt32(octet - 0x41)
    case 0x61...0x7A: UInt32(octet - 0x61) + 26
    case 0x30...0x39: UInt32(octet - 0x30) + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
