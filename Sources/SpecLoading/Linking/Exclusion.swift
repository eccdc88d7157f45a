import Model

/// Proves that two predicates never hold together; where it cannot, it says no.
enum Exclusion {
  static func never(_ one: Predicate, _ other: Predicate) -> Bool {
    let left = claims(one)
    let right = claims(other)
    return left.contains { a in right.contains { b in exclude(a, b) } }
  }

  /// The claims of which all have to hold.
  private static func claims(_ predicate: Predicate) -> [Predicate] {
    switch predicate {
    case .all(let parts): parts.flatMap(claims)
    case .named(_, let part): claims(part)
    case .any(let parts) where parts.count == 1: parts.flatMap { claims($0.predicate) }
    default: [predicate]
    }
  }

  private static func exclude(_ a: Predicate, _ b: Predicate) -> Bool {
    switch (a, b) {
    case (.not(let inner), _) where claims(inner) == [b]: return true
    case (_, .not(let inner)) where claims(inner) == [a]: return true
    case (.test(let left, let first), .test(let right, let second)) where isSame(left.path, right.path):
      return exclude(first, second) || exclude(second, first)
    case (.any(let parts), _): return parts.allSatisfy { never($0.predicate, b) }
    case (_, .any(let parts)): return parts.allSatisfy { never(a, $0.predicate) }
    default: return false
    }
  }

  /// There is one kind at hand, so naming it makes no difference.
  private static func isSame(_ left: Path, _ right: Path) -> Bool {
    left.fields == right.fields && left.aspect == right.aspect
  }

  private static func exclude(_ a: Test, _ b: Test) -> Bool {
    // A test of an absent field never holds.
    if a == .absent { return b != .absent }
    if let left = values(a), let right = values(b) { return left.isDisjoint(with: right) }
    switch (bound(a), bound(b)) {
    case (.least(let low), .most(let high)?): return high < low
    case (.least(let low), .exactly(let values)?): return values.allSatisfy { $0 < low }
    case (.most(let high), .exactly(let values)?): return values.allSatisfy { $0 > high }
    default: return false
    }
  }

  /// The constants of which one has to be the field's value.
  private static func values(_ test: Test) -> Set<Value>? {
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
