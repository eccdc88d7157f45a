import ScepspecModel
import ScepspecSpecLoading
import Testing

@Suite("Signals that never hold together")
struct ExclusionTests {
  /// The problems of a machine with two states whose signals on one kind have these conditions.
  private func problems(_ one: String, _ other: String) throws -> [SpecProblem.Code] {
    let text = """
      format: machine/1
      id: pair
      title: Two signals
      platform: tests
      events: [agent-state, agent-result]
      start: START
      states:
        START: { about: Nothing, next: [ONE, OTHER] }
        ONE: { about: One, final: true, enter: [{ on: agent-state, \(one) }] }
        OTHER: { about: Other, final: true, enter: [{ on: agent-state, \(other) }] }
      """
    return try Tiny.problems(text).map(\.code)
  }

  @Test(
    "What plainly excludes each other is taken",
    arguments: [
      ("when: { field: .to, equals: A }", "when: { field: .to, equals: B }"),
      ("when: { field: .to, equals: A_DONE }", "when: { field: .to, endsWith: _FAILED }"),
      ("when: { field: .to, oneOf: [A, B] }", "when: { not: { field: .to, oneOf: [A, B, C] } }"),
      ("when: { field: .to, equals: A }", "when: { field: .to, absent: true }"),
      ("when: { field: .to, equals: a }", "when: { field: .to@lower, startsWith: b }"),
      ("when: { field: .to, endsWith: _DONE }", "when: { field: .to, endsWith: _FAILED }"),
      ("when: { field: .to, startsWith: A }", "when: { field: .to, startsWith: B }"),
      (
        "when: { field: .to, endsWith: X }",
        "when: { not: { any: [{ field: .to, endsWith: X }, { field: .to, equals: A }] } }"
      ),
      (
        "when: { all: [{ field: .to, equals: A }, { field: .from, equals: B }] }",
        "when: { any: [{ field: .from, equals: C }, { field: .to, contains: Z }] }"
      ),
      (
        "when: { any: [{ field: .to, equals: A }, { field: .to, equals: B }] }",
        "when: { field: .to, oneOf: [C, D] }"
      ),
      ("after: [START]", "after: [ONE]"),
      ("when: { field: .to, present: true }", "lastResort: true"),
    ])
  func exclusive(_ one: String, _ other: String) throws {
    #expect(try problems(one, other).filter { $0 != .unusedEvent } == [])
  }

  @Test(
    "What may hold together is not",
    arguments: [
      ("when: { field: .to, equals: A }", "when: { field: .from, equals: B }"),
      ("when: { field: .to, equals: A_FAILED }", "when: { field: .to, endsWith: _FAILED }"),
      ("when: { field: .to, oneOf: [A, B] }", "when: { not: { field: .to, oneOf: [A] } }"),
      ("when: { field: .to, endsWith: _DONE }", "when: { field: .to, endsWith: ONE }"),
      ("when: { field: .to, startsWith: A }", "when: { field: .to, endsWith: B }"),
      ("when: { field: .to, contains: A }", "when: { field: .to, contains: B }"),
      ("when: { field: .to, equals: { field: .from } }", "when: { field: .to, equals: A }"),
      ("after: [START, ONE]", "after: [ONE]"),
      ("after: [START]", "when: { field: .to, present: true }"),
      ("lastResort: true", "lastResort: true"),
    ])
  func together(_ one: String, _ other: String) throws {
    #expect(try problems(one, other).contains(.ambiguousTransition))
  }

  @Test("Signals of one state may hold together")
  func sameState() throws {
    let text = """
      format: machine/1
      id: same
      title: Two signals of one state
      platform: tests
      events: [agent-state]
      start: START
      states:
        START: { about: Nothing, next: [ONE] }
        ONE: { about: One, final: true, enter: [{ on: agent-state }, { on: agent-state, from: .from }] }
      """
    #expect(try Tiny.problems(text) == [])
  }
}
