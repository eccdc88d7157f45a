import ScepspecModel

/// What is assumed of some fields of the one observation at hand, and what predicates then come to.
struct Assumption {
  /// The values by path; `.some(nil)` where the field is absent.
  var values: [ArraySlice<String>: Value?] = [:]

  /// `nil` where it depends on what is not assumed.
  func truth(of predicate: Predicate) -> Bool? {
    switch predicate {
    case .all(let parts):
      let truths = parts.map(truth)
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .any(let parts):
      let truths = parts.map { truth(of: $0.predicate) }
      return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    case .not(let part): return truth(of: part).map { !$0 }
    case .named(_, let part): return truth(of: part)
    case .observed: return nil
    case .test(let field, let test):
      guard field.exchange == nil, let value = values[field.path.fields] else { return nil }
      return truth(of: test, value, field.path.aspect)
    }
  }

  private func truth(of test: Test, _ value: Value?, _ aspect: Aspect?) -> Bool? {
    guard var value else { return test == .absent }
    switch (aspect, value) {
    case (nil, _): break
    case (.lower?, .text(let text)): value = .text(text.lowercased())
    default: return nil
    }
    switch test {
    case .present: return true
    case .absent: return false
    case .equals(let operand): return constant(operand).map { $0 == value }
    case .oneOf(let operands):
      let constants = operands.compactMap(constant)
      return constants.contains(value) ? true : constants.count == operands.count ? false : nil
    case .startsWith(let operand): return compare(value, operand) { $0.starts(with: $1) }
    case .endsWith(let operand): return compare(value, operand) { $0.reversed().starts(with: $1.reversed()) }
    case .contains(let operand): return compare(value, operand, Self.holds)
    case .atLeast(let operand): return numbers(value, operand).map { $0.0 >= $0.1 }
    case .atMost(let operand): return numbers(value, operand).map { $0.0 <= $0.1 }
    case .sameItems, .within, .every, .some, .none, .distinct, .madeOf: return nil
    }
  }

  private func constant(_ operand: Operand) -> Value? {
    if case .constant(let value, _) = operand { value } else { nil }
  }

  /// Of texts only, since events have nothing else that could be compared in part.
  private func compare(_ value: Value, _ operand: Operand, _ holds: ([UInt8], [UInt8]) -> Bool) -> Bool? {
    guard case .text(let text) = value, case .text(let part)? = constant(operand) else { return nil }
    return holds(Array(text.utf8), Array(part.utf8))
  }

  private func numbers(_ value: Value, _ operand: Operand) -> (Int, Int)? {
    guard case .integer(let number) = value, case .integer(let other)? = constant(operand) else { return nil }
    return (number, other)
  }

  private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }
}
