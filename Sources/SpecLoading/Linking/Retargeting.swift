import ScepspecModel

extension Predicate {
  /// The same predicate with every field that names no exchange looked up in `exchange`.
  func retargeted(to exchange: String) -> Predicate {
    switch self {
    case .all(let parts): .all(parts.map { $0.retargeted(to: exchange) })
    case .any(let parts):
      .any(parts.map { Alternative(reading: $0.reading, $0.predicate.retargeted(to: exchange)) })
    case .not(let part): .not(part.retargeted(to: exchange))
    case .observed(let kind, let of): .observed(kind: kind, of: of ?? exchange)
    case .test(let field, let test): .test(field.retargeted(to: exchange), test.retargeted(to: exchange))
    case .named(let words, let part): part.retargeted(to: exchange, named: words)
    }
  }

  /// The words for it say where it is looked up, unless it names its exchanges itself.
  private func retargeted(to exchange: String, named words: String) -> Predicate {
    let moved = retargeted(to: exchange)
    return .named(moved == self ? words : "\(words) (of \(exchange))", moved)
  }
}

extension Predicate {
  /// How many predicates it consists of; counting stops at `limit`.
  func parts(upTo limit: Int) -> Int {
    let below: [Predicate] =
      switch self {
      case .all(let parts): parts
      case .any(let parts): parts.map(\.predicate)
      case .not(let part), .named(_, let part): [part]
      case .test(_, .every(let part)), .test(_, .some(let part)), .test(_, .none(let part)): [part]
      case .observed, .test: []
      }
    var count = 1
    for part in below where count < limit { count += part.parts(upTo: limit - count) }
    return count
  }
}

extension FieldReference {
  fileprivate func retargeted(to exchange: String) -> FieldReference {
    path.isRelative ? self : FieldReference(path, of: self.exchange ?? exchange)
  }
}

extension Operand {
  fileprivate func retargeted(to exchange: String) -> Operand {
    if case .field(let field) = self { .field(field.retargeted(to: exchange)) } else { self }
  }
}

extension Test {
  fileprivate func retargeted(to exchange: String) -> Test {
    switch self {
    case .present, .absent, .distinct, .madeOf: self
    case .equals(let operand): .equals(operand.retargeted(to: exchange))
    case .oneOf(let operands): .oneOf(operands.map { $0.retargeted(to: exchange) })
    case .atLeast(let operand): .atLeast(operand.retargeted(to: exchange))
    case .atMost(let operand): .atMost(operand.retargeted(to: exchange))
    case .startsWith(let operand): .startsWith(operand.retargeted(to: exchange))
    case .endsWith(let operand): .endsWith(operand.retargeted(to: exchange))
    case .contains(let operand): .contains(operand.retargeted(to: exchange))
    case .sameItems(let operand): .sameItems(operand.retargeted(to: exchange))
    case .within(let operands): .within(operands.map { $0.retargeted(to: exchange) })
    case .every(let part): .every(part.retargeted(to: exchange))
    case .some(let part): .some(part.retargeted(to: exchange))
    case .none(let part): .none(part.retargeted(to: exchange))
    }
  }
}
