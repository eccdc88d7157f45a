public import ScepspecModel

/// One thing of the specifications in full.
public struct Explanation: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var label: String
    public var text: String
  }

  /// `check`, `fault`, `requirement`, …
  public var kind: String
  public var id: String
  public var title: String
  public var entries: [Entry]

  public func text(usesColour: Bool = false) -> String {
    var page = TextPage(usesColour: usesColour)
    page.line(.init(text: kind + " ", ink: .dim), .init(text: id, ink: .bold))
    page.paragraph(indent: 4, title)
    for entry in entries { page.entry(entry.label, entry.text) }
    return page.text
  }

  public func json() -> JSON {
    [
      "kind": .string(kind), "id": .string(id), "title": .string(title),
      "entries": .array(entries.map { ["label": .string($0.label), "text": .string($0.text)] }),
    ]
  }
}

/// Looks ids up in the specifications, whatever they name.
public struct Explainer {
  public var specifications: Specifications
  /// Says a predicate of a check in words.
  public var words: (Predicate, Check) -> String

  public init(specifications: Specifications, words: @escaping (Predicate, Check) -> String) {
    self.specifications = specifications
    self.words = words
  }

  /// Everything that has the id, most often one thing; a requirement, a check and a fault may share one.
  public func explain(_ id: String) -> [Explanation] {
    var found = all.filter { $0.id == id }.map(explain)
    found += specifications.clients.flatMap(\.steps).filter { $0.id == id }.map(explain)
    found += specifications.ambiguities.filter { $0.id == id }.map(explain)
    found += specifications.suites.filter { $0.id == id }.map(explain)
    found += specifications.faults.filter { $0.id == id }.map(explain)
    found += specifications.clientFaults.filter { $0.id == id }.map(explain)
    found += [specifications.requirements[id]].compactMap { $0 }.map(explain)
    found += [specifications.bugs[id]].compactMap { $0 }.map(explain)
    if found.isEmpty { found += [specifications.exchanges[id]].compactMap { $0 }.map(explain) }
    found += specifications.targets.filter { $0.id == id }.map(explain)
    found += specifications.vocabulary.clients.filter { $0.key == id }.map(explain(client:))
    return found + explainLogs(id)
  }

  /// Every id that can be explained.
  public var ids: [String] {
    var ids = all.map(\.id) + specifications.suites.map(\.id)
    ids += specifications.faults.map(\.id) + specifications.clientFaults.map(\.id) + specifications.targets.map(\.id)
    ids += specifications.vocabulary.clients.keys.sorted() + specifications.clients.flatMap(\.steps).map(\.id)
    ids += specifications.ambiguities.map(\.id)
    ids += specifications.requirements.keys.sorted() + specifications.bugs.keys.sorted()
    return ids + specifications.exchanges.keys.sorted() + logIDs
  }

  /// Of servers and of clients.
  private var all: [Check] { specifications.checks + specifications.clientChecks }

  // MARK: Kinds

  private func explain(_ check: Check) -> Explanation {
    var page = Entries()
    page.add("level", check.level.rawValue)
    for id in check.requirements { page.add("requirement", requirement(id)) }
    page.add(
      "asks", check.exchange == Check.recorded ? "nothing: looks at recorded requests" : exchange(check.exchange))
    page.add("applies if", check.when.map { words($0, check) })
    page.add("given", check.given.map { words($0, check) })
    page.add("expects", words(check.expect, check))
    page.add("requires", check.requires.joined(separator: ", "))
    page.add("attacker", check.attackerGains.map { "gains: \($0)" })
    page.add("breaks", check.breaks.map { specifications.vocabulary.clients[$0] ?? $0 }.joined(separator: "; "))
    for id in check.seenIn { page.add("seen in", bug(id)) }
    page.add("hint", check.hint)
    page.add("to settle it", check.settle)
    page.add("faults", specifications.faults.filter { $0.fails.contains(check.id) }.map(\.id).joined(separator: ", "))
    page.add(
      "conversations",
      specifications.clientFaults.filter { $0.fails.contains(check.id) }.map(\.id).joined(separator: ", "))
    page.add("written in", "\(check.location)")
    return Explanation(kind: "check", id: check.id, title: check.title, entries: page.entries)
  }

  private func explain(_ suite: Suite) -> Explanation {
    var page = Entries()
    page.add("about", suite.about)
    for check in suite.checks { page.add(check.level.rawValue, "\(check.id): \(check.title)") }
    page.add("written in", "\(suite.location)")
    return Explanation(kind: "suite", id: suite.id, title: suite.title, entries: page.entries)
  }

  private func explain(_ fault: Fault) -> Explanation {
    var page = Entries()
    for id in fault.fails { page.add("fails", id) }
    page.add("configures", fault.configure.words)
    for change in fault.replies {
      page.add("in replies", change.to.mapValues { Field($0) }.words)
      page.add("builds", change.build.words)
      for mutation in change.mutate { page.add("mutates", mutation.words) }
      page.add("sends", change.http.words)
    }
    page.add("try it", "scepspec serve --fault \(fault.id)")
    page.add("written in", "\(fault.location)")
    return Explanation(kind: "fault", id: fault.id, title: fault.title, entries: page.entries)
  }

