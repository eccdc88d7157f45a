/// Content octets of serial numbers (RFC 5280 section 4.1.2.2).
enum SerialNumber {
  /// Positive, 16 octets.
  static func random(_ random: (Int) -> [UInt8]) -> [UInt8] { positive(random(16)) }

  static func make(_ form: SerialForm, _ random: (Int) -> [UInt8]) -> [UInt8] {
    switch form {
    case .unique: self.random(random)
    case .constant: [0x2A]
    case .negative: [0x80 | random(1).reduce(0, |)] + random(7)
    case .zero: [0]
    case .long: positive(random(30))
    }
  }

  /// The first bit cleared for the sign, the second one set so that no octet is superfluous.
  private static func positive(_ octets: [UInt8]) -> [UInt8] {
    guard let first = octets.first else { return [1] }
    return [first & 0x7F | 0x40] + octets.dropFirst()
  }
}
