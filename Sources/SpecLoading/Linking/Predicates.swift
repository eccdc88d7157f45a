import ScepspecModel

extension Linker {
  static let predicateHeads = ["all", "any", "not", "observed", "is", "field"]

  func predicate(_ node: SpecNode, _ scope: Scope) -> Predicate? {
    if let kind = scope.onlyKind, looksElsewhere(node) {
      log.add(
        .wrongTest, at: node.location,
        "there is one '\(kind)' at hand here and no exchange: test its fields, as in '{ field: .name, present: true }'")
      return nil
    }
    switch node.content {
    case .scalar(let name, _):
      return predicate(named: name, at: node.location)
    case .list:
      log.add(
        .wrongType, at: node.location, "a predicate is a mapping or a name, not a list; say 'all:' or 'any:' before it")
      return nil
    case .mapping(let entries):
      let heads = entries.filter { Self.predicateHeads.contains($0.key) }
      guard let head = heads.first, heads.count == 1 else {
        report(entries, heads, at: node.location)
        return nil
      }
      return predicate(head, node, scope)
    }
  }

  /// Named predicates, and what looks for exchanges.
  private func looksElsewhere(_ node: SpecNode) -> Bool {
    node.text != nil || ["observed", "is", "of"].contains { node[$0] != nil }
  }

  private func predicate(_ head: SpecNode.Entry, _ node: SpecNode, _ scope: Scope) -> Predicate? {
    switch head.key {
    case "all":
      allow(["all"], in: node)
      return parts(head).map { .all($0.compactMap { predicate($0, scope) }) }
    case "any":
      allow(["any"], in: node)
      return parts(head).map { .any($0.compactMap { alternative($0, scope) }) }
    case "not":
      allow(["not"], in: node)
      return predicate(head.value, scope).map { .not($0) }
    case "observed":
      allow(["observed", "of"], in: node)
      return observed(head.value, of: node["of"])
    case "is":
      allow(["is", "of"], in: node)
      return retargeted(head.value, of: node["of"], scope)
    default:
      return fieldTest(head.value, node, scope)
    }
  }

  private func parts(_ head: SpecNode.Entry) -> [SpecNode]? {
    guard let items = head.value.items else {
      log.add(.wrongType, at: head.value.location, "'\(head.key)' is a list of predicates, not \(head.value.kind)")
      return nil
    }
    if items.isEmpty {
      log.add(.wrongType, at: head.value.location, "'\(head.key)' is empty; expected at least one predicate")
    }
    return items
  }

  /// An item of `any`: a predicate, or one with the words for it.
  private func alternative(_ node: SpecNode, _ scope: Scope) -> Alternative? {
    guard let reading = node["reading"] else { return predicate(node, scope).map { Alternative($0) } }
    allow(["reading", "is", "of"], in: node)
    guard let text = reading.text, !text.isEmpty else {
      log.add(.wrongType, at: reading.location, "'reading' says in words what this answer means, not \(reading.kind)")
      return nil
    }
    guard let part = node["is"] else {
      log.add(.missingKey, at: node.location, "a reading needs 'is': its predicate")
      return nil
    }
    return retargeted(part, of: node["of"], scope).map { Alternative(reading: text, $0) }
  }

  private func observed(_ kind: SpecNode, of exchange: SpecNode?) -> Predicate? {
    let id = exchange.map(exchangeID)
    guard let name = kind.text, exchangeKinds.contains(name) else {
      let hint = kind.text.map { Suggestion.hint($0, among: exchangeKinds) } ?? ""
      let expected = hint.isEmpty ? "; expected \(Suggestion.list(exchangeKinds))" : hint
      log.add(.unknownKind, at: kind.location, "no adapter observes \(kind.kind)\(expected)")
      return nil
    }
    if case .some(nil) = id { return nil }
    return .observed(kind: name, of: self.exchange(id ?? nil, of: name, at: kind))
  }

  /// `{ is: name, of: exchange }`: the predicate with its unqualified fields looked up in that exchange.
  private func retargeted(_ node: SpecNode, of exchange: SpecNode?, _ scope: Scope) -> Predicate? {
    let inner = predicate(node, scope)
    guard let exchange else { return inner }
    guard let id = exchangeID(exchange) else { return nil }
    return inner?.retargeted(to: id)
  }

  func predicate(named name: String, at location: Location? = nil) -> Predicate? {
    guard let node = index.predicates[name] else {
      if let location {
        let hint = Suggestion.hint(name, among: index.predicates.keys)
        log.add(.unknownReference, at: location, "there is no predicate '\(SpecNode.shown(name))'\(hint)")
      }
      return nil
    }
    if let known = predicates[name] { return known }
    guard !isCircle(name, location ?? node.location, "is") else { return nil }
    resolving.append("is \(name)")
    let inner = node["is"].flatMap { predicate($0, .check) }
    resolving.removeLast()
    // A report says what a predicate means, which is its `about`, rather than what it is called.
    var result = inner.map { Predicate.named(node.text("about") ?? name, $0) }
    if let inner, inner.parts(upTo: Self.largestPredicate) >= Self.largestPredicate {
      log.add(
        .tooManyNodes, at: node.location, "the predicate '\(name)' comes to more than \(Self.largestPredicate) tests")
      result = nil
    }
    predicates[name] = .some(result)
    return result
  }

  private func report(_ entries: [SpecNode.Entry], _ heads: [SpecNode.Entry], at location: Location) {
    if heads.count > 1 {
      let names = heads.map { "'\($0.key)'" }.joined(separator: " and ")
      return log.add(
        .conflictingKeys, at: location, "a predicate says one thing, not \(names); compose them with 'all' or 'any'")
    }
    let expected = Suggestion.list(Self.predicateHeads)
    guard let first = entries.first else {
      return log.add(.missingKey, at: location, "the predicate is empty; expected \(expected)")
    }
    let near = entries.lazy.compactMap { entry in
      Suggestion.nearest(to: entry.key, among: Self.predicateHeads).map { (entry, "; did you mean '\($0)'?") }
    }.first
    let (entry, hint) = near ?? (first, "; expected \(expected)")
    log.add(.unknownKey, at: entry.keyLocation, "a predicate has no key '\(SpecNode.shown(entry.key))'\(hint)")
  }

  func allow(_ keys: [String], in node: SpecNode) {
    for entry in node.entries ?? [] where !keys.contains(entry.key) {
      log.unknownKey(entry, of: "predicate with '\(keys[0])'", known: keys)
    }
  }
}
