extension Element {
  /// The octets, in the form that every element asks for.
  public func encoded() -> [UInt8] { encoded(asDER: false) }

  /// The octets with definite, minimal lengths throughout, whatever the forms; the order stays as it is.
  public func encodedAsDER() -> [UInt8] { encoded(asDER: true) }

  /// The content's octets without tag, length, segments and `lead`.
  public func contentOctets() -> [UInt8] {
    switch content {
    case .octets(let octets): octets
    case .elements(let elements): elements.flatMap { $0.encoded() }
    }
  }

  private func encoded(asDER: Bool) -> [UInt8] {
    var octets: [UInt8] = []
    append(to: &octets, asDER: asDER)
    return octets
  }

  private func append(to output: inout [UInt8], asDER: Bool) {
    var body = lead
    switch content {
    case .octets(let octets): body += octets
    case .elements(let elements): for element in elements { element.append(to: &body, asDER: asDER) }
    }
    guard let first = tag.first else {
      output += body
      return
    }
    switch asDER ? .definite : form {
    case .definite:
      output += tag + Element.length(body.count) + body
    case .longLength(let extra):
      output += tag + Element.length(body.count, extra: max(1, extra)) + body
    case .indefinite:
      output += [first | 0x20] + tag.dropFirst() + [0x80] + body + [0, 0]
    case .segmented(let size):
      let segments = Element.segments(body, size)
      output += [first | 0x20] + tag.dropFirst() + Element.length(segments.count) + segments
    case .indefiniteSegmented(let size):
      output += [first | 0x20] + tag.dropFirst() + [0x80] + Element.segments(body, size) + [0, 0]
    }
  }

  /// Length octets (X.690 section 8.1.3), in `extra` octets more than needed.
  static func length(_ count: Int, extra: Int = 0) -> [UInt8] {
    if count < 0x80, extra == 0 { return [UInt8(count)] }
    var octets: [UInt8] = []
    var rest = count
    repeat {
      octets.append(UInt8(rest & 0xFF))
      rest >>= 8
    } while rest > 0
    // The short form already saves the octet that tells how many follow.
    let zeros = count < 0x80 ? extra - 1 : extra
    octets += [UInt8](repeating: 0, count: min(max(0, zeros), 126 - octets.count))
    return [0x80 | UInt8(octets.count)] + octets.reversed()
  }

  private static func segments(_ octets: [UInt8], _ size: Int) -> [UInt8] {
    let size = max(1, size)
    var output: [UInt8] = []
    for start in stride(from: 0, to: octets.count, by: size) {
      let segment = octets[start..<min(start + size, octets.count)]
      output += [0x04] + length(segment.count) + segment
    }
    return output
  }
}
