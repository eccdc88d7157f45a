/// Tests of single octets of text.
enum ASCII {
  static func isBlank(_ octet: UInt8) -> Bool { octet == 0x20 || (0x09...0x0D).contains(octet) }
  static func isLineEnd(_ octet: UInt8) -> Bool { octet == 0x0A || octet == 0x0D }

  static func hexDigit(_ octet: UInt8) -> UInt8? {
    switch octet {
    case 0x30...0x39: octet - 0x30
    case 0x41...0x46: octet - 0x41 + 10
    case 0x61...0x66: octet - 0x61 + 10
    default: nil
    }
  }

  /// Both base64 alphabets (RFC 4648 sections 4 and 5).
  static func base64Digit(_ octet: UInt8) -> UInt32? {
    switch octet {
    case 0x41...0x5A: UInt32(octet - 0x41)
    case 0x61...0x7A: UInt32(octet - 0x61) + 26
    case 0x30...0x39: UInt32(octet - 0x30) + 52
    case 0x2B, 0x2D: 62
    case 0x2F, 0x5F: 63
    default: nil
    }
  }

  /// What can stand in base64 within a URL.
  static func isBase64Text(_ octet: UInt8) -> Bool { base64Digit(octet) != nil || octet == 0x3D || octet == 0x25 }

  /// No octet that text does not have; what is above 0x7F counts as text.
  static func isText(_ octets: some Sequence<UInt8>) -> Bool {
    octets.allSatisfy { $0 >= 0x20 && $0 != 0x7F || isBlank($0) || $0 == 0x1B }
  }

  static func trimmed(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = octets.firstIndex(where: { !isBlank($0) }), let last = octets.lastIndex(where: { !isBlank($0) })
    else { return octets[octets.startIndex..<octets.startIndex] }
    return octets[first...last]
  }

  static func text(_ octets: some Collection<UInt8>) -> String { String(decoding: octets, as: UTF8.self) }

  static func lowercased(_ octet: UInt8) -> UInt8 { (0x41...0x5A).contains(octet) ? octet | 0x20 : octet }

  /// Where `word`, in lower case, begins in `octets` at or behind `start`, whatever the case.
  static func find(_ word: [UInt8], in octets: ArraySlice<UInt8>, from start: Int) -> Int? {
    guard let first = word.first else { return nil }
    var index = start
    while index + word.count <= octets.endIndex {
      if lowercased(octets[index]) == first,
        word.indices.allSatisfy({ lowercased(octets[index + $0]) == word[$0] })
      {
        return index
      }
      index += 1
    }
    return nil
  }

  /// Ranges of the lines, without their ends.
  static func lines(_ octets: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    octets.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? line.dropLast() : line
    }
  }
}
