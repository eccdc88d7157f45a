/// A set of small numbers; those below 64 need no memory of their own.
struct NumberSet: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: Set<Int> = []

  init(_ numbers: [Int] = []) {
    for number in numbers { insert(number) }
  }

  var isEmpty: Bool { low == 0 && high.isEmpty }

  mutating func insert(_ number: Int) {
    if (0..<64).contains(number) { low |= 1 << UInt64(number) } else { high.insert(number) }
  }

  func contains(_ number: Int) -> Bool {
    (0..<64).contains(number) ? low & (1 << UInt64(number)) != 0 : high.contains(number)
  }

  func isDisjoint(with other: NumberSet) -> Bool { low & other.low == 0 && high.isDisjoint(with: other.high) }

  mutating func formUnion(_ other: NumberSet) {
    low |= other.low
    high.formUnion(other.high)
  }
}
