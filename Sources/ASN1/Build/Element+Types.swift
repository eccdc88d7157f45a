extension Element {
  public static func sequence(_ elements: [Element], label: String? = nil) -> Element {
    Element([0x30], .elements(elements), label: label)
  }

  /// A SET OF whose elements stay in the order given; `sorted` puts them into DER order.
  public static func set(_ elements: [Element], label: String? = nil) -> Element {
    Element([0x31], .elements(elements), label: label)
  }

  /// A constructed element with a context-specific tag: EXPLICIT around one element, or IMPLICIT in place of a
  /// SEQUENCE or SET.
  public static func context(_ number: UInt8, _ elements: [Element], label: String? = nil) -> Element {
    Element([0xA0 | (number & 0x1F)], .elements(elements), label: label)
  }

  /// A primitive element with a context-specific tag, such as an IMPLICIT OCTET STRING.
  public static func context(_ number: UInt8, octets: [UInt8], label: String? = nil) -> Element {
    Element([0x80 | (number & 0x1F)], .octets(octets), label: label)
  }

  public static func octetString(_ octets: [UInt8], label: String? = nil) -> Element {
    Element([0x04], .octets(octets), label: label)
  }

  /// A BIT STRING of whole octets. Mutations of its content leave the count of unused bits alone.
  public static func bitString(_ octets: [UInt8], label: String? = nil) -> Element {
    Element([0x03], .octets(octets), lead: [0], label: label)
  }

  public static func integer(_ value: Int, label: String? = nil) -> Element {
    Element([0x02], .octets(integerContent(value)), label: label)
  }

  /// An INTEGER given by its content octets, which need not be minimal.
  public static func integer(content: [UInt8], label: String? = nil) -> Element {
    Element([0x02], .octets(content), label: label)
  }

  public static func null(label: String? = nil) -> Element { Element([0x05], .octets([]), label: label) }

  /// An OBJECT IDENTIFIER; its content is empty where the text is no OID.
  public static func objectIdentifier(_ dotted: String, label: String? = nil) -> Element {
    Element([0x06], .octets(ObjectIdentifier.content(dotted) ?? []), label: label)
  }

  public static func printableString(_ text: String, label: String? = nil) -> Element {
    Element([0x13], .octets(Array(text.utf8)), label: label)
  }

  public static func utf8String(_ text: String, label: String? = nil) -> Element {
    Element([0x0C], .octets(Array(text.utf8)), label: label)
  }

  /// Octets as they are, without tag and length: an encoding made elsewhere.
  public static func raw(_ octets: [UInt8], label: String? = nil) -> Element {
    Element([], .octets(octets), label: label, role: .sealed)
  }

  /// Elements one after the other, without a tag and length around them.
  public static func group(_ elements: [Element], label: String? = nil) -> Element {
    Element([], .elements(elements), label: label)
  }

  /// A finished DER or BER element of definite length whose content may be changed; bare octets where it is none.
  public static func parsed(_ encoding: [UInt8], label: String? = nil) -> Element {
    guard let header = DefiniteHeader(encoding[...]),
      header.tagOctets + header.lengthOctets + header.contentLength
        == encoding.count
    else { return raw(encoding, label: label) }
    let content = Array(encoding.dropFirst(header.tagOctets + header.lengthOctets))
    return Element(Array(encoding.prefix(header.tagOctets)), .octets(content), label: label, role: .sealed)
  }

  /// A copy whose elements stand in the order of their encodings (X.690 section 11.6).
  public func sorted() -> Element {
    guard case .elements(let elements) = content else { return self }
    var copy = self
    let encodings = elements.map { (key: $0.encodedAsDER(), element: $0) }
    copy.content = .elements(encodings.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.element))
    return copy
  }

  /// The shortest two's complement form (X.690 section 8.3).
  public static func integerContent(_ value: Int) -> [UInt8] {
    var octets: [UInt8] = []
    var rest = value
    repeat {
      octets.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    } while !(rest == 0 && octets.last.map { $0 < 0x80 } == true)
      && !(rest == -1 && octets.last.map { $0 >= 0x80 } == true)
    return octets.reversed()
  }

  /// UTCTime until 2049 and GeneralizedTime after it, as RFC 5652 section 11.3 and RFC 5280 section 4.1.2.5 want;
  /// what lies outside the years 1 to 9999 becomes their first or last second.
  public static func time(_ epochSeconds: Int, label: String? = nil) -> Element {
    let time = CivilTime(epochSeconds)
    let isShort = (1950..<2050).contains(time.year)
    return Element([isShort ? 0x17 : 0x18], .octets(Array(time.text(shortYear: isShort).utf8)), label: label)
  }
}
