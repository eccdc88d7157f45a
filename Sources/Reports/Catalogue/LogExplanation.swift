import ScepspecModel

/// What the specifications of logs hold, explained.
extension Explainer {
  func explainLogs(_ id: String) -> [Explanation] {
    var found = specifications.machines.filter { $0.id == id }.map(explain)
    for machine in specifications.machines {
      found += machine.states.filter { $0.name == id || "\(machine.id)/\($0.name)" == id }.map {
        explain($0, of: machine)
      }
      found += machine.findings.filter { $0.id == id }.map { explain($0, of: machine) }
    }
    found += specifications.formats.filter { $0.id == id }.map(explain)
    found += specifications.events.filter { $0.id == id }.map(explain)
    found += specifications.workflows.filter { $0.id == id }.map(explain)
    found += explainCode(id)
    return found
  }

  var logIDs: [String] {
    var ids = specifications.machines.flatMap { machine in
      [machine.id] + machine.states.map(\.name) + machine.findings.map(\.id)
    }
    ids += specifications.formats.map(\.id) + specifications.events.map(\.id) + specifications.workflows.map(\.id)
    return ids + specifications.codes.values.flatMap { $0.entries.values.compactMap(\.symbol) }.sorted()
  }

  // MARK: Machines

  private func explain(_ machine: Machine) -> Explanation {
    var page = Entries()
    page.add("platform", machine.platform)
    page.add("role", machine.role.words)
    page.add("reads", machine.families.joined(separator: ", "))
    page.add("option", machine.option.map { "--\($0.name) \($0.values.joined(separator: "|"))" })
    for state in machine.states {
      page.add("state", "\(state.name) (\(state.conclusion.rawValue)): \(state.about)")
    }
    for finding in machine.findings { page.add("finding", "\(finding.id): \(finding.message)") }
    page.add("written in", "\(machine.location)")
    return Explanation(kind: "machine", id: machine.id, title: machine.title, entries: page.entries)
  }

  private func explain(_ state: Machine.State, of machine: Machine) -> Explanation {
    var page = Entries()
    page.add("machine", "\(machine.id): \(machine.title)")
    page.add("step", state.step.map(String.init))
    page.add("concludes", "\(state.conclusion.rawValue): \(state.conclusion.words)")
    for reading in state.readings {
      page.add("or", "with \(reading.given.joined(separator: ", ")): \(reading.conclusion.rawValue). \(reading.means)")
    }
    page.add("may last", state.within.map { Duration.words(microseconds: $0 * 1_000_000) })
    page.add("entered by", state.enter.map(\.on).joined(separator: ", "))
    page.add("next", state.next.joined(separator: ", "))
    for finding in machine.findings where finding.at.contains(state.name) {
      page.add("finding", "\(finding.id): \(finding.message)")
    }
    page.add("written in", "\(state.location)")
    return Explanation(kind: "state", id: state.name, title: state.about, entries: page.entries)
  }

  private func explain(_ finding: FindingRule, of machine: Machine) -> Explanation {
    var page = Entries()
    page.add("machine", machine.id)
    page.add("level", finding.level.rawValue)
    page.add("at", finding.at.joined(separator: ", "))
    page.add("on", finding.on)
    page.add("without", finding.without.joined(separator: ", "))
    page.add("given", finding.given.joined(separator: ", "))
    page.add("cause", finding.cause)
    page.add("remedy", finding.remedy)
    page.add("source", finding.provenance.words)
    page.add("written in", "\(finding.location)")
    return Explanation(kind: "finding", id: finding.id, title: finding.message, entries: page.entries)
  }

  // MARK: What logs look like

  private func explain(_ format: LogFormat) -> Explanation {
    var page = Entries()
    page.add("family", format.family)
    page.add("reader", format.reader.kind.rawValue)
    for sample in format.samples.prefix(2) { page.add("sample", sample.text) }
    page.add("source", format.provenance.words)
    page.add("written in", "\(format.location)")
    return Explanation(kind: "format", id: format.id, title: format.title, entries: page.entries)
  }

  private func explain(_ event: EventType) -> Explanation {
    var page = Entries()
    page.add("families", event.families.joined(separator: ", "))
    page.add("not counted", event.decoy)
    let type = specifications.vocabulary.kinds[event.id]
    for (name, field) in (type?.fields ?? [:]).sorted(by: { $0.key < $1.key }) {
      page.add("field", field.about.isEmpty ? name : "\(name): \(field.about)")
    }
    for sample in event.samples.prefix(2) { page.add("sample", sample.text) }
    for machine in specifications.machines {
      let states = machine.states.filter { $0.enter.contains { $0.on == event.id } }.map(\.name)
      if !states.isEmpty { page.add("proves", "\(machine.id): \(states.joined(separator: ", "))") }
    }
    page.add("source", event.provenance.words)
    page.add("written in", "\(event.location)")
    return Explanation(kind: "event", id: event.id, title: event.about, entries: page.entries)
  }

  private func explain(_ workflow: Workflow) -> Explanation {
    var page = Entries()
    for step in workflow.steps { page.add("step \(step.number)", "\(step.title): \(step.about)") }
    for (name, identity) in workflow.identities.sorted(by: { $0.key < $1.key }) {
      page.add("identity", "\(name): \(identity.about)")
    }
    page.add("written in", "\(workflow.location)")
    return Explanation(kind: "workflow", id: workflow.id, title: workflow.title, entries: page.entries)
  }

  // MARK: Codes

  /// By the code as it is written in any way that its table allows, by `TABLE/CODE`, or by the symbol.
  private func explainCode(_ id: String) -> [Explanation] {
    specifications.codes.values.sorted { $0.id < $1.id }.flatMap { table in
      let written = id.hasPrefix(table.id + "/") ? String(id.dropFirst(table.id.count + 1)) : id
      return table.entries.filter { code, entry in
        code == table.canonical(written) || entry.symbol.map { $0.lowercased() == id.lowercased() } ?? false
      }.sorted { $0.key < $1.key }.map { code, entry in
        var page = Entries()
        page.add("table", "\(table.id): \(table.title)")
        page.add("symbol", entry.symbol)
        page.add("good", entry.isGood ? "it tells of no failure" : nil)
        page.add("cause", entry.cause)
        page.add("remedy", entry.remedy)
        page.add("source", entry.provenance.words)
        return Explanation(kind: "code", id: code, title: entry.text, entries: page.entries)
      }
    }
  }
}
