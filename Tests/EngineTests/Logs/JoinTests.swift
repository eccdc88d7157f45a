import ScepspecEngine
import ScepspecModel
import Testing

/// A guest, the kitchen and the desk each keep a log; together they tell of one meal.
@Suite struct JoinTests {
  private static func state(
    _ name: String, _ step: Int?, _ conclusion: Conclusion, final: Bool = false, next: [String] = []
  ) -> Machine.State {
    Machine.State(
      name: name, about: name.lowercased(), step: step, isFinal: final, conclusion: conclusion,
      enter: [Machine.Signal(on: "said", when: Cafe.equals("state", name), location: Cafe.nowhere)], next: next,
      location: Cafe.nowhere)
  }

  private static func machine(_ id: String, _ role: Machine.Role, _ states: [Machine.State]) -> Machine {
    let start = Machine.State(name: "START", about: "", next: states.map(\.name), location: Cafe.nowhere)
    return Machine(
      id: id, title: "the \(id)", platform: id, role: role, families: [id], key: Cafe.path("key"), start: "START",
      states: [start] + states, location: Cafe.nowhere)
  }

  private static let guest = machine(
    "guest", .delivery,
    [
      state("ASKED", 1, .inProgress), state("SENT", 2, .inProgress), state("TABLE", 3, .waitingForUser),
      state("EATEN", 3, .success, final: true), state("LEFT", 3, .failure, final: true),
    ])
  /// Follows the ends of the way alone, as the delivery of something else does.
  private static let coat = machine(
    "coat", .delivery, [state("GIVEN", 1, .inProgress), state("HUNG", 3, .success, final: true)])
  private static let kitchen = machine(
    "kitchen", .support,
    [
      state("TAKEN", 2, .stepProven), state("PENDING", 3, .inProgress), state("COOKED", 3, .stepProven),
      state("UNREADABLE", 2, .failure), state("BURNT", 3, .failure),
    ])
  private static let desk = machine(
    "desk", .support,
    [
      state("RETRY", 4, .inProgress), state("BOOKED", 4, .success, final: true),
      state("LOST", 4, .failure, final: true),
    ])

  private static let workflow = Workflow(
    id: "meal", title: "A meal",
    steps: (1...4).map { Workflow.Step(number: $0, title: "step \($0)", about: "") },
    identities: [
      "order": Workflow.Identity(about: "", isCaseFolded: true, redactions: ["…"]),
      "place": Workflow.Identity(about: "", isCaseFolded: true),
    ],
    joins: [
      Workflow.Join(by: ["order"], certainty: .sure), Workflow.Join(by: ["place"], within: 600, certainty: .guess),
      Workflow.Join(by: [], within: 300, certainty: .guess),
    ], location: Cafe.nowhere)

  private static let specifications = Specifications(
    events: [
      EventType(
        id: "said", about: "", families: [], matches: [],
        fields: ["order": .init(identity: "order"), "place": .init(identity: "place")], location: Cafe.nowhere)
    ], machines: [guest, coat, kitchen, desk], workflows: [workflow])

  /// One record: the log, the journey's key, the state, the second, and what it has in common with others.
  private struct Said {
    var log: String
    var key: String
    var state: String
    var at: Int
    var shared: [String: String] = [:]
  }

  private static func diagnose(
    _ records: [Said], unzoned: Set<String> = [], dateless: Set<String> = [], offsets: [String: Int] = [:]
  ) -> Diagnosis {
    let diagnoser = Diagnoser(specifications, patterns: Cafe.patterns)
    var logs: [String] = []
    for record in records where !logs.contains(record.log) { logs.append(record.log) }
    let groups = logs.map { log in
      var group = diagnoser.group(family: log, files: ["\(log).log"])
      for (line, record) in records.enumerated() where record.log == log {
        var fields = record.shared.mapValues(Field.text)
        fields["key"] = .text(record.key)
        fields["state"] = .text(record.state)
        group.observe(
          Observation(
            kind: "said", fields: fields,
            time: Moment(
              microseconds: record.at * 1_000_000, hasDate: !dateless.contains(log), isZoned: !unzoned.contains(log)),
            origin: .line(file: "\(log).log", line + 1)))
      }
      return group
    }
    return diagnoser.diagnose(groups, inputs: logs.map { LogSummary(path: "\($0).log") }, offsets: offsets)
  }

