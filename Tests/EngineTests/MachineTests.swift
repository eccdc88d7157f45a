import Engine
import Model
import Testing

@Suite struct MachineTests {
  /// Ordering a coffee: idle → ordered → served, with a refusal and a self transition.
  private static let machine = Machine(
    id: "order", title: "An order", key: Path(components: ["table"], isRelative: true), start: "idle",
    states: [
      "idle": state([("ordered", nil, "ordered")]),
      "ordered": state(
        [
          ("asked", nil, "ordered"),
          (
            "answer",
            .test(
              FieldReference(Path(components: ["ok"], isRelative: true)), .equals(.constant(.bool(true), name: nil))),
            "served"
          ),
          (
            "answer",
            .test(
              FieldReference(Path(components: ["ok"], isRelative: true)), .equals(.constant(.bool(false), name: nil))),
            "idle"
          ),
        ], within: 600),
      "served": Machine.State(about: "", isFinal: true, within: nil, transitions: [], location: Toy.nowhere),
    ], location: Toy.nowhere)

  private static func state(_ transitions: [(String, Predicate?, String)], within: Int? = nil) -> Machine.State {
    Machine.State(
      about: "", isFinal: false, within: within,
      transitions: transitions.map { Machine.Transition(on: $0.0, when: $0.1, to: $0.2, location: Toy.nowhere) },
      location: Toy.nowhere)
  }

  private static func event(_ kind: String, table: Int, at time: Int, ok: Bool? = nil) -> Observation {
    var fields: [String: Field] = ["table": .integer(table)]
    fields["ok"] = ok.map(Field.bool)
    return Observation(kind: kind, fields: fields, time: time, origin: .line(file: "log", time))
  }

  private static func journeys(_ events: [Observation]) -> [Journey] {
    var run = MachineRun(machine)
    events.forEach { run.observe($0) }
    return run.journeys
  }

  @Test("A journey passes its states, and says where it stands and since when")
  func journey() throws {
    let events = [Self.event("ordered", table: 1, at: 10), Self.event("asked", table: 1, at: 20)]
    let journey = try #require(Self.journeys(events).first)
    #expect(journey.state == "ordered")
    #expect(journey.since == 10, "asking again does not begin the state anew")
    #expect(journey.path.map(\.to) == ["ordered", "ordered"])
  }

  @Test("A state that lasts too long is overdue by the seconds beyond its time")
  func deadline() throws {
    let run = MachineRun(Self.machine)
    let journey = try #require(Self.journeys([Self.event("ordered", table: 1, at: 10)]).first)
    #expect(run.overdue(journey, now: 610) == nil)
    #expect(run.overdue(journey, now: 611)?.seconds == 1)
  }

  @Test("A finished journey that starts again is a new one")
  func again() {
    let events = [
      Self.event("ordered", table: 1, at: 1), Self.event("answer", table: 1, at: 2, ok: true),
      Self.event("ordered", table: 1, at: 3),
    ]
    #expect(Self.journeys(events).map(\.state) == ["served", "ordered"])
  }

  @Test("An event that the state does not know is kept as unexpected and changes nothing")
  func unexpected() throws {
    let journey = try #require(Self.journeys([Self.event("answer", table: 1, at: 2, ok: true)]).first)
    #expect(journey.state == "idle")
    #expect(journey.unexpected.count == 1)
  }

  @Test("Interleaving the events of several keys does not change any journey", arguments: 0..<40)
  func interleaving(_ seed: Int) {
    var chance = Chance(state: UInt64(seed))
    let streams = (0..<4).map { table in Self.randomEvents(table, using: &chance) }
    let separate = Set(streams.flatMap(Self.journeys))
    var queues = streams.map { $0[...] }
    var mixed: [Observation] = []
    while let index = queues.indices.filter({ !queues[$0].isEmpty }).randomElement(using: &chance) {
      mixed.append(queues[index].removeFirst())
    }
    #expect(Set(Self.journeys(mixed)) == separate)
  }

  @Test("An observation repeated at once never turns a journey into a success that was not there", arguments: 0..<40)
  func duplication(_ seed: Int) {
    var chance = Chance(state: UInt64(seed) &+ 77)
    let events = Self.randomEvents(1, using: &chance)
    let once = Self.journeys(events).filter { $0.state == "served" }.count
    let twice = Self.journeys(events.flatMap { [$0, $0] }).filter { $0.state == "served" }.count
    #expect(twice == once)
  }

  private static func randomEvents(_ table: Int, using chance: inout Chance) -> [Observation] {
    (0..<12).map { time in
      switch Int.random(in: 0..<4, using: &chance) {
      case 0: event("ordered", table: table, at: time)
      case 1: event("asked", table: table, at: time)
      case 2: event("answer", table: table, at: time, ok: true)
      default: event("answer", table: table, at: time, ok: false)
      }
    }
  }
}
