/// Identifier octets by the names of their types (X.680 section 8.6).
enum TagName {
  /// The octet for a name such as `UTF8String`, `OCTET STRING` or `[0]`; `nil` for any other text.
  ///
  /// SEQUENCE and SET are always constructed, other types as asked.
  static func octet(_ name: String, isConstructed: Bool) -> UInt8? {
    let constructed: UInt8 = isConstructed ? 0x20 : 0
    if name.hasPrefix("["), name.hasSuffix("]"), let number = UInt8(name.dropFirst().dropLast()), number < 31 {
      return 0x80 | number | constructed
    }
    guard let number = universal[name] else { return nil }
    return number | (number == 0x10 || number == 0x11 ? 0x20 : constructed)
  }

  private static let universal: [String: UInt8] = [
    "BOOLEAN": 0x01, "INTEGER": 0x02, "BIT STRING": 0x03, "OCTET STRING": 0x04, "NULL": 0x05,
    "OBJECT IDENTIFIER": 0x06, "ENUMERATED": 0x0A, "UTF8String": 0x0C, "SEQUENCE": 0x10, "SET": 0x11,
    "NumericString": 0x12, "PrintableString": 0x13, "T61String": 0x14, "TeletexString": 0x14, "IA5String": 0x16,
    "UTCTime": 0x17, "GeneralizedTime": 0x18, "VisibleString": 0x1A, "GeneralString": 0x1B,
    "UniversalString": 0x1C, "BMPString": 0x1E,
  ]
}
