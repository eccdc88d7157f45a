/// The universal tags that X.509 and CMS use (ITU-T X.680 section 8.6).
public enum UniversalTag: Int, CaseIterable, Hashable, Sendable {
  case boolean = 1
  case integer = 2
  case bitString = 3
  case octetString = 4
  case null = 5
  case objectIdentifier = 6
  case objectDescriptor = 7
  case real = 9
  case enumerated = 10
  case utf8String = 12
  case sequence = 16
  case set = 17
  case numericString = 18
  case printableString = 19
  case t61String = 20
  case videotexString = 21
  case ia5String = 22
  case utcTime = 23
  case generalizedTime = 24
  case graphicString = 25
  case visibleString = 26
  case generalString = 27
  case universalString = 28
  case bmpString = 30

  /// The name in ASN.1, such as `OCTET STRING`.
  public var name: String {
    switch self {
    case .boolean: "BOOLEAN"
    case .integer: "INTEGER"
    case .bitString: "BIT STRING"
    case .octetString: "OCTET STRING"
    case .null: "NULL"
    case .objectIdentifier: "OBJECT IDENTIFIER"
    case .objectDescriptor: "ObjectDescriptor"
    case .real: "REAL"
    case .enumerated: "ENUMERATED"
    case .utf8String: "UTF8String"
    case .sequence: "SEQUENCE"
    case .set: "SET"
    case .numericString: "NumericString"
    case .printableString: "PrintableString"
    case .t61String: "T61String"
    case .videotexString: "VideotexString"
    case .ia5String: "IA5String"
    case .utcTime: "UTCTime"
    case .generalizedTime: "GeneralizedTime"
    case .graphicString: "GraphicString"
    case .visibleString: "VisibleString"
    case .generalString: "GeneralString"
    case .universalString: "UniversalString"
    case .bmpString: "BMPString"
    }
  }

  /// DER wants these primitive (X.690 section 10.2).
  public var isString: Bool {
    switch self {
    case .bitString, .octetString, .objectDescriptor, .utf8String, .numericString, .printableString, .t61String,
      .videotexString, .ia5String, .utcTime, .generalizedTime, .graphicString, .visibleString, .generalString,
      .universalString, .bmpString:
      true
    default: false
    }
  }
}

extension BERNode {
  /// The tag where it is one of the universal class that has a name here.
  public var universalTag: UniversalTag? { tagClass == .universal ? UniversalTag(rawValue: tagNumber) : nil }

  /// The tag in words: `PrintableString`, `OCTET STRING`, `[0]`, `[APPLICATION 3]`.
  public var tagName: String {
    switch tagClass {
    case .universal: universalTag?.name ?? "[UNIVERSAL \(tagNumber)]"
    case .application: "[APPLICATION \(tagNumber)]"
    case .context: "[\(tagNumber)]"
    case .private: "[PRIVATE \(tagNumber)]"
    }
  }

  public func isTagged(_ tag: UniversalTag) -> Bool { tagClass == .universal && tagNumber == tag.rawValue }

  /// Whether it carries the context-specific tag `[number]`.
  public func isContext(_ number: Int) -> Bool { tagClass == .context && tagNumber == number }
}
