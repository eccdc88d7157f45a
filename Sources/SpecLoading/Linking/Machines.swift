import Model

extension Linker {
  func machine(_ root: SpecNode) -> Machine {
    let entries = root["states"]?.entries ?? []
    var states: [String: Machine.State] = [:]
    let names = entries.map(\.key)
    let events = events(root)
    for entry in entries {
      expectID(entry.key, at: entry.keyLocation)
      states[entry.key] = state(entry, names, events)
    }
    let start = root["start"].flatMap { stateName($0, names) } ?? ""
    let machine = Machine(
      id: root.text("id") ?? "", title: root.text("title") ?? "", key: key(root, events), start: start, states: states,
      location: root.location)
    let written = entries.flatMap { $0.value["transitions"]?.items ?? [] }.count
    // What follows from a transition that could not be read would only distract.
    if states.values.map(\.transitions.count).reduce(0, +) == written {
      MachineCheck(log: log, machine: machine).check()
      checkEventsUsed(root, machine)
    }
    return machine
  }

  private func events(_ root: SpecNode) -> [String] {
    references(root, "events", "kind", vocabulary.kinds)
  }

  /// The key has to exist in every kind that the machine listens to.
  private func key(_ root: SpecNode, _ events: [String]) -> Path? {
    guard let node = root["key"] else { return nil }
    var result: Path?
    for event in events {
      guard let kind = vocabulary.kinds[event] else { continue }
      guard let (path, _) = path(node, Scope(item: FieldType(type: .record(kind)), onlyKind: event)) else { return nil }
      result = path
    }
    return result
  }

  private func state(_ entry: SpecNode.Entry, _ names: [String], _ events: [String]) -> Machine.State {
    let node = entry.value
    return Machine.State(
      about: node.text("about") ?? "", isFinal: node.isTrue("final"), within: node["within"].flatMap(seconds),
      transitions: (node["transitions"]?.items ?? []).compactMap { transition($0, names, events) },
      location: entry.keyLocation)
  }

  private func seconds(_ node: SpecNode) -> Int? {
    guard let text = node.text else { return nil }
    switch TimeSpan.parse(text) {
    case .seconds(let seconds): return seconds
    case .noUnit:
      log.add(.missingUnit, at: node.location, "'within' has no unit: \(text) s, min, h or d?")
    case .malformed:
      log.add(
        .wrongValue, at: node.location,
        "'within' is a length of time such as '30 s', '5 min', '2 h' or '1 d', not \(node.kind)")
    }
    return nil
  }

  private func transition(_ node: SpecNode, _ names: [String], _ events: [String]) -> Machine.Transition? {
    let to = node["to"].flatMap { stateName($0, names) }
    guard let on = node["on"], let kind = on.text, let type = vocabulary.kinds[kind], events.contains(kind) else {
      if let on = node["on"], let text = on.text {
        let hint = Suggestion.hint(text, among: events)
        log.add(.unknownReference, at: on.location, "the machine does not listen to '\(SpecNode.shown(text))'\(hint)")
      }
      return nil
    }
    let scope = Scope(item: FieldType(type: .record(type)), onlyKind: kind)
    let condition = node["when"].map { predicate($0, scope) }
    if case .some(nil) = condition { return nil }
    guard let to else { return nil }
    return Machine.Transition(on: kind, when: condition ?? nil, to: to, location: on.location)
  }

  private func stateName(_ node: SpecNode, _ names: [String]) -> String? {
    guard let name = node.text else { return nil }
    if names.contains(name) { return name }
    log.add(
      .unknownReference, at: node.location,
      "there is no state '\(SpecNode.shown(name))'\(Suggestion.hint(name, among: names))")
    return nil
  }

  private func checkEventsUsed(_ root: SpecNode, _ machine: Machine) {
    let used = Set(machine.states.values.flatMap(\.transitions).map(\.on))
    for event in root.words("events") where vocabulary.kinds[event.text] != nil && !used.contains(event.text) {
      log.add(.unusedEvent, at: event.location, "no transition fires on '\(event.text)'")
    }
  }
}
