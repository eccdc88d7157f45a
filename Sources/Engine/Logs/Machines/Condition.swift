import ScepspecModel

/// A predicate made ready for many contents of one kind: what is common is decided without building anything.
indirect enum Condition: Sendable {
  case always
  case never
  case all([Condition])
  case any([Condition])
  /// Of a condition that is never unknown.
  case not(Condition)
  case equals(FieldPath, [Value])
  case atLeast(FieldPath, Int)
  case atMost(FieldPath, Int)
  case startsWith(FieldPath, String)
  case endsWith(FieldPath, String)
  case contains(FieldPath, String)
  case present(FieldPath)
  case absent(FieldPath)
  /// Everything else, with all its paths relative.
  case other(Predicate)

  init(_ predicate: Predicate?, on kind: String) {
    guard let predicate else {
      self = .always
      return
    }
    switch predicate {
    case .all(let parts): self = .all(parts.map { Condition($0, on: kind) })
    case .any(let alternatives): self = .any(alternatives.map { Condition($0.predicate, on: kind) })
    case .named(_, let part): self = Condition(part, on: kind)
    case .observed(let other, _): self = other == kind ? .always : .never
    case .not(let part):
      let condition = Condition(part, on: kind)
      // What was never observed makes a claim unknown, not true when negated, so the general way decides it.
      self = condition.isPlain ? .not(condition) : .other(.not(part.relative(to: kind)))
    case .test(let reference, let test):
      self = Self(test, of: reference, on: kind) ?? .other(predicate.relative(to: kind))
    }
  }

  private init?(_ test: Test, of reference: FieldReference, on kind: String) {
    guard reference.exchange == nil, let path = FieldPath(reference.path, on: kind) else { return nil }
    switch test {
    case .present: self = .present(path)
    case .absent: self = .absent(path)
    case .equals(.constant(let value, _)): self = .equals(path, [value])
    case .oneOf(let operands):
      let values = operands.compactMap(\.constant)
      guard values.count == operands.count else { return nil }
      self = .equals(path, values)
    case .atLeast(.constant(.integer(let bound), _)): self = .atLeast(path, bound)
    case .atMost(.constant(.integer(let bound), _)): self = .atMost(path, bound)
    case .startsWith(.constant(.text(let text), _)): self = .startsWith(path, text)
    case .endsWith(.constant(.text(let text), _)): self = .endsWith(path, text)
    case .contains(.constant(.text(let text), _)): self = .contains(path, text)
    default: return nil
    }
  }

  func holds(for content: Observation.Content) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .all(let parts): parts.allSatisfy { $0.holds(for: content) }
    case .any(let parts): parts.contains { $0.holds(for: content) }
    case .not(let part): !part.holds(for: content)
    case .equals(let path, let values): path.field(in: content).map { values.contains($0.value) } ?? false
    case .atLeast(let path, let bound):
      if case .integer(let integer) = path.field(in: content)?.value { integer >= bound } else { false }
    case .atMost(let path, let bound):
      if case .integer(let integer) = path.field(in: content)?.value { integer <= bound } else { false }
    case .startsWith(let path, let part):
      if case .text(let text) = path.field(in: content)?.value { text.hasPrefix(part) } else { false }
    case .endsWith(let path, let part):
      if case .text(let text) = path.field(in: content)?.value { text.hasSuffix(part) } else { false }
    case .contains(let path, let part):
      switch path.field(in: content)?.value {
      case .text(let text): text.contains(part)
      case .list(let items): items.contains { $0.value == .text(part) }
      default: false
      }
    case .present(let path): path.field(in: content) != nil
    case .absent(let path): path.field(in: content) == nil
    case .other(let predicate): Self.evaluator.evaluate(predicate, in: Context(of: content)).truth == .holds
    }
  }

  /// Whether it is decided without the general way.
  private var isPlain: Bool {
    switch self {
    case .other: false
    case .all(let parts), .any(let parts): parts.allSatisfy(\.isPlain)
    case .not(let part): part.isPlain
    default: true
    }
  }

  /// The texts that a field has to be one of for this to hold; `nil` where it does not depend on one field so.
  func selection(of path: FieldPath) -> [String]? {
    switch self {
    case .equals(path, let values):
      values.reduce([] as [String]?) { found, value in
        if case .text(let text) = value { found.map { $0 + [text] } } else { nil }
      }
    case .all(let parts): parts.lazy.compactMap { $0.selection(of: path) }.first
    case .any(let parts):
      parts.reduce([] as [String]?) { found, part in
        found.flatMap { found in part.selection(of: path).map { found + $0 } }
      }
    default: nil
    }
  }

  /// The fields that are compared with texts.
  var selectors: [FieldPath] {
    switch self {
    case .equals(let path, _): [path]
    case .all(let parts), .any(let parts): parts.flatMap(\.selectors)
    default: []
    }
  }

  private static let evaluator = Evaluator(describer: Describer(vocabulary: Vocabulary()))
}

extension Context {
  /// The content as the only thing seen.
  fileprivate init(of content: Observation.Content) {
    self.init(observed: Observed(), exchange: "", item: Field(.record(content.fields)))
  }
}

extension Operand {
  fileprivate var constant: Value? {
    if case .constant(let value, _) = self { value } else { nil }
  }

  fileprivate func relative(to kind: String) -> Operand {
    if case .field(let reference) = self { .field(reference.relative(to: kind)) } else { self }
  }
}

extension FieldReference {
  fileprivate func relative(to kind: String) -> FieldReference {
    guard path.kind == kind else { return self }
    return FieldReference(Path(components: Array(path.fields), isRelative: true, aspect: path.aspect))
  }
}

extension Predicate {
  /// The same, with every path that leads into `kind` made relative to the observation.
  fileprivate func relative(to kind: String) -> Predicate {
    switch self {
    case .all(let parts): .all(parts.map { $0.relative(to: kind) })
    case .any(let alternatives):
      .any(alternatives.map { Alternative(reading: $0.reading, $0.predicate.relative(to: kind)) })
    case .not(let part): .not(part.relative(to: kind))
    case .named(let words, let part): .named(words, part.relative(to: kind))
    case .observed(let other, _): other == kind ? .all([]) : .any([])
    case .test(let reference, let test): .test(reference.relative(to: kind), test.relative(to: kind))
    }
  }
}

extension Test {
  fileprivate func relative(to kind: String) -> Test {
    switch self {
    case .equals(let operand): .equals(operand.relative(to: kind))
    case .oneOf(let operands): .oneOf(operands.map { $0.relative(to: kind) })
    case .atLeast(let operand): .atLeast(operand.relative(to: kind))
    case .atMost(let operand): .atMost(operand.relative(to: kind))
    case .startsWith(let operand): .startsWith(operand.relative(to: kind))
    case .endsWith(let operand): .endsWith(operand.relative(to: kind))
    case .contains(let operand): .contains(operand.relative(to: kind))
    case .sameItems(let operand): .sameItems(operand.relative(to: kind))
    case .within(let operands): .within(operands.map { $0.relative(to: kind) })
    // Inside, relative paths mean the item of the list.
    case .every, .some, .none, .present, .absent, .distinct, .madeOf: self
    }
  }
}
