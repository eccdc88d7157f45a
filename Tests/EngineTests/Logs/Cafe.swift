import ScepspecEngine
import ScepspecModel

/// A log of the tests' own, that of a café's orders, and a machine that follows it.
enum Cafe {
  static let nowhere = Toy.nowhere

  static func path(_ field: String) -> Path { Path(components: [field], isRelative: true) }

  static func equals(_ field: String, _ text: String) -> Predicate {
    .test(FieldReference(path(field)), .equals(Toy.text(text)))
  }

  static func endsWith(_ field: String, _ text: String) -> Predicate {
    .test(FieldReference(path(field)), .endsWith(Toy.text(text)))
  }

  static func state(
    _ name: String, step: Int? = nil, final: Bool = false, _ conclusion: Conclusion = .inProgress,
    readings: [Machine.Reading] = [], within: Int? = nil, next: [String] = [], also: [Machine.Signal] = []
  ) -> Machine.State {
    let own = Machine.Signal(on: "order", when: equals("to", name), from: path("from"), location: nowhere)
    return Machine.State(
      name: name, about: "about \(name)", step: step, isFinal: final, conclusion: conclusion, readings: readings,
      within: within, enter: name == "IDLE" ? [] : [own] + also, next: next, location: nowhere)
  }

  static func signal(
    _ kind: String, _ when: Predicate? = nil, after: [String] = []
  ) -> Machine.Signal { Machine.Signal(on: kind, when: when, after: after, location: nowhere) }

  static let states: [Machine.State] = [
    state("IDLE", next: ["ORDERED"]),
    state("ORDERED", step: 1, next: ["GRINDING"]),
    state("GRINDING", step: 2, next: ["BREWING"], also: [signal("noise", equals("what", "grrr"))]),
    state(
      "BREWING", step: 2, within: 600, next: ["BREWING", "SPILT", "READY"],
      also: [signal("noise", equals("what", "hiss"))]),
    state("SPILT", step: 2, .failure, next: ["BREWING"], also: [signal("noise", equals("what", "splash"))]),
    state(
      "READY", step: 3, .waitingForUser,
      readings: [Machine.Reading(given: ["waiter"], conclusion: .inProgress, means: "The waiter brings it.")],
      within: 300, next: ["SERVED"], also: [signal("noise", equals("what", "bell"))]),
    state("SERVED", step: 3, final: true, .success, also: [signal("noise", equals("what", "thanks"))]),
    Machine.State(
      name: "REFUSED", about: "refused", isFinal: true, conclusion: .failure,
      enter: [Machine.Signal(on: "order", when: endsWith("to", "_REFUSED"), from: path("from"), location: nowhere)],
      named: path("to"), location: nowhere),
    Machine.State(
      name: "OTHER", about: "not known", conclusion: .inProgress,
      enter: [Machine.Signal(on: "order", from: path("from"), isLastResort: true, location: nowhere)],
      named: path("to"), location: nowhere),
  ]

  static func machine(findings: [FindingRule] = [], unkeyed: [String] = ["hand"]) -> Machine {
    Machine(
      id: "order", title: "An order", platform: "café", key: path("table"), unkeyed: unkeyed.map(path),
      option: Machine.Option(name: "service", values: ["self", "waiter"]), events: ["order", "noise", "till"],
      start: "IDLE", states: states, findings: findings, location: nowhere)
  }

  static func event(_ id: String, fields: [String: EventType.Meaning] = [:], decoy: String? = nil) -> EventType {
    EventType(id: id, about: id, families: ["cafe"], matches: [], fields: fields, decoy: decoy, location: nowhere)
  }

  static let workflow = Workflow(
    id: "meal", title: "A meal", steps: [],
    identities: [
      "table": Workflow.Identity(
        about: "", normalise: [LogReader.Replacement(replace: "_", with: "/")], isPercentDecoded: true,
        isCaseFolded: true, redactions: ["…", "\\.\\.\\.", "<[^>]*>"])
    ], joins: [], location: nowhere)

  static let codes: [String: CodeTable] = [
    "till": CodeTable(
      id: "till", title: "Till", spelling: .hexadecimal,
      entries: [
        "0x80000001": .init(symbol: "NO_CHANGE", text: "There is no change", cause: "No coins", remedy: "Fetch coins"),
        "0x00000002": .init(text: "Paid", isGood: true),
      ], ranges: [.init(first: 0x8019_0000, last: 0x8019_03E7, base: 0x8019_0000, table: "web", text: "Web status")],
      location: nowhere),
    "web": CodeTable(
      id: "web", title: "Web", spelling: .decimal,
      entries: ["404": .init(text: "Not found", cause: "A wrong address")], location: nowhere),
  ]

  static func specifications(_ machines: [Machine] = [machine()]) -> Specifications {
    Specifications(
      events: [
        event("order", fields: ["table": .init(identity: "table"), "pin": .init(isSecret: true)]), event("noise"),
        event("till", fields: ["table": .init(identity: "table"), "code": .init(codes: ["till", "web"])]),
        event("weather", decoy: "The weather is no order"),
      ], codes: codes, machines: machines, workflows: [workflow])
  }

  /// Searches with the standard library's expressions: the product brings better ones.
  static let patterns = PatternReplacement { text, pattern, replacement in
    (try? Regex(pattern)).map { text.replacing($0, with: replacement) } ?? text
  }

  static func order(
    _ table: String?, _ to: String, from: String? = nil, at second: Int? = nil, hand: String? = nil,
    _ others: [String: String] = [:], line: Int = 0
  ) -> Observation {
    var fields = others.mapValues(Field.text)
    fields["table"] = table.map(Field.text)
    fields["to"] = .text(to)
    fields["from"] = from.map(Field.text)
    fields["hand"] = hand.map(Field.text)
    return Observation(
      kind: "order", fields: fields, time: second.map { Moment(seconds: $0) },
      origin: .line(file: "cafe.log", line == 0 ? second ?? 0 : line))
  }

  static func noise(_ what: String, at second: Int? = nil, hand: String? = nil) -> Observation {
    var fields: [String: Field] = ["what": .text(what)]
    fields["hand"] = hand.map(Field.text)
    return Observation(
      kind: "noise", fields: fields, time: second.map { Moment(seconds: $0) },
      origin: .line(file: "cafe.log", second ?? 0))
  }

  static func till(_ table: String?, _ code: String, at second: Int? = nil) -> Observation {
    var fields: [String: Field] = ["code": .text(code)]
    fields["table"] = table.map(Field.text)
    return Observation(
      kind: "till", fields: fields, time: second.map { Moment(seconds: $0) },
      origin: .line(file: "cafe.log", second ?? 0))
  }

  static func diagnose(
    _ observations: [Observation], findings: [FindingRule] = [], options: [String: String] = [:],
    mostJourneys: Int = 10_000
  ) -> Diagnosis {
    let diagnoser = Diagnoser(
      specifications([machine(findings: findings)]), options: options, patterns: patterns,
      mostJourneys: mostJourneys)
    var group = diagnoser.group(family: "cafe", files: ["cafe.log"])
    observations.forEach { group.observe($0) }
    return diagnoser.diagnose([group])
  }

  static let course = ["ORDERED", "GRINDING", "BREWING", "READY", "SERVED"]

  /// A whole course, or its beginning.
  static func orders(_ table: String?, _ names: [String] = course, from second: Int = 10) -> [Observation] {
    names.enumerated().map { order(table, $1, at: second + 10 * $0) }
  }
}
