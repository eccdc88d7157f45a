import ScepspecModel

/// Decides one test of one field that was looked up.
struct Comparison {
  var evaluator: Evaluator
  var context: Context

  func decide(_ test: Test, _ found: Found) -> Truth {
    guard case .field(let field) = found else {
      // An absent field satisfies only the test that asks for its absence.
      if case .absent = test { return .holds }
      return .broken
    }
    switch test {
    case .present: return .holds
    case .absent: return .broken
    case .equals(let operand): return compare(operand) { field.value == $0 }
    case .oneOf(let operands): return oneOf(operands, field)
    case .atLeast(let operand): return compare(operand) { order(field.value, $0).map { $0 >= 0 } ?? false }
    case .atMost(let operand): return compare(operand) { order(field.value, $0).map { $0 <= 0 } ?? false }
    case .startsWith(let operand): return compare(operand) { starts(field.value, with: $0) }
    case .endsWith(let operand): return compare(operand) { ends(field.value, with: $0) }
    case .contains(let operand): return compare(operand) { contains(field.value, $0) }
    case .sameItems(let operand): return compare(operand) { sameItems(field.value, $0) }
    case .within(let operands):
      return items(of: field).map { items in combineAll(items.map { oneOf(operands, $0) }) } ?? .broken
    case .every(let part): return overItems(of: field, part) { combineAll($0) }
    case .some(let part): return overItems(of: field, part) { combineSome($0) }
    case .none(let part): return overItems(of: field, part) { negate(combineSome($0)) }
    case .distinct:
      guard let items = items(of: field) else { return .broken }
      return Set(items.map(\.value)).count == items.count ? .holds : .broken
    case .madeOf(let set):
      guard case .text(let text) = field.value else { return .broken }
      return text.unicodeScalars.allSatisfy(set.contains) ? .holds : .broken
    }
  }

  private func oneOf(_ operands: [Operand], _ field: Field) -> Truth {
    combineSome(operands.map { operand in compare(operand) { field.value == $0 } })
  }

  /// Unknown where the other side of the comparison was never observed; false where it is absent.
  private func compare(_ operand: Operand, _ holds: (Value) -> Bool) -> Truth {
    switch operand {
    case .constant(let value, _): return holds(value) ? .holds : .broken
    case .field(let reference):
      switch context.look(up: reference) {
      case .field(let other): return holds(other.value) ? .holds : .broken
      case .absent: return .broken
      case .unobserved: return .unknown
      }
    }
  }

  private func items(of field: Field) -> [Field]? {
    if case .list(let items) = field.value { items } else { nil }
  }

  private func overItems(of field: Field, _ part: Predicate, _ combine: ([Truth]) -> Truth) -> Truth {
    guard let items = items(of: field) else { return .broken }
    return combine(
      items.map { item in
        var inner = context
        inner.item = item
        return evaluator.evaluate(part, in: inner).truth
      })
  }

  private func combineAll(_ truths: [Truth]) -> Truth {
    if truths.contains(.broken) { return .broken }
    return truths.contains(.unknown) ? .unknown : .holds
  }

  private func combineSome(_ truths: [Truth]) -> Truth {
    if truths.contains(.holds) { return .holds }
    return truths.contains(.unknown) ? .unknown : .broken
  }

  private func negate(_ truth: Truth) -> Truth {
    switch truth {
    case .holds: .broken
    case .broken: .holds
    case .unknown: .unknown
    }
  }

  /// Negative, zero or positive as `left` is less than, equal to or greater than `right`; `nil` where they have no order.
  private func order(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.integer(let left), .integer(let right)), (.time(let left), .time(let right)):
      left < right ? -1 : (left == right ? 0 : 1)
    default: nil
    }
  }

  private func sameItems(_ left: Value, _ right: Value) -> Bool {
    guard case .list(let left) = left, case .list(let right) = right else { return false }
    func tally(_ items: [Field]) -> [Value: Int] { items.reduce(into: [:]) { $0[$1.value, default: 0] += 1 } }
    return tally(left) == tally(right)
  }

  private func starts(_ value: Value, with part: Value) -> Bool {
    switch (value, part) {
    case (.text(let text), .text(let part)): text.utf8.starts(with: part.utf8)
    case (.bytes(let bytes), .bytes(let part)): bytes.starts(with: part)
    default: false
    }
  }

  private func ends(_ value: Value, with part: Value) -> Bool {
    switch (value, part) {
    case (.text(let text), .text(let part)): text.utf8.reversed().starts(with: part.utf8.reversed())
    case (.bytes(let bytes), .bytes(let part)): bytes.reversed().starts(with: part.reversed())
    default: false
    }
  }

  private func contains(_ value: Value, _ part: Value) -> Bool {
    switch (value, part) {
    case (.list(let items), let part): items.contains { $0.value == part }
    case (.text(let text), .text(let part)): holds(Array(text.utf8), Array(part.utf8))
    case (.bytes(let bytes), .bytes(let part)): holds(bytes, part)
    default: false
    }
  }

  private func holds(_ octets: [UInt8], _ part: [UInt8]) -> Bool {
    part.isEmpty || octets.indices.contains { octets[$0...].starts(with: part) }
  }
}

extension Test.CharacterSet {
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .printableString:
      // ITU-T X.680 section 41.4.
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        || " '()+,-./:=?".unicodeScalars.contains(scalar)
    case .visibleASCII: ("!"..."~").contains(scalar)
    case .digits: ("0"..."9").contains(scalar)
    case .hexadecimal:
      ("0"..."9").contains(scalar) || ("a"..."f").contains(scalar) || ("A"..."F").contains(scalar)
    }
  }
}
