import ScepspecCMS

/// What a challengePassword says, whichever string type it came in (RFC 2985 section 5.4.1: a DirectoryString; old
/// clients send an IA5String).
struct ChallengeText: Sendable {
  /// Each way to read it; more than one for the T61String, which nobody uses as it was meant.
  var readings: [String]

  init(_ password: CertificationRequest.ChallengePassword) {
    let octets = password.octets
    let text = String(validating: octets, as: UTF8.self)
    switch password.tag {
    case Self.t61String: readings = [text, Self.latin(octets)].compactMap(\.self)
    case Self.bmpString: readings = [Self.wide(octets)].compactMap(\.self)
    default: readings = [text].compactMap(\.self)
    }
  }

  static let utf8String: UInt8 = 0x0C
  static let ia5String: UInt8 = 0x16
  static let t61String: UInt8 = 0x14
  static let bmpString: UInt8 = 0x1E

  private static func latin(_ octets: [UInt8]) -> String {
    String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
  }

  private static func wide(_ octets: [UInt8]) -> String? {
    guard octets.count % 2 == 0 else { return nil }
    let units = stride(from: 0, to: octets.count, by: 2).map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) }
    return String(validating: units, as: UTF16.self)
  }
}
