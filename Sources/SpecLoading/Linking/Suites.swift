import ScepspecModel

extension Linker {
  func suite(_ root: SpecNode) -> Suite {
    let id = root.text("id") ?? ""
    let names = (root["exchanges"]?.entries ?? []).map(\.key)
    let role = root.text("role").flatMap(Suite.Role.init) ?? .server
    return Suite(
      id: id, title: root.text("title") ?? "", about: root.text("about") ?? "",
      checks: (root["checks"]?.items ?? []).compactMap { check($0, in: id, of: role) },
      exchanges: names.compactMap { exchanges[$0] ?? nil }, role: role, location: root.location)
  }

  /// - Parameter fixed: The level, where the file does not say one.
  func check(
    _ node: SpecNode, in suite: String, of role: Suite.Role = .server, level fixed: Level? = nil
  ) -> Check? {
    guard node.entries != nil else { return nil }
    let level = fixed ?? node.text("level").flatMap(Level.init(rawValue:))
    let requirements = references(node, "requirements", "requirement", index.requirements)
    let seenIn = references(node, "seenIn", "quirk or bug", index.bugs)
    let breaks = references(node, "breaks", "client family", vocabulary.clients)
    let requires = node.words("requires").compactMap { check($0.text, in: suite, at: $0.location) }
    let follows = node.words("follows").compactMap { check($0.text, in: suite, at: $0.location) }
    let exchanges = role == .client ? recorded(node) : exchanges(of: node, in: suite)
    let when = node["when"].flatMap { predicate($0, .check) }
    let given = node["given"].flatMap { predicate($0, .check) }
    let expect = node["expect"].flatMap { predicate($0, .check) }
    if let level, fixed == nil { expectReasons(node, level) }
    guard let short = node.text("id"), let title = node.text("title"), let level, let exchange = exchanges.first,
      let expect
    else {
      return nil
    }
    var claim = Check(
      id: "\(suite)/\(short)", title: title, level: level, requirements: requirements, seenIn: seenIn, breaks: breaks,
      requires: requires, exchange: exchange, otherExchanges: Array(exchanges.dropFirst()),
      looksEverywhere: role == .client || node["everywhere"]?.text == "true", when: when, given: given,
      settle: node.text("settle"),
      expect: expect, hint: node.text("hint"), attackerGains: node.text("attackerGains"), location: node.location)
    claim.follows = follows
    return claim
  }

  /// A check of a client sends nothing: it looks at every request that was recorded.
  private func recorded(_ node: SpecNode) -> [String] {
    for key in ["on", "send", "everywhere"] {
      guard let value = node[key] else { continue }
      log.add(
        .conflictingKeys, at: value.location,
        "a check of a suite with 'role: client' has no '\(key)': it looks at every recorded request, 'given' chooses")
    }
    return [Check.recorded]
  }

  /// `on:` names an exchange or several, `send:` says one in place; a check has one of the two.
  private func exchanges(of node: SpecNode, in suite: String) -> [String] {
    switch (node["on"], node["send"]) {
    case (let on?, nil):
      guard let items = on.items else { return exchangeID(on).map(members) ?? [] }
      if items.isEmpty { log.add(.wrongType, at: on.location, "'on' is an empty list; expected at least one exchange") }
      return references(node, "on", "exchange", index.exchanges).flatMap(members)
    case (nil, let send?):
      guard send.entries != nil else {
        log.add(.wrongType, at: send.location, "'send' is a mapping of parameters, not \(send.kind)")
        return []
      }
      checkOwnKeys(send)
      return node.text("id").map { members(of: "\(suite)/\($0)") } ?? []
    case (let on?, .some):
      log.add(
        .conflictingKeys, at: on.location,
        "a check has 'on' or 'send', not both; 'like' inside 'send' builds on an exchange")
    case (nil, nil):
      log.add(.missingKey, at: node.location, "the check has no exchange: say 'on: NAME' or 'send: { … }'")
    }
    return []
  }

  /// `about`, `like`, `after` and `harmful` stand beside the parameters of an exchange said in place.
  private func checkOwnKeys(_ send: SpecNode) {
    let structure = StructureCheck(log: log)
    for key in RecordShape.exchangeInPlace {
      if let node = send[key.name] { structure.check(node, key.shape, key.name) }
    }
  }

  /// No level above INFO without a citation; and each level owes its own reason.
  private func expectReasons(_ node: SpecNode, _ level: Level) {
    let place = node["level"]?.location ?? node.location
    let cites = { (key: String) in node[key]?.items?.isEmpty == false }
    switch level {
    case .must, .should, .may:
      if !cites("requirements") {
        log.add(
          .missingCitation, at: place,
          "level \(level.rawValue) comes from a document: cite a row of it in 'requirements'")
      }
    case .interop:
      if !cites("breaks"), !cites("seenIn"), !cites("requirements") {
        log.add(
          .missingCitation, at: place,
          "level INTEROP names its source: 'breaks' (who breaks), 'seenIn' (a real bug) or 'requirements'")
      }
    case .security, .robust:
      if !cites("requirements"), !cites("seenIn") {
        log.add(.missingCitation, at: place, "a level above INFO needs a citation in 'requirements' or 'seenIn'")
      }
    case .info: break
    }
    if level == .security, node["attackerGains"] == nil {
      log.add(
        .missingAttacker, at: place, "a SECURITY check says in 'attackerGains' what somebody can do with the mistake")
    }
  }

  func checkRequirementCycles(_ checks: [Check]) {
    let byID = Dictionary(checks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for circle in Circles(byID.mapValues(\.requires)).found {
      guard let id = circle.first, let check = byID[id] else { continue }
      log.add(.cycle, at: check.location, "checks require each other: \(circle.joined(separator: " → "))")
    }
    for circle in Circles(byID.mapValues(\.follows)).found {
      guard let id = circle.first, let check = byID[id] else { continue }
      log.add(.cycle, at: check.location, "checks follow each other: \(circle.joined(separator: " → "))")
    }
  }
}
