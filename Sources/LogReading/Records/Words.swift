extension String {
  /// Without blanks and line ends around it.
  var trimmed: String {
    let octets = utf8
    if let first = octets.first, let last = octets.last, !first.isBlankOrLineEnd, !last.isBlankOrLineEnd { return self }
    guard let start = octets.firstIndex(where: { !$0.isBlankOrLineEnd }),
      let end = octets.lastIndex(where: { !$0.isBlankOrLineEnd })
    else { return "" }
    return String(self[start...end])
  }

  /// Line ends as LF.
  var withPlainLineEnds: String {
    guard utf8.contains(0x0D) else { return self }
    var octets: [UInt8] = []
    octets.reserveCapacity(utf8.count)
    var previous: UInt8 = 0
    for octet in utf8 {
      if octet == 0x0D { octets.append(0x0A) } else if octet != 0x0A || previous != 0x0D { octets.append(octet) }
      previous = octet
    }
    return String(decoding: octets, as: UTF8.self)
  }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isBlankOrLineEnd: Bool { isBlank || self == 0x0A || self == 0x0D }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
