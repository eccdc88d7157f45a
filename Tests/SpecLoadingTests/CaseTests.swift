import ScepspecModel
import Testing

@Suite("Several exchanges said at once")
struct CaseTests {
  private func suite(_ send: String, more: String = "") -> String {
    """
    format: suite/1
    id: more
    title: More
    checks:
      - { id: one, title: A claim, level: INFO, send: \(send), expect: granted }
    \(more)
    """
  }

  @Test("each gives an exchange for every combination, and the check looks at them all")
  func combinations() throws {
    let loaded = try Tiny.load(
      suite(
        """
        { like: enrol, about: A question, each: {
          size: { small: { message: { size: 1 } }, big: { message: { size: 2 } } },
          result: { good: { message: { status: SUCCESS } }, bad: { message: { status: FAILURE } } } } }
        """))
    let check = try #require(loaded.checks.last)
    let all = [check.exchange] + check.otherExchanges
    #expect(all == ["more/one", "more/one (small, bad)", "more/one (big, good)", "more/one (big, bad)"])
    #expect(loaded.exchanges["more/one"]?.about == "A question (small, good)")
    #expect(
      loaded.exchanges["more/one (big, bad)"]?.send
        == .record([
          "operation": .text("enrol"), "message": .record(["status": .text("2"), "size": .integer(2)]),
        ]))
  }

  @Test("What comes after such a check comes after all of its exchanges")
  func after() throws {
    let loaded = try Tiny.load(
      suite(
        "{ operation: ask, each: { size: { small: { message: { size: 1 } }, big: { message: { size: 2 } } } } }",
        more:
          "  - { id: two, title: Another, level: INFO, send: { operation: ask, after: [more/one] }, expect: granted }"))
    #expect(loaded.exchanges["more/two"]?.after == ["more/one", "more/one (big)"])
  }

  @Test(
    "each is refused where it gives nothing, gives too much, or says what no exchange can",
    arguments: [
      "{ operation: ask, each: {} , about: x, like: nobody }",
      "{ operation: ask, each: { size: {} } }",
      "{ operation: ask, each: { Size: { small: { message: { size: 1 } } } } }",
      "{ operation: ask, each: { size: { small: { message: { sizes: 1 } } } } }",
      "{ operation: ask, each: [one] }",
    ])
  func refused(_ send: String) throws {
    #expect(try !Tiny.problems(suite(send)).isEmpty)
  }

  @Test("Combinations are bounded")
  func bounded() throws {
    let axis = (0..<15).map { "c\($0): { message: { size: \($0) } }" }.joined(separator: ", ")
    let problems = try Tiny.problems(suite("{ operation: ask, each: { a: { \(axis) }, b: { \(axis) } } }"))
    #expect(problems.map(\.message) == ["'each' gives no exchange, or more than 200"])
  }

  @Test("choose keeps its parameters by case, and an exchange that is like it has them too")
  func choose() throws {
    let loaded = try Tiny.load(
      suite(
        """
        { operation: ask, choose: [
          { when: { is: granted, of: enrol }, send: { message: { size: 1 } } }, { send: { message: { size: 2 } } }] }
        """,
        more: "  - { id: two, title: Another, level: INFO, send: { like: more/one, about: More }, expect: granted }"))
    let choices = try #require(loaded.exchanges["more/one"]?.choices)
    #expect(choices.map { $0.when == nil } == [false, true])
    #expect(choices.last?.send == .record(["message": .record(["size": .integer(2)])]))
    #expect(loaded.exchanges["more/two"]?.choices == choices)
  }
}
