import ScepspecModel

/// The words that a field can be tested with.
enum TestWord: String, CaseIterable {
  case present, absent, equals, oneOf, atLeast, atMost, startsWith, endsWith, contains, within, every, some, none
  case sameItems, distinct, madeOf

  /// What kind of value the word tests.
  var subjects: String {
    switch self {
    case .present, .absent: "any field"
    case .equals, .oneOf: "a single value"
    case .atLeast, .atMost: "a number or a time"
    case .startsWith, .endsWith: "a text or a byte string"
    case .contains: "a list, a text or a byte string"
    case .within: "a list of single values"
    case .every, .some, .none: "a list"
    case .sameItems, .distinct: "a list"
    case .madeOf: "a text"
    }
  }

  func fits(_ type: FieldType) -> Bool {
    switch (self, type.type) {
    case (.present, _), (.absent, _): true
    case (.equals, _), (.oneOf, _): type.isScalar
    case (.atLeast, .integer), (.atLeast, .time), (.atMost, .integer), (.atMost, .time): true
    case (.startsWith, .text), (.startsWith, .bytes), (.startsWith, .oid): true
    case (.endsWith, .text), (.endsWith, .bytes): true
    case (.contains, .text), (.contains, .bytes): true
    case (.contains, .list(let item)), (.within, .list(let item)): item.isScalar
    case (.every, .list), (.some, .list), (.none, .list): true
    case (.sameItems, .list), (.distinct, .list): true
    case (.madeOf, .text): true
    default: false
    }
  }
}

extension Linker {
  /// `{ field: path, of: exchange, <test>: … }`
  func fieldTest(_ pathNode: SpecNode, _ node: SpecNode, _ scope: Scope) -> Predicate? {
    let entries = (node.entries ?? []).filter { $0.key != "field" && $0.key != "of" }
    for entry in entries where TestWord(rawValue: entry.key) == nil {
      log.unknownKey(entry, of: "test", known: TestWord.allCases.map(\.rawValue))
    }
    let tests = entries.filter { TestWord(rawValue: $0.key) != nil }
    let exchange = node["of"].map(exchangeID)
    guard let (path, type) = path(pathNode, scope) else { return nil }
    if path.isRelative, let of = node["of"] {
      log.add(.wrongPath, at: of.location, "'of' has no meaning for a path that begins with a dot")
      return nil
    }
    guard let entry = tests.first, let word = TestWord(rawValue: entry.key), tests.count == 1 else {
      reportTests(tests, entries, at: node.location)
      return nil
    }
    guard word.fits(type) else {
      log.add(.wrongTest, at: entry.keyLocation, "'\(word.rawValue)' tests \(word.subjects), and this is \(type.words)")
      return nil
    }
    if case .some(nil) = exchange { return nil }
    guard let value = canonical(entry.value, of: path, word, scope) else { return nil }
    return test(word, value, type, scope, path.description).map {
      .test(reference(path, of: exchange ?? nil, at: pathNode), $0)
    }
  }

  /// What a code is compared with, in the spelling that the field has.
  private func canonical(_ node: SpecNode, of path: Path, _ word: TestWord, _ scope: Scope) -> SpecNode? {
    guard word == .equals || word == .oneOf, path.aspect == nil, let name = path.fields.first,
      let tables = scope.codes[name]
    else { return node }
    switch node.content {
    case .scalar(_, let quoted):
      return canonical(node, tables).map { SpecNode(content: .scalar($0, quoted: quoted), location: node.location) }
    case .list(let items):
      let codes = items.compactMap { canonical($0, of: path, word, scope) }
      return codes.count == items.count ? SpecNode(content: .list(codes), location: node.location) : nil
    case .mapping:
      return node
    }
  }

  private func reportTests(_ tests: [SpecNode.Entry], _ entries: [SpecNode.Entry], at location: Location) {
    if tests.count > 1 {
      let names = tests.map { "'\($0.key)'" }.joined(separator: " and ")
      log.add(.conflictingKeys, at: location, "one test of a field at a time, not \(names); compose them with 'all'")
    } else if entries.isEmpty {
      log.add(
        .missingTest, at: location,
        "the field is not tested; add one of \(TestWord.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  private func test(_ word: TestWord, _ node: SpecNode, _ type: FieldType, _ scope: Scope, _ name: String) -> Test? {
    switch word {
    case .present: return truth(node, word).map { $0 ? .present : .absent }
    case .absent: return truth(node, word).map { $0 ? .absent : .present }
    case .equals: return operand(node, type, scope, word, name).map { .equals($0) }
    case .oneOf: return operands(node, type, scope, word, name).map { .oneOf($0) }
    case .atLeast: return operand(node, type, scope, word, name).map { .atLeast($0) }
    case .atMost: return operand(node, type, scope, word, name).map { .atMost($0) }
    case .startsWith: return operand(node, type.parts, scope, word, name).map { .startsWith($0) }
    case .endsWith: return operand(node, type.parts, scope, word, name).map { .endsWith($0) }
    case .contains: return operand(node, type.item ?? type.parts, scope, word, name).map { .contains($0) }
    case .within: return operands(node, type.item ?? type, scope, word, name).map { .within($0) }
    case .sameItems: return otherList(node, type, scope, word, name).map { .sameItems($0) }
    case .every: return predicate(node, scope.inside(type)).map { .every($0) }
    case .some: return predicate(node, scope.inside(type)).map { .some($0) }
    case .none: return predicate(node, scope.inside(type)).map { .none($0) }
    case .distinct: return distinct(node)
    case .madeOf: return characters(node).map { .madeOf($0) }
    }
  }

  private func truth(_ node: SpecNode, _ word: TestWord) -> Bool? {
    switch node.text {
    case "true": return true
    case "false": return false
    default:
      log.add(.wrongOperand, at: node.location, "'\(word.rawValue)' is true or false, not \(node.kind)")
      return nil
    }
  }

  private func distinct(_ node: SpecNode) -> Test? {
    if node.text == "true" { return .distinct }
    log.add(.wrongOperand, at: node.location, "'distinct' is true, not \(node.kind); for the contrary say 'not'")
    return nil
  }

  private func characters(_ node: SpecNode) -> Test.CharacterSet? {
    let words = Test.CharacterSet.allCases.map(\.rawValue)
    if let text = node.text, let set = Test.CharacterSet(rawValue: text) { return set }
    let hint = node.text.map { Suggestion.hint($0, among: words) } ?? ""
    log.add(.wrongOperand, at: node.location, "'madeOf' is \(Suggestion.list(words)), not \(node.kind)\(hint)")
    return nil
  }
}

extension Scope {
  fileprivate func inside(_ list: FieldType) -> Scope {
    var scope = self
    scope.item = list.item
    return scope
  }
}

extension FieldType {
  /// The type of a list's items.
  fileprivate var item: FieldType? {
    if case .list(let item) = type { item } else { nil }
  }

  /// The type of a piece of a text or byte string, for which no set of values holds.
  fileprivate var parts: FieldType { FieldType(type: type == .oid ? .text : type) }
}
