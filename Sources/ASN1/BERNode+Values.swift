extension BERNode {
  /// The octets of a string: its content, or its segments joined where it is constructed.
  public var stringContent: [UInt8] {
    guard isConstructed else { return content }
    var octets: [UInt8] = []
    octets.reserveCapacity(contentLength)
    appendString(to: &octets)
    return octets
  }

  private func appendString(to octets: inout [UInt8]) {
    guard isConstructed else {
      octets.append(contentsOf: source[contentRange])
      return
    }
    for child in children { child.appendString(to: &octets) }
  }

  /// An OBJECT IDENTIFIER in dotted form, whatever the tag; `nil` where the content is no legal one.
  public var objectIdentifier: String? {
    contentLength <= 256 ? ObjectIdentifier.dotted(source[contentRange]) : nil
  }

  /// An INTEGER that fits into 63 bits, whatever the tag.
  public var integer: Int? {
    let octets = content
    guard let first = octets.first else { return nil }
    var value = first & 0x80 == 0 ? 0 : -1
    for octet in octets {
      guard value >= Int.min >> 8, value <= Int.max >> 8 else { return nil }
      value = value << 8 | Int(octet)
    }
    return value
  }

  public var boolean: Bool? {
    guard isTagged(.boolean), contentLength == 1 else { return nil }
    return content != [0]
  }

  /// A BIT STRING: the octets and how many bits of the last one do not count; `nil` where the content is no legal one.
  public var bitString: (octets: [UInt8], unusedBits: Int)? {
    var pieces: [[UInt8]] = []
    collectSegments(into: &pieces)
    var octets: [UInt8] = []
    var unused = 0
    for piece in pieces {
      guard let first = piece.first, first < 8, unused == 0, piece.count > 1 || first == 0 else { return nil }
      unused = Int(first)
      octets += piece.dropFirst()
    }
    return pieces.isEmpty ? nil : (octets, unused)
  }

  private func collectSegments(into pieces: inout [[UInt8]]) {
    guard isConstructed else {
      pieces.append(content)
      return
    }
    for child in children { child.collectSegments(into: &pieces) }
  }
}