  private func explain(_ conversation: ClientFault) -> Explanation {
    var page = Entries()
    for id in conversation.sends {
      page.add(conversation.unrecorded.contains(id) ? "sends, unrecorded" : "sends", exchange(id))
    }
    page.add("configures", conversation.configure.words)
    page.add("opened", conversation.isOpened ? "with the server's private key" : nil)
    for id in conversation.fails { page.add("fails", id) }
    page.add("written in", "\(conversation.location)")
    return Explanation(
      kind: "conversation", id: conversation.id, title: conversation.title, entries: page.entries)
  }

  private func explain(_ requirement: Requirement) -> Explanation {
    var page = Entries()
    page.add("where", "\(requirement.document) §\(requirement.section)")
    let role = requirement.role == "both" ? "both sides" : "the \(requirement.role)"
    page.add("level", "\(requirement.level), for \(role)")
    page.add("test", requirement.test)
    let checks = all.filter { $0.requirements.contains(requirement.id) }
    for check in checks { page.add("check", "\(check.id): \(check.title)") }
    if checks.isEmpty { page.add("check", "none: \(reason(requirement.id))") }
    return Explanation(kind: "requirement", id: requirement.id, title: requirement.text, entries: page.entries)
  }

  private func explain(_ bug: InteropBug) -> Explanation {
    var page = Entries()
    page.add("who", bug.who)
    page.add("symptom", bug.symptom)
    page.add("source", bug.source)
    for check in specifications.checks where check.seenIn.contains(bug.id) {
      page.add("check", "\(check.id): \(check.title)")
    }
    if !specifications.checks.contains(where: { $0.seenIn.contains(bug.id) }) {
      page.add("check", "none: \(reason(bug.id))")
    }
    return Explanation(kind: "bug", id: bug.id, title: bug.what, entries: page.entries)
  }

  private func explain(_ exchange: Exchange) -> Explanation {
    var page = Entries()
    page.add("after", exchange.after.joined(separator: ", "))
    page.add("sends", exchange.send.words)
    page.add("recorded", exchange.recorded.map { words($0, Check(exchange)) })
    page.add("harmful", exchange.harmful ? "yes: afterwards the target is asked whether it still lives" : nil)
    page.add("checks", specifications.checks.filter { $0.exchange == exchange.id }.map(\.id).joined(separator: ", "))
    page.add("written in", "\(exchange.location)")
    return Explanation(kind: "exchange", id: exchange.id, title: exchange.about, entries: page.entries)
  }

  private func explain(_ target: Target) -> Explanation {
    var page = Entries()
    for deviation in target.knownDeviations {
      let until = deviation.expires.map { " (until \($0))" } ?? ""
      page.add(deviation.verdict.rawValue, "\(deviation.check): \(deviation.reason)\(until)")
    }
    return Explanation(kind: "target", id: target.id, title: target.title, entries: page.entries)
  }

  private func explain(client: (key: String, value: String)) -> Explanation {
    var page = Entries()
    let family = specifications.clients.first { $0.id == client.key }
    page.add("about", family?.about ?? "")
    for step in family?.steps ?? [] { page.add("step", "\(step.id): \(step.title)") }
    for fact in family?.facts ?? [] { page.add("fact", "\(fact.fact) [\(fact.source)]") }
    for check in specifications.checks where check.breaks.contains(client.key) {
      page.add("needs", "\(check.id): \(check.title)")
    }
    return Explanation(kind: "client", id: client.key, title: client.value, entries: page.entries)
  }

  private func explain(_ ambiguity: Ambiguity) -> Explanation {
    var page = Entries()
    for id in ambiguity.requirements { page.add("requirement", requirement(id)) }
    for reading in ambiguity.readings {
      let servers = reading.servers.isEmpty ? "" : " (\(reading.servers.joined(separator: ", ")))"
      page.add("reading", "\(reading.name): \(reading.because)\(servers)")
    }
    page.add("check", ambiguity.check)
    page.add("written in", "\(ambiguity.location)")
    return Explanation(kind: "ambiguity", id: ambiguity.id, title: ambiguity.question, entries: page.entries)
  }

  // MARK: References

  /// Why no check tests the row.
  private func reason(_ row: String) -> String {
    specifications.omissions.first { $0.row == row }?.reason ?? "no reason is given"
  }

  private func requirement(_ id: String) -> String {
    specifications.requirements[id].map { "\(id), \($0.document) §\($0.section): \($0.text)" } ?? id
  }

  private func bug(_ id: String) -> String {
    specifications.bugs[id].map { "\(id) \($0.who): \($0.what) [\($0.source)]" } ?? id
  }

  private func exchange(_ id: String) -> String {
    specifications.exchanges[id].map { "\(id): \($0.about)" } ?? id
  }
}

/// Labelled lines under construction; an empty text adds none.
struct Entries {
  var entries: [Explanation.Entry] = []

  mutating func add(_ label: String, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    entries.append(.init(label: label, text: text))
  }
}

extension Check {
  /// A claim that the recorded exchange stands for this one.
  fileprivate init(_ exchange: Exchange) {
    self.init(
      id: exchange.id, title: exchange.about, level: .info, requirements: [], exchange: exchange.id,
      expect: exchange.recorded ?? .all([]), location: exchange.location)
  }
}
