import ScepspecModel

extension Exclusion {
  static func exclude(_ a: Test, _ b: Test) -> Bool {
    // A test of an absent field never holds.
    if a == .absent { return b != .absent }
    if let left = values(a), let right = values(b) { return left.isDisjoint(with: right) }
    if let left = edge(a), let right = edge(b), left.isEnd == right.isEnd { return left.edge.excludes(right.edge) }
    switch (bound(a), bound(b)) {
    case (.least(let low), .most(let high)?): return high < low
    case (.least(let low), .exactly(let values)?): return values.allSatisfy { $0 < low }
    case (.most(let high), .exactly(let values)?): return values.allSatisfy { $0 > high }
    default: return false
    }
  }

  /// The constants of which one has to be the field's value.
  static func values(_ test: Test) -> Set<Value>? {
    let operands: [Operand]
    switch test {
    case .equals(let operand): operands = [operand]
    case .oneOf(let list): operands = list
    default: return nil
    }
    var values: Set<Value> = []
    for case .constant(let value, _) in operands { values.insert(value) }
    let allAreConstants = operands.allSatisfy { if case .constant = $0 { true } else { false } }
    return allAreConstants ? values : nil
  }

  /// How the text has to begin or end.
  private struct Edge {
    var octets: [UInt8]

    /// Of two beginnings neither of which begins with the other, only one can be.
    func excludes(_ other: Edge) -> Bool { zip(octets, other.octets).contains { $0 != $1 } }
  }

  private static func edge(_ test: Test) -> (edge: Edge, isEnd: Bool)? {
    switch test {
    case .startsWith(.constant(.text(let text), _)): (Edge(octets: Array(text.utf8)), false)
    case .endsWith(.constant(.text(let text), _)): (Edge(octets: text.utf8.reversed()), true)
    default: nil
    }
  }

  private enum Bound {
    case least(Int), most(Int), exactly([Int])
  }

  private static func bound(_ test: Test) -> Bound? {
    switch test {
    case .atLeast(.constant(let value, _)): return number(value).map(Bound.least)
    case .atMost(.constant(let value, _)): return number(value).map(Bound.most)
    default:
      guard let values = values(test) else { return nil }
      let numbers = values.compactMap(number)
      return numbers.count == values.count ? .exactly(numbers) : nil
    }
  }

  private static func number(_ value: Value) -> Int? {
    switch value {
    case .integer(let number), .time(let number): number
    default: nil
    }
  }
}