  private static let day = 1_700_000_000

  /// What guest, kitchen and desk say last, and what that comes to.
  struct Case: Sendable, CustomTestStringConvertible {
    var guest: String?
    var kitchen: [String] = []
    var desk: String?
    var conclusion: Conclusion
    var step: Int
    var state: String
    var testDescription: String { "\(guest ?? "-") \(kitchen) \(desk ?? "-")" }
  }

  static let cases: [Case] = [
    // The device alone tells how it ended, unless reporting fails.
    Case(guest: "EATEN", kitchen: ["COOKED"], desk: "BOOKED", conclusion: .success, step: 4, state: "EATEN"),
    Case(guest: "EATEN", kitchen: ["COOKED"], conclusion: .success, step: 3, state: "EATEN"),
    Case(guest: "EATEN", kitchen: ["BURNT"], conclusion: .success, step: 3, state: "EATEN"),
    Case(guest: "EATEN", kitchen: ["COOKED"], desk: "LOST", conclusion: .failure, step: 4, state: "LOST"),
    Case(guest: "EATEN", desk: "RETRY", conclusion: .success, step: 3, state: "EATEN"),
    // A failure on the way explains a device that came no farther.
    Case(guest: "ASKED", kitchen: ["UNREADABLE"], conclusion: .failure, step: 2, state: "UNREADABLE"),
    Case(guest: "SENT", kitchen: ["UNREADABLE"], conclusion: .failure, step: 2, state: "UNREADABLE"),
    Case(guest: "SENT", kitchen: ["BURNT"], conclusion: .failure, step: 3, state: "BURNT"),
    Case(guest: "LEFT", kitchen: ["BURNT"], conclusion: .failure, step: 3, state: "BURNT"),
    Case(guest: "LEFT", kitchen: ["COOKED"], conclusion: .failure, step: 3, state: "LEFT"),
    Case(guest: "TABLE", kitchen: ["UNREADABLE"], conclusion: .waitingForUser, step: 3, state: "TABLE"),
    Case(guest: "TABLE", kitchen: ["COOKED"], desk: "BOOKED", conclusion: .waitingForUser, step: 3, state: "TABLE"),
    // A failed try that worked later explains nothing.
    Case(guest: "SENT", kitchen: ["UNREADABLE", "COOKED"], conclusion: .inProgress, step: 2, state: "SENT"),
    Case(guest: "SENT", kitchen: ["BURNT"], desk: "BOOKED", conclusion: .inProgress, step: 2, state: "SENT"),
    // What still goes on there is what the device waits for.
    Case(guest: "SENT", kitchen: ["PENDING"], conclusion: .inProgress, step: 3, state: "PENDING"),
    Case(guest: "SENT", kitchen: ["COOKED"], conclusion: .inProgress, step: 2, state: "SENT"),
    // Without a device, the deepest step decides, and a failure that nothing overcame.
    Case(kitchen: ["COOKED"], desk: "BOOKED", conclusion: .success, step: 4, state: "BOOKED"),
    Case(kitchen: ["COOKED"], desk: "LOST", conclusion: .failure, step: 4, state: "LOST"),
    Case(kitchen: ["BURNT"], desk: "BOOKED", conclusion: .success, step: 4, state: "BOOKED"),
    Case(kitchen: ["TAKEN"], desk: "RETRY", conclusion: .inProgress, step: 4, state: "RETRY"),
  ]

  @Test("What the parts of one meal come to together", arguments: cases)
  func matrix(_ meal: Case) throws {
    let shared = ["order": "A"]
    var records: [Said] = []
    if let guest = meal.guest {
      if guest == "LEFT" {
        records.append(Said(log: "guest", key: "g", state: "SENT", at: Self.day, shared: shared))
      }
      records.append(Said(log: "guest", key: "g", state: guest, at: Self.day + 60, shared: shared))
    }
    for (index, state) in meal.kitchen.enumerated() {
      records.append(Said(log: "kitchen", key: "k\(index)", state: state, at: Self.day + 10 + index, shared: shared))
    }
    if let desk = meal.desk {
      records.append(Said(log: "desk", key: "d", state: desk, at: Self.day + 70, shared: shared))
    }
    let diagnosis = Self.diagnose(records)
    let journey = try #require(diagnosis.journeys.first)
    #expect(diagnosis.journeys.count == 1)
    #expect(diagnosis.conclusion == meal.conclusion)
    #expect(diagnosis.stoppedAt == .init(journey: 0, step: meal.step, state: meal.state))
    #expect(journey.machine == "meal")
    #expect(journey.parts.count == Set(records.map { $0.log + $0.key }).count)
    #expect(journey.parts.map(\.certainty).allSatisfy { $0 == .sure })
  }

