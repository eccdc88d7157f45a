import ScepspecModel

/// What a field is compared with: a constant, or `{ field: path, of: exchange }`.
extension Linker {
  func operands(_ node: SpecNode, _ type: FieldType, _ scope: Scope, _ word: TestWord, _ name: String) -> [Operand]? {
    guard let items = node.items else {
      log.add(.wrongOperand, at: node.location, "'\(word.rawValue)' is a list, not \(node.kind)")
      return nil
    }
    if items.isEmpty { log.add(.wrongOperand, at: node.location, "'\(word.rawValue)' is an empty list") }
    return items.compactMap { operand($0, type, scope, word, name) }
  }

  func operand(_ node: SpecNode, _ type: FieldType, _ scope: Scope, _ word: TestWord, _ name: String) -> Operand? {
    switch node.content {
    case .scalar:
      return constants.constant(node, as: type, "'\(name)'").map { .constant($0.value, name: $0.name) }
    case .mapping:
      return field(node, type, scope, word, name)
    case .list:
      log.add(.wrongOperand, at: node.location, "'\(word.rawValue)' is one value, not a list; did you mean 'oneOf'?")
      return nil
    }
  }

  /// The other list of `sameItems`.
  func otherList(_ node: SpecNode, _ type: FieldType, _ scope: Scope, _ word: TestWord, _ name: String) -> Operand? {
    if node.entries != nil { return field(node, type, scope, word, name) }
    log.add(
      .wrongOperand, at: node.location, "'\(word.rawValue)' is '{ field: path }', the other list, not \(node.kind)")
    return nil
  }

  private func field(_ node: SpecNode, _ type: FieldType, _ scope: Scope, _ word: TestWord, _ name: String) -> Operand?
  {
    for entry in node.entries ?? [] where entry.key != "field" && entry.key != "of" {
      log.unknownKey(entry, of: "field to compare with", known: ["field", "of"])
    }
    guard let pathNode = node["field"] else {
      log.add(
        .missingKey, at: node.location, "'\(word.rawValue)' is a constant or '{ field: path }'; there is no 'field'")
      return nil
    }
    let exchange = node["of"].map(exchangeID)
    guard let (path, other) = path(pathNode, scope) else { return nil }
    if case .some(nil) = exchange { return nil }
    guard type.isComparable(with: other) else {
      log.add(
        .wrongOperand, at: pathNode.location, "'\(name)' is \(type.words), and this is \(other.words)")
      return nil
    }
    return .field(reference(path, of: exchange ?? nil, at: pathNode))
  }
}

extension FieldType {
  /// Whether values of both types can be equal at all; object identifiers are texts.
  fileprivate func isComparable(with other: FieldType) -> Bool {
    switch (type, other.type) {
    case (.bool, .bool), (.integer, .integer), (.bytes, .bytes), (.time, .time): true
    case (.text, .text), (.oid, .oid), (.text, .oid), (.oid, .text): true
    case (.list(let items), .list(let others)): items.isComparable(with: others)
    case (.reference(let name), .reference(let other)): name == other
    default: false
    }
  }
}
