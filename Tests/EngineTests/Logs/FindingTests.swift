import ScepspecEngine
import ScepspecModel
import Testing

@Suite struct FindingTests {
  private func rule(
    _ id: String, at: [String] = [], on: String? = nil, when: Predicate? = nil, without: [String] = [],
    given: [String] = [], shown: [String] = [], level: FindingRule.Level = .error, message: String = "said"
  ) -> FindingRule {
    FindingRule(
      id: id, at: at, on: on, when: when, without: without, given: given, shown: shown, level: level,
      message: message, location: Cafe.nowhere)
  }

  private func ids(_ records: [Observation], _ rules: [FindingRule], options: [String: String] = [:]) -> [String] {
    Cafe.diagnose(records, findings: rules, options: options).journeys.first?.findings.map(\.id) ?? []
  }

  @Test("What the state at hand means stands first, then codes, then events, each once")
  func order() {
    let rules = [
      rule("event", on: "till"), rule("second", at: ["GRINDING"]), rule("third", at: ["GRINDING"], on: "till"),
    ]
    let records =
      Cafe.orders("7", ["ORDERED", "GRINDING"]) + [Cafe.till("7", "0x80190194"), Cafe.till("7", "0x80000001")]
    #expect(ids(records, rules) == ["second", "third", "code/web/404", "code/till/0x80000001", "event"])
  }

  @Test(
    "A rule holds only where its state, option, levels and absences say so",
    arguments: [
      ("at", true), ("elsewhere", false), ("given", true), ("given other", false), ("without", true),
      ("without seen", false), ("shown", true), ("not shown", false), ("when", true), ("when not", false),
    ])
  func conditions(_ name: String, _ holds: Bool) {
    let rules: [String: FindingRule] = [
      "at": rule("r", at: ["READY", "GRINDING"]), "elsewhere": rule("r", at: ["READY"]),
      "given": rule("r", at: ["GRINDING"], given: ["waiter"]),
      "given other": rule("r", at: ["GRINDING"], given: ["self"]),
      "without": rule("r", at: ["GRINDING"], without: ["till"]),
      "without seen": rule("r", at: ["GRINDING"], without: ["order"]),
      "shown": rule("r", at: ["GRINDING"], without: ["till"], shown: ["Debug"]),
      "not shown": rule("r", at: ["GRINDING"], without: ["till"], shown: ["trace"]),
      "when": rule("r", on: "order", when: Cafe.equals("to", "ORDERED")),
      "when not": rule("r", on: "order", when: Cafe.equals("to", "SERVED")),
    ]
    let records = [
      Cafe.order("7", "ORDERED", at: 1, ["level": "DEBUG"]), Cafe.order("7", "GRINDING", at: 2),
    ]
    #expect(ids(records, rules[name].map { [$0] } ?? [], options: ["service": "waiter"]) == (holds ? ["r"] : []))
  }

  @Test("A rule for one set-up holds where the set-up is not known")
  func unknownOption() {
    #expect(ids(Cafe.orders("7", ["READY"]), [rule("r", at: ["READY"], given: ["self"])]) == ["r"])
  }

  @Test("Events of an attempt before do not count")
  func attempt() {
    let records = [Cafe.till("7", "0x80000001")] + Cafe.orders("7") + Cafe.orders("7", ["ORDERED"], from: 100)
    #expect(ids(records, [rule("r", on: "till")]).isEmpty)
  }

  @Test("A message shows what the record says, but never a secret")
  func placeholders() throws {
    let rules = [rule("r", on: "order", message: "to {.to} for {.table}, pin {.pin}, {.none} {.to")]
    let records = [Cafe.order("7", "ORDERED", at: 1, ["pin": "1234"], line: 12)]
    let finding = try #require(Cafe.diagnose(records, findings: rules).journeys.first?.findings.first)
    #expect(finding.message == "to ORDERED for 7, pin (secret), (not shown) {.to")
    #expect(finding.origin == .line(file: "cafe.log", 12))
  }

  @Test("What went wrong on the way is told as information where it went well in the end")
  func success() throws {
    let rules = [rule("r", on: "till"), rule("w", on: "till", level: .warning)]
    let journey = try #require(
      Cafe.diagnose([Cafe.till("7", "0x80000001")] + Cafe.orders("7"), findings: rules).journeys.first)
    #expect(journey.findings.map(\.id) == ["code/till/0x80000001", "r", "w"])
    #expect(journey.findings.map(\.level) == [.info, .info, .warning])
  }

  @Test("A code is told with every code that it holds; one that nobody knows is told as it is")
  func codes() throws {
    let findings =
      Cafe.diagnose(
        Cafe.orders("7", ["ORDERED"]) + [
          Cafe.till("7", "-2145844844"), Cafe.till("7", "0x8009ffff"), Cafe.till("7", "0x2"), Cafe.till("7", "0"),
        ]
      ).journeys.first?.findings ?? []
    #expect(findings.map(\.id) == ["code/web/404", "code/till/0x8009ffff"])
    #expect(findings.first?.codes.map { $0.code } == ["0x80190194", "404"])
    #expect(findings.first?.message == "0x80190194: Web status, 404: Not found")
    #expect(findings.first?.cause == "A wrong address")
    #expect(findings.last?.codes.map { $0.text } == [nil])
    #expect(findings.last?.level == .info)
  }

  @Test("The option given picks the reading; without it, the other readings stand beside")
  func readings() throws {
    let records = Cafe.orders("7", ["READY"])
    let open = try #require(Cafe.diagnose(records).journeys.first)
    #expect(open.conclusion == .waitingForUser)
    #expect(open.otherReadings.map(\.conclusion) == [.inProgress])
    let given = try #require(Cafe.diagnose(records, options: ["service": "waiter"]).journeys.first)
    #expect(given.conclusion == .inProgress)
    #expect(given.about == "about READY. The waiter brings it.")
    #expect(given.otherReadings.isEmpty)
    let other = try #require(Cafe.diagnose(records, options: ["service": "self"]).journeys.first)
    #expect(other.conclusion == .waitingForUser)
    #expect(other.otherReadings.isEmpty)
  }

  @Test("What is found without any journey is told about the logs as a whole")
  func stray() {
    let diagnosis = Cafe.diagnose([Cafe.till("7", "0x80000001")])
    #expect(diagnosis.journeys.isEmpty)
    #expect(diagnosis.conclusion == .insufficient)
    #expect(diagnosis.findings.map(\.id) == ["code/till/0x80000001"])
  }

  @Test("Several journeys: the worst decides and stands first")
  func worst() {
    let diagnosis = Cafe.diagnose(
      Cafe.orders("1") + Cafe.orders("2", ["ORDERED"]) + Cafe.orders("3", ["READY"]) + Cafe.orders("4", ["X_REFUSED"])
        + Cafe.orders("5", ["X_REFUSED"], from: 5))
    #expect(diagnosis.journeys.map(\.key) == ["5", "4", "3", "2", "1"])
    #expect(diagnosis.conclusion == .failure)
    #expect(diagnosis.stoppedAt == .init(journey: 0, step: nil, state: "X_REFUSED"))
  }

  @Test("Nothing but decoys is about something else; nothing at all tells nothing")
  func nothing() {
    let weather = Observation(kind: "weather", fields: [:], origin: .line(file: "cafe.log", 1))
    #expect(Cafe.diagnose([weather]).conclusion == .unrelated)
    #expect(Cafe.diagnose([weather, Cafe.noise("?")]).conclusion == .insufficient)
    #expect(Cafe.diagnose([]).conclusion == .insufficient)
  }
}
