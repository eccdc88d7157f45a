/// Octets that are no pkiMessage.
enum Filler {
  static func octets(_ fill: Travel.Fill, randomness: (Int) -> [UInt8]) -> [UInt8] {
    switch fill.with {
    case .random: randomness(fill.octets)
    case .zero: [UInt8](repeating: 0, count: fill.octets)
    case .text: repeating("This is no pkiMessage.\n", fill.octets)
    case .html: repeating("<html><body><p>This is no pkiMessage.</p></body></html>\n", fill.octets)
    // A SEQUENCE of indefinite length in a SEQUENCE of indefinite length, and so on, never ended.
    case .nested: repeating([0x30, 0x80], fill.octets)
    case .bomb: Array((bomb + [UInt8](repeating: 0, count: fill.octets)).prefix(fill.octets))
    }
  }

  /// The beginning of a SignedData whose lengths say 2 GiB: ContentInfo, OID, [0], SEQUENCE, version, SET.
  private static let bomb: [UInt8] =
    [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
    + [0xA0, 0x84, 0x7F, 0xFF, 0xFF, 0xE0, 0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xD0, 0x02, 0x01, 0x01]
    + [0x31, 0x84, 0x7F, 0xFF, 0xFF, 0x00]

  private static func repeating(_ text: String, _ count: Int) -> [UInt8] { repeating(Array(text.utf8), count) }

  private static func repeating(_ pattern: [UInt8], _ count: Int) -> [UInt8] {
    (0..<count).map { pattern[$0 % pattern.count] }
  }
}
