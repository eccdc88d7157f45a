import ScepspecModel

/// The ids that the files declare, each with its node, gathered before anything is looked up.
struct Index {
  var requirements: [String: SpecNode] = [:]
  var bugs: [String: SpecNode] = [:]
  var checks: [String: SpecNode] = [:]
  var predicates: [String: SpecNode] = [:]
  var exchanges: [String: ExchangeSource] = [:]
  /// The exchanges that stand for one id, where a check says several at once.
  var groups: [String: [String]] = [:]
  /// Retired check ids with the ids of their successors.
  var retired: [String: String] = [:]
}

/// An exchange as a file says it, before `like` is taken into account.
struct ExchangeSource {
  var id: String
  var about: String?
  var like: SpecNode?
  var after: SpecNode?
  var harmful: SpecNode?
  var choose: SpecNode?
  var recorded: SpecNode?
  var parameters: [SpecNode.Entry]
  /// Further parameters, each over those before.
  var cases: [SpecNode] = []
  var location: Location

  /// One of `exchanges:`.
  init(id: String, declaration: SpecNode) {
    self.id = id
    about = declaration.text("about")
    like = declaration["send"]?["like"]
    after = declaration["after"]
    harmful = declaration["harmful"]
    recorded = declaration["recorded"]
    parameters = (declaration["send"]?.entries ?? []).filter { $0.key != "like" }
    location = declaration.location
  }

  /// The `send:` of a check.
  init(id: String, title: String, inPlace send: SpecNode) {
    self.id = id
    about = send.text("about") ?? title
    like = send["like"]
    after = send["after"]
    harmful = send["harmful"]
    choose = send["choose"]
    parameters = (send.entries ?? []).filter { entry in
      !RecordShape.exchangeInPlace.contains { $0.name == entry.key }
    }
    location = send.location
  }
}

extension Linker {
  func buildIndex() {
    for root in roots(.requirements) {
      declare(root, "requirements", "requirement", in: \.requirements)
      declare(root, "quirks", "quirk or bug", in: \.bugs)
    }
    for root in roots(.bugs) { declare(root, "bugs", "quirk or bug", in: \.bugs) }
    for root in roots(.definitions) {
      for entry in root["predicates"]?.entries ?? [] {
        declare(entry.key, entry.value, at: entry.keyLocation, "predicate", in: \.predicates)
      }
      indexExchanges(root)
    }
    var gates: [String: Location] = [:]
    for root in roots(.definitions) { declareOnce(root["gates"]?.items ?? [], "gate", &gates) }
    var suites: [String: Location] = [:]
    for root in roots(.suite) {
      declareOnce([root], "suite", &suites)
      indexExchanges(root)
      indexChecks(root)
    }
    for root in roots(.client) {
      declareOnce([root], "suite", &suites)
      indexChecks(root)
    }
    roots(.conversations).forEach(indexExchanges)
    roots(.suite).forEach(indexRetired)
    var others: [String: Location] = [:]
    declareOnce(roots(.faults).flatMap { $0["faults"]?.items ?? [] }, "fault", &others)
    declareOnce(roots(.conversations).flatMap { $0["conversations"]?.items ?? [] }, "fault or conversation", &others)
    var targets: [String: Location] = [:]
    declareOnce(roots(.target), "target", &targets)
    for (format, what) in [
      (Format.format, "format"), (.events, "file of events"), (.codes, "code table"), (.machine, "machine"),
    ] {
      var known: [String: Location] = [:]
      declareOnce(roots(format), what, &known)
    }
  }

  private func indexChecks(_ root: SpecNode) {
    guard let suite = root.text("id") else { return }
    for check in root["checks"]?.items ?? root["steps"]?.items ?? [] {
      guard let short = check.text("id") else { continue }
      let id = "\(suite)/\(short)"
      declare(id, check, at: check["id"]?.location ?? check.location, "check", in: \.checks)
      if let send = check["send"], send.entries != nil, index.exchanges[id] == nil {
        indexExchanges(of: id, title: check.text("title") ?? id, send)
      }
    }
  }

  private func indexExchanges(_ root: SpecNode) {
    for entry in root["exchanges"]?.entries ?? [] {
      if let known = index.exchanges[entry.key] {
        log.duplicate("exchange", entry.key, at: entry.keyLocation, first: known.location)
      } else {
        expectID(entry.key, at: entry.keyLocation)
        index.exchanges[entry.key] = ExchangeSource(id: entry.key, declaration: entry.value)
      }
    }
  }

  private func indexRetired(_ root: SpecNode) {
    guard let suite = root.text("id") else { return }
    for entry in root["retired"]?.entries ?? [] {
      let id = entry.key.contains("/") ? entry.key : "\(suite)/\(entry.key)"
      if let check = index.checks[id] {
        log.add(.retired, at: check["id"]?.location ?? check.location, "the id '\(id)' is retired; take a new one")
      }
      guard let successor = entry.value.text else { continue }
      index.retired[id] = successor.contains("/") ? successor : "\(suite)/\(successor)"
      _ = check(successor, in: suite, at: entry.value.location)
    }
  }

  private func declare(
    _ root: SpecNode, _ key: String, _ what: String, in table: WritableKeyPath<Index, [String: SpecNode]>
  ) {
    for row in root[key]?.items ?? [] {
      guard let id = row.text("id") else { continue }
      declare(id, row, at: row["id"]?.location ?? row.location, what, in: table)
    }
  }

  private func declare(
    _ id: String, _ node: SpecNode, at location: Location, _ what: String,
    in table: WritableKeyPath<Index, [String: SpecNode]>
  ) {
    if let known = index[keyPath: table][id] {
      return log.duplicate(what, id, at: location, first: known["id"]?.location ?? known.location)
    }
    index[keyPath: table][id] = node
  }

  private func declareOnce(_ nodes: [SpecNode], _ what: String, _ known: inout [String: Location]) {
    for node in nodes {
      guard let id = node.text("id"), let location = node["id"]?.location else { continue }
      if let first = known[id] { log.duplicate(what, id, at: location, first: first) } else { known[id] = location }
    }
  }

  func expectID(_ id: String, at location: Location) {
    guard !Identifier.isValid(id) else { return }
    log.add(
      .wrongValue, at: location,
      "a name is lower-case letters and digits, joined by single hyphens or dots, not '\(SpecNode.shown(id))'")
  }
}

extension ProblemLog {
  func duplicate(_ what: String, _ id: String, at location: Location, first: Location) {
    add(.duplicateID, at: location, "there is already \(what.withArticle) '\(SpecNode.shown(id))', at \(first)")
  }
}
