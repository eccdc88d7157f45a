import ScepspecModel

extension Linker {
  func linkExchanges() -> [String: Exchange] {
    var linked: [String: Exchange] = [:]
    for id in index.exchanges.keys.sorted() { linked[id] = exchange(id) }
    checkOrder(linked)
    return linked
  }

  /// The exchange with what it takes over from the one it is `like`.
  private func exchange(_ id: String) -> Exchange? {
    if let known = exchanges[id] { return known }
    guard let source = index.exchanges[id], !isCircle(id, source.like?.location ?? source.location, "like") else {
      return nil
    }
    resolving.append("like \(id)")
    let base = source.like.flatMap(exchangeID).flatMap { exchange($0) }
    let built = build(source, on: base)
    resolving.removeLast()
    exchanges[id] = .some(built)
    return built
  }

  private func build(_ source: ExchangeSource, on base: Exchange?) -> Exchange {
    let own = record(source.parameters, of: vocabulary.parameters.fields, "an exchange's 'send'")
    var send = base.map { Field.record(own).merged(over: $0.send) } ?? .record(own)
    for node in source.cases {
      let own = record(node.entries ?? [], of: vocabulary.parameters.fields, "a case of 'each'")
      send = Field.record(own).merged(over: send)
    }
    if source.like == nil, own.isEmpty, source.parameters.isEmpty {
      log.add(.missingKey, at: source.location, "the exchange sends nothing: give it parameters or a 'like'")
    }
    var after = base?.after ?? []
    if let node = source.after {
      after = references(SpecNode(mapping: "after", node), "after", "exchange", index.exchanges).flatMap(members)
    }
    // An exchange whose answer a parameter uses has to come first, said or not.
    for id in exchangesNamed(in: send, RecordType(fields: vocabulary.parameters.fields)) where !after.contains(id) {
      after.append(id)
    }
    let harmful = source.harmful.map { $0.text == "true" } ?? base?.harmful ?? false
    return Exchange(
      id: source.id, about: source.about ?? "", after: after, send: send, harmful: harmful,
      choices: source.choose.map(choices) ?? base?.choices ?? [],
      recorded: source.recorded.flatMap { predicate($0, .check) }, location: source.location)
  }

  private func choices(_ node: SpecNode) -> [Exchange.Choice] {
    (node.items ?? []).map { item in
      Exchange.Choice(
        when: item["when"].flatMap { predicate($0, .check) },
        send: .record(record(item["send"]?.entries ?? [], of: vocabulary.parameters.fields, "a choice's 'send'")))
    }
  }

  private func exchangesNamed(in field: Field, _ type: RecordType) -> [String] {
    guard case .record(let record) = field.value else { return [] }
    return record.keys.sorted().flatMap { key -> [String] in
      guard let value = record[key], let fieldType = type.fields[key] else { return [] }
      switch (fieldType.type, value.value) {
      case (.exchange, .text(let id)): return [id]
      case (.record(let inner), _): return exchangesNamed(in: value, inner)
      case (.reference(let name), _): return exchangesNamed(in: value, vocabulary.records[name] ?? RecordType())
      default: return []
      }
    }
  }

  /// No exchange may have to come before itself.
  private func checkOrder(_ linked: [String: Exchange]) {
    let circles = Circles(linked.mapValues(\.after))
    for circle in circles.found {
      guard let id = circle.first, let exchange = linked[id] else { continue }
      log.add(.cycle, at: exchange.location, "exchanges wait for each other: \(circle.joined(separator: " after "))")
    }
  }

  /// Whether `id` is being resolved already; then the circle is reported.
  func isCircle(_ id: String, _ location: Location, _ relation: String) -> Bool {
    let mark = "\(relation) \(id)"
    guard let start = resolving.firstIndex(of: mark) else { return isTooLong(location) }
    let names = resolving[start...].map { $0.dropFirst(relation.count + 1) } + [id[...]]
    log.add(.cycle, at: location, "this goes in a circle: \(names.joined(separator: " → "))")
    return true
  }

  /// A chain of names has a bound too, so that following it never takes more stack than there is.
  private func isTooLong(_ location: Location) -> Bool {
    guard resolving.count >= Self.longestChain else { return false }
    log.add(.tooDeep, at: location, "names lead on to names over more than \(Self.longestChain) steps")
    return true
  }
}

extension SpecNode {
  /// A mapping of one key, for readers that want the parent.
  fileprivate init(mapping key: String, _ node: SpecNode) {
    self.init(
      content: .mapping([Entry(key: key, keyLocation: node.location, value: node)]), location: node.location)
  }
}
