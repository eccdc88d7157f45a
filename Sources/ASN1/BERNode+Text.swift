extension BERNode {
  /// A text together with whether its octets fit its type.
  public struct Text: Hashable, Sendable {
    /// Octets that do not fit are shown as U+FFFD, or as Latin-1 where the type has no better reading.
    public var string: String
    /// The octets belong to the type's character set.
    public var isValid: Bool
  }

  /// The content as text, by the tag: the string types, INTEGER in decimal; anything else as UTF-8.
  public var text: Text { text(of: stringContent) }

  /// Octets as the tag says that they are to be read.
  public func text(of octets: [UInt8]) -> Text {
    switch universalTag {
    case .printableString: return Self.narrow(octets) { PrintableString.contains($0) }
    case .numericString: return Self.narrow(octets) { $0 == 0x20 || (0x30...0x39).contains($0) }
    case .ia5String: return Self.narrow(octets) { $0 < 0x80 }
    case .visibleString, .utcTime, .generalizedTime: return Self.narrow(octets) { (0x20...0x7E).contains($0) }
    case .t61String: return Text(string: Self.latin1(octets), isValid: true)
    case .bmpString: return Self.bmp(octets)
    case .universalString: return Self.ucs4(octets)
    case .integer, .enumerated:
      guard let integer else { return Text(string: Self.latin1(octets), isValid: false) }
      return Text(string: String(integer), isValid: true)
    default: return Self.utf8(octets)
    }
  }

  private static func narrow(_ octets: [UInt8], _ allows: (UInt8) -> Bool) -> Text {
    let isValid = octets.allSatisfy(allows)
    return Text(string: isValid ? latin1(octets) : utf8(octets).string, isValid: isValid)
  }

  private static func utf8(_ octets: [UInt8]) -> Text {
    let string = String(decoding: octets, as: UTF8.self)
    // Repairing puts U+FFFD in place of what is broken, so that the octets change.
    return Text(string: string, isValid: string.utf8.elementsEqual(octets))
  }

  private static func latin1(_ octets: [UInt8]) -> String {
    String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
  }

  private static func bmp(_ octets: [UInt8]) -> Text {
    let units = stride(from: 0, to: octets.count - 1, by: 2).map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) }
    let isValid = octets.count.isMultiple(of: 2) && units.allSatisfy { Unicode.Scalar($0) != nil }
    return Text(string: String(decoding: units, as: UTF16.self), isValid: isValid)
  }

  private static func ucs4(_ octets: [UInt8]) -> Text {
    var scalars = String.UnicodeScalarView()
    var isValid = octets.count.isMultiple(of: 4)
    for start in stride(from: 0, to: octets.count - 3, by: 4) {
      let value = octets[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if Unicode.Scalar(value) == nil { isValid = false }
      scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return Text(string: String(scalars), isValid: isValid)
  }
}

/// The characters of PrintableString (ITU-T X.680 section 41.4).
public enum PrintableString {
  public static func contains(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x41...0x5A, 0x61...0x7A, 0x30...0x39: true
    case 0x20, 0x27, 0x28, 0x29, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x3D, 0x3F: true
    default: false
    }
  }
}
