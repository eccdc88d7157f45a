/// Byte strings as specifications write them: `hex:00ff` or `text:abc`.
enum Octets {
  static let most = 1 << 16

  static func parse(_ text: String) -> [UInt8]? {
    if text.hasPrefix("text:") { return Array(text.utf8.dropFirst(5)) }
    guard text.hasPrefix("hex:") else { return nil }
    let digits = text.utf8.dropFirst(4).filter { $0 != UInt8(ascii: " ") }
    guard digits.count.isMultiple(of: 2), digits.count <= 2 * most else { return nil }
    var octets: [UInt8] = []
    var high: UInt8?
    for digit in digits {
      guard let value = nibble(digit) else { return nil }
      if let top = high {
        octets.append(top << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return octets
  }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// Object identifiers in dotted form.
enum ObjectIdentifier {
  static func isValid(_ text: String) -> Bool {
    let arcs = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard arcs.count >= 2, text.utf8.count <= 200, let first = arcs.first, let second = arcs.dropFirst().first else {
      return false
    }
    guard arcs.allSatisfy(isArc), first.count == 1, let top = first.first, top <= UInt8(ascii: "2") else {
      return false
    }
    // Below the first two arcs there are forty places (X.690 section 8.19.4).
    return top == UInt8(ascii: "2") || (second.count < 3 && (Int(String(decoding: second, as: UTF8.self)) ?? 40) < 40)
  }

  private static func isArc(_ arc: Substring.UTF8View) -> Bool {
    !arc.isEmpty && arc.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && (arc.count == 1 || arc.first != UInt8(ascii: "0"))
  }
}
