import ScepspecModel

extension Linker {
  func machines(_ specifications: Specifications) -> [Machine] {
    let events = Dictionary(specifications.events.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var findings: [String: Location] = [:]
    return roots(.machine).map { root in
      let machine = MachineLinker(
        linker: self, root: root, eventTypes: events, workflow: specifications.workflows.first
      )
      .machine()
      for finding in machine.findings {
        if let first = findings[finding.id] {
          log.duplicate("finding", finding.id, at: finding.location, first: first)
        } else {
          findings[finding.id] = finding.location
        }
      }
      return machine
    }
  }
}

/// Reads one machine: its states, what proves them, and its findings.
struct MachineLinker {
  var linker: Linker
  var root: SpecNode
  var eventTypes: [String: EventType]
  var workflow: Workflow?
  /// The names of its states.
  let names: [String]
  /// The kinds listened to, as far as they are known.
  let events: [String]

  var log: ProblemLog { linker.log }

  init(linker: Linker, root: SpecNode, eventTypes: [String: EventType], workflow: Workflow?) {
    self.linker = linker
    self.root = root
    self.eventTypes = eventTypes
    self.workflow = workflow
    names = (root["states"]?.entries ?? []).map(\.key)
    events = linker.references(root, "events", "kind", linker.vocabulary.kinds)
  }

  func machine() -> Machine {
    let machine = Machine(
      id: root.text("id") ?? "", title: root.text("title") ?? "", platform: root.text("platform") ?? "",
      role: root.text("role").flatMap(Machine.Role.init(rawValue:)) ?? .delivery,
      families: linker.references(root, "families", "family", linker.families),
      key: root["key"].flatMap { field($0, of: events) },
      unkeyed: (root["unkeyed"]?.items ?? []).compactMap { field($0, of: events) },
      option: root["option"].map(option), events: events, start: root["start"].flatMap(state) ?? "",
      states: (root["states"]?.entries ?? []).map(state), findings: findings(),
      location: root["id"]?.location ?? root.location)
    if !linker.isTrusted { check(machine) }
    return machine
  }

  private func check(_ machine: Machine) {
    checkEvents(machine)
    // What follows from a signal that could not be read would only distract.
    let written = (root["states"]?.entries ?? []).flatMap { $0.value["enter"]?.items ?? [] }.count
    guard machine.states.map(\.enter.count).reduce(0, +) == written else { return }
    MachineCheck(log: log, machine: machine).check()
  }

  private func option(_ node: SpecNode) -> Machine.Option {
    Machine.Option(name: node.text("name") ?? "", values: node.texts("values"))
  }

  /// The name of a state that there is.
  func state(_ node: SpecNode) -> String? { linker.known(node, "state", among: names) }

  func states(_ node: SpecNode, _ key: String) -> [String] {
    linker.references(node, key, "state", Dictionary(names.map { ($0, 0) }, uniquingKeysWith: { first, _ in first }))
  }

  /// A kind that the machine listens to.
  func event(_ node: SpecNode) -> String? {
    guard let kind = node.text else { return nil }
    if events.contains(kind) { return kind }
    let hint = Suggestion.hint(kind, among: events)
    log.add(.unknownReference, at: node.location, "the machine does not listen to '\(SpecNode.shown(kind))'\(hint)")
    return nil
  }

  /// A field such as `.key` that one at least of the kinds has, as a text.
  func field(_ node: SpecNode, of kinds: [String]) -> Path? {
    guard let text = node.text, !kinds.isEmpty else { return nil }
    let name = String(text.dropFirst())
    guard text.hasPrefix("."), !name.contains("."), !name.contains("@") else {
      log.add(.wrongPath, at: node.location, "a field of the event was expected, such as '.key', not \(node.kind)")
      return nil
    }
    let fields = kinds.compactMap { linker.vocabulary.kinds[$0]?.fields }
    let types = fields.compactMap { $0[name] }
    guard !types.isEmpty else {
      let help = Suggestion.help(name, among: Set(fields.flatMap(\.keys)))
      log.add(
        .unknownField, at: node.location(at: 1), "none of the events has a field '\(SpecNode.shown(name))'\(help)")
      return nil
    }
    if let other = types.first(where: { $0.type != .text }) {
      log.add(.wrongValue, at: node.location, "'\(SpecNode.shown(text))' has to be a text, and this is \(other.words)")
      return nil
    }
    return Path(components: [name], isRelative: true)
  }

  /// The condition `when` of a node on events of a kind; `.some(nil)` where there is one that cannot be read.
  func condition(_ node: SpecNode, on kind: String) -> Predicate?? {
    guard let when = node["when"] else { return .none }
    let type = linker.vocabulary.kinds[kind] ?? RecordType()
    let codes = (eventTypes[kind]?.fields ?? [:]).mapValues { $0.codes.compactMap { linker.codes[$0] } }
    let scope = Scope(
      item: FieldType(type: .record(type)), onlyKind: kind, codes: codes.filter { !$0.value.isEmpty })
    return .some(linker.predicate(when, scope))
  }
}
