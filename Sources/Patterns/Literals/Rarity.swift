/// A guess at how often octets stand in logs: only the speed of a search depends on it.
enum Rarity {
  /// Where in a literal the stretch begins whose octets are together the least common.
  static func rarestStretch(of literal: [UInt8], length: Int) -> Int {
    var sum = literal.prefix(length).reduce(0) { $0 + commonness($1) }
    var best = (sum: sum, start: 0)
    for start in 0..<max(0, literal.count - length) {
      sum += commonness(literal[start + length]) - commonness(literal[start])
      if sum < best.sum { best = (sum, start + 1) }
    }
    return best.start
  }

  private static func commonness(_ octet: UInt8) -> Int {
    switch octet {
    case 0x20, UInt8(ascii: "e"), UInt8(ascii: "o"), UInt8(ascii: "t"), UInt8(ascii: "i"), UInt8(ascii: "r"): 10
    case UInt8(ascii: "j"), UInt8(ascii: "q"), UInt8(ascii: "x"), UInt8(ascii: "z"): 4
    case 0x61...0x7A, 0x30...0x39: 8
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "/"), 0x09: 7
    case 0x41...0x5A: 3
    default: 2
    }
  }
}
