#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Covers secrets in octets with asterisks, so that lengths stay: as they are, encoded in one of the usual ways, or
/// escaped.
package struct SecretCover: Sendable {
  package let spellings: [SecretSpelling]
  private let escaped: [EscapedSecret]
  private static let mark = UInt8(ascii: "*")
  /// Octets of a secret below which escapes are too short to be told from chance.
  private static let shortestEscaped = 6

  /// - Parameter secrets: empty ones are ignored.
  package init(_ secrets: [[UInt8]]) {
    let secrets = secrets.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    spellings = secrets.flatMap(SecretSpelling.all)
    escaped = secrets.filter { $0.count >= Self.shortestEscaped }.map(EscapedSecret.init)
  }

  package var isEmpty: Bool { spellings.isEmpty }

  /// - Parameter keepsWords: whether a short secret inside a longer word stays, so that a challenge of one letter does
  ///   not make a text unreadable.
  package func cover(_ octets: inout [UInt8], keepsWords: Bool) {
    for spelling in spellings where keepsWords || spelling.whole.count >= 2 {
      Self.cover(spelling.whole, in: &octets, wholeWords: keepsWords && spelling.needsBounds)
    }
    for secret in escaped { Self.cover(secret, in: &octets) }
  }

  package static func mark(_ range: Range<Int>, in octets: inout [UInt8]) {
    for index in range { octets[index] = mark }
  }

  private static func cover(_ secret: [UInt8], in octets: inout [UInt8], wholeWords: Bool) {
    var start = 0
    while let place = find(secret, in: octets, from: start) {
      let range = place..<place + secret.count
      let isCovered = !wholeWords || isWord(range, in: octets)
      if isCovered { mark(range, in: &octets) }
      start = isCovered ? range.upperBound : place + 1
    }
  }

  private static func cover(_ secret: EscapedSecret, in octets: inout [UInt8]) {
    var start = 0
    while let range = octets.withUnsafeBufferPointer({ secret.next(in: $0, from: start) }) {
      mark(range, in: &octets)
      start = range.upperBound
    }
  }

  private static func find(_ secret: [UInt8], in octets: [UInt8], from start: Int) -> Int? {
    octets.withUnsafeBytes { octets in
      secret.withUnsafeBytes { secret -> Int? in
        guard let base = octets.baseAddress, let wanted = secret.baseAddress else { return nil }
        var place = start
        while place + secret.count <= octets.count {
          let room = octets.count - secret.count - place + 1
          guard let found = memchr(base + place, Int32(secret[0]), room) else { return nil }
          place = base.distance(to: found)
          if memcmp(found, wanted, secret.count) == 0 { return place }
          place += 1
        }
        return nil
      }
    }
  }

  private static func isWord(_ range: Range<Int>, in octets: [UInt8]) -> Bool {
    !(range.lowerBound > 0 && isWordOctet(octets[range.lowerBound - 1]))
      && !(range.upperBound < octets.count && isWordOctet(octets[range.upperBound]))
  }

  private static func isWordOctet(_ octet: UInt8) -> Bool {
    (0x30...0x39).contains(octet) || (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet) || octet >= 0x80
  }
}
