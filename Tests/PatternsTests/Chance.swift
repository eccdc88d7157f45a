/// Numbers that look random and are the same on every run.
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[Int(next() % UInt64(choices.count))] }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// `count` octets at most, each one of those of `alphabet`.
  mutating func octets(upTo count: Int, from alphabet: String) -> [UInt8] {
    let choices = Array(alphabet.utf8)
    return (0..<below(count + 1)).map { _ in pick(choices) }
  }
}

extension [UInt8] {
  /// Where `other` first stands, the slow and sure way.
  func offset(of other: [UInt8]) -> Int? {
    guard other.count <= count else { return nil }
    return (0...count - other.count).first { self[$0..<$0 + other.count].elementsEqual(other) }
  }
}