  @Test("The joined path runs in order of time, each passage with its machine")
  func path() throws {
    let shared = ["order": "A"]
    let journey = try #require(
      Self.diagnose([
        Said(log: "guest", key: "g", state: "SENT", at: Self.day, shared: shared),
        Said(log: "guest", key: "g", state: "EATEN", at: Self.day + 60, shared: shared),
        Said(log: "kitchen", key: "k", state: "COOKED", at: Self.day + 30, shared: shared),
      ]).journeys.first)
    #expect(journey.path.map(\.to) == ["SENT", "COOKED", "EATEN"])
    #expect(journey.path.map(\.machine) == ["guest", "kitchen", "guest"])
  }

  @Test("A redacted identity joins with the only one that it fits, probably")
  func redacted() throws {
    let journey = try #require(
      Self.diagnose([
        Said(log: "guest", key: "g", state: "SENT", at: Self.day, shared: ["order": "AB12…"]),
        Said(log: "kitchen", key: "k", state: "BURNT", at: Self.day + 9000, shared: ["order": "ab1234"]),
      ]).journeys.first)
    #expect(journey.conclusion == .failure)
    #expect(journey.parts.map(\.certainty) == [.sure, .probable])
    #expect(journey.remarks.contains { $0.hasPrefix("Probably the kitchen is of the same enrolment") })
  }

  @Test("Time alone is a guess, which says so", arguments: [(200, true), (301, false)])
  func guess(_ gap: Int, _ isJoined: Bool) throws {
    let diagnosis = Self.diagnose([
      Said(log: "guest", key: "g", state: "SENT", at: Self.day),
      Said(log: "kitchen", key: "k", state: "BURNT", at: Self.day + gap),
    ])
    #expect(diagnosis.journeys.count == (isJoined ? 1 : 2))
    #expect(diagnosis.conclusion == (isJoined ? .failure : .inProgress))
    #expect(diagnosis.journeys.first?.remarks.contains { $0.hasPrefix("It is a guess") } == isJoined)
  }

  @Test("Where time allows several, none is chosen")
  func crowd() {
    let diagnosis = Self.diagnose([
      Said(log: "guest", key: "g", state: "SENT", at: Self.day),
      Said(log: "kitchen", key: "k1", state: "BURNT", at: Self.day + 20),
      Said(log: "kitchen", key: "k2", state: "COOKED", at: Self.day + 30),
    ])
    #expect(diagnosis.journeys.count == 3)
    #expect(diagnosis.conclusion == .inProgress)
  }

  @Test("Two guests at once are never one meal, and share no guess")
  func guests() {
    let diagnosis = Self.diagnose([
      Said(log: "guest", key: "g1", state: "SENT", at: Self.day),
      Said(log: "guest", key: "g2", state: "SENT", at: Self.day),
      Said(log: "kitchen", key: "k", state: "BURNT", at: Self.day + 20),
    ])
    #expect(diagnosis.journeys.count == 3)
    let shared = Self.diagnose([
      Said(log: "guest", key: "g1", state: "SENT", at: Self.day, shared: ["order": "A"]),
      Said(log: "guest", key: "g2", state: "SENT", at: Self.day, shared: ["order": "A"]),
    ])
    #expect(shared.journeys.count == 2)
  }

  @Test("A delivery that does not see that part of the way takes no guess, and disturbs none")
  func otherDelivery() {
    let coat = [
      Said(log: "coat", key: "c", state: "GIVEN", at: Self.day),
      Said(log: "coat", key: "c", state: "HUNG", at: Self.day + 9),
    ]
    let burnt = Said(log: "kitchen", key: "k", state: "UNREADABLE", at: Self.day + 20)
    #expect(Self.diagnose(coat + [burnt]).journeys.count == 2)
    let both = Self.diagnose(coat + [Said(log: "guest", key: "g", state: "SENT", at: Self.day), burnt])
    #expect(both.journeys.map(\.machine) == ["meal", "coat"])
    #expect(both.conclusion == .failure)
  }

  @Test("A clock of an unknown zone is set by what both logs show", arguments: [0, 3600, -18_000, 20_700, 3500])
  func estimated(_ shift: Int) throws {
    let diagnosis = Self.diagnose(
      [
        Said(log: "guest", key: "g", state: "SENT", at: Self.day + shift, shared: ["place": "window"]),
        Said(log: "guest", key: "g", state: "TABLE", at: Self.day + shift + 50),
        Said(log: "kitchen", key: "k", state: "COOKED", at: Self.day + 10, shared: ["place": "Window"]),
      ], unzoned: ["guest"])
    let journey = try #require(diagnosis.journeys.first)
    #expect(diagnosis.journeys.count == 1)
    #expect(journey.path.map(\.to) == ["SENT", "COOKED", "TABLE"])
    let offset = try #require(diagnosis.inputs.first?.offset)
    #expect(!offset.isGiven)
    #expect(abs(offset.seconds + shift) <= 60)
    #expect(diagnosis.inputs.last?.offset == nil)
  }

  @Test("A clock without date is set by days and quarters of an hour")
  func dateless() throws {
    let diagnosis = Self.diagnose(
      [
        Said(log: "guest", key: "g", state: "SENT", at: Self.day % 86_400 + 7200, shared: ["order": "A"]),
        Said(log: "kitchen", key: "k", state: "COOKED", at: Self.day + 5, shared: ["order": "A"]),
      ], unzoned: ["guest"], dateless: ["guest"])
    #expect(diagnosis.inputs.first?.offset == .init(seconds: Self.day - Self.day % 86_400 - 7200, isGiven: false))
    #expect(diagnosis.journeys.first?.path.map(\.to) == ["SENT", "COOKED"])
  }

  @Test("The user's offset counts, and is shown as given")
  func given() throws {
    let records = [
      Said(log: "guest", key: "g", state: "SENT", at: Self.day + 3600),
      Said(log: "kitchen", key: "k", state: "BURNT", at: Self.day + 20),
    ]
    let diagnosis = Self.diagnose(records, unzoned: ["guest"], offsets: ["guest.log": -3600])
    #expect(diagnosis.journeys.count == 1)
    #expect(diagnosis.inputs.first?.offset == .init(seconds: -3600, isGiven: true))
    #expect(diagnosis.journeys.first?.parts.last?.reason == "20 s apart")
    let wrong = Self.diagnose(records, unzoned: ["guest"], offsets: ["guest.log": 0])
    #expect(wrong.journeys.count == 2)
  }

  @Test("Clocks that do not compare join only what is alone of its kind")
  func incomparable() {
    let records = [
      Said(log: "guest", key: "g", state: "SENT", at: 500),
      Said(log: "kitchen", key: "k", state: "BURNT", at: Self.day + 20),
    ]
    #expect(Self.diagnose(records, dateless: ["guest"]).journeys.count == 1)
    let two = records + [Said(log: "kitchen", key: "k2", state: "BURNT", at: Self.day + 90_000)]
    #expect(Self.diagnose(two, dateless: ["guest"]).journeys.count == 3)
  }

  @Test("Hundreds of journeys of one identity are one; those of one minute are too many to guess")
  func hundreds() {
    var records = [Said(log: "guest", key: "g", state: "SENT", at: Self.day, shared: ["order": "A"])]
    for number in 0..<400 {
      records.append(
        Said(
          log: "kitchen", key: "k\(number)", state: "COOKED", at: Self.day + number / 10,
          shared: ["order": number % 2 == 0 ? "A" : "B\(number)", "place": "window"]))
    }
    let diagnosis = Self.diagnose(records)
    #expect(diagnosis.journeys.first?.parts.count == 201)
    #expect(diagnosis.journeys.count == 201)
  }
}
