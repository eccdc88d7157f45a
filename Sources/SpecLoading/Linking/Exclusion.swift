import ScepspecModel

/// Proves that two predicates never hold together; where it cannot, it says no.
enum Exclusion {
  static func never(_ one: Predicate, _ other: Predicate) -> Bool {
    let left = claims(one)
    let right = claims(other)
    if left.contains(where: { a in right.contains { b in exclude(a, b) } }) { return true }
    return contradicts(left, other) || contradicts(right, one)
  }

  /// The claims of which all have to hold.
  static func claims(_ predicate: Predicate) -> [Predicate] {
    switch predicate {
    case .all(let parts): parts.flatMap(claims)
    case .named(_, let part): claims(part)
    case .any(let parts) where parts.count == 1: parts.flatMap { claims($0.predicate) }
    default: [predicate]
    }
  }

  private static func exclude(_ a: Predicate, _ b: Predicate) -> Bool {
    switch (a, b) {
    case (.not(let inner), _) where implies(b, inner): return true
    case (_, .not(let inner)) where implies(a, inner): return true
    case (.test(let left, let first), .test(let right, let second)) where isSame(left.path, right.path):
      return exclude(first, second) || exclude(second, first)
    case (.any(let parts), _): return parts.allSatisfy { never($0.predicate, b) }
    case (_, .any(let parts)): return parts.allSatisfy { never(a, $0.predicate) }
    default: return false
    }
  }

  /// Whether `other` plainly holds where the claim `a` does.
  private static func implies(_ a: Predicate, _ other: Predicate) -> Bool {
    let parts = claims(other)
    guard parts.count == 1, let only = parts.first else { return parts.allSatisfy { implies(a, $0) } }
    if only == a { return true }
    if case .any(let alternatives) = only { return alternatives.contains { implies(a, $0.predicate) } }
    return false
  }

  /// Whether `other` is false for every value that the claims leave a field.
  private static func contradicts(_ claims: [Predicate], _ other: Predicate) -> Bool {
    var single = Assumption()
    for case .test(let field, let test) in claims where field.path.aspect == nil {
      if test == .absent { single.values[field.path.fields] = .some(nil) }
      if let values = values(test), values.count == 1 { single.values[field.path.fields] = values.first }
    }
    if !single.values.isEmpty, single.truth(of: other) == false { return true }
    return claims.contains { claim in
      guard case .test(let field, let test) = claim, field.path.aspect == nil, let values = values(test) else {
        return false
      }
      return values.allSatisfy { value in
        var assumed = single
        assumed.values[field.path.fields] = .some(value)
        return assumed.truth(of: other) == false
      }
    }
  }

  /// There is one kind at hand, so naming it makes no difference.
  private static func isSame(_ left: Path, _ right: Path) -> Bool {
    left.fields == right.fields && left.aspect == right.aspect
  }
}
