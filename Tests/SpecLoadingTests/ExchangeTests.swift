import ScepspecModel
import Testing

@Suite("Exchanges as loaded")
struct ExchangeTests {
  private func suite(_ send: String, definitions: String = "") -> String {
    """
    format: suite/1
    id: more
    title: More
    \(definitions)
    checks:
      - { id: one, title: A claim, level: INFO, send: \(send), expect: granted }
    """
  }

  private func send(_ send: String) throws -> Exchange {
    try #require(Tiny.load(suite(send)).exchanges["more/one"])
  }

  @Test("One said in place has the id of its check, and the check looks at it")
  func inPlace() throws {
    let loaded = try Tiny.load(suite("{ operation: ask, about: Once more, harmful: true, after: [enrol] }"))
    let exchange = try #require(loaded.exchanges["more/one"])
    #expect(loaded.checks.last?.exchange == "more/one")
    #expect(exchange.about == "Once more" && exchange.harmful && exchange.after == ["enrol"])
    #expect(exchange.send == .record(["operation": .text("ask")]))
  }

  @Test("like takes over what is not said, key by key, and what comes first")
  func like() throws {
    let exchange = try send("{ like: enrol, http: { method: GET }, message: { size: 7 } }")
    #expect(exchange.after == ["ask"])
    #expect(
      exchange.send
        == .record([
          "operation": .text("enrol"), "http": .record(["method": .text("GET")]),
          "message": .record(["status": .text("0"), "size": .integer(7)]),
        ]))
  }

  @Test("An exchange that a parameter names comes first")
  func implied() throws {
    #expect(try send("{ operation: ask, message: { of: enrol } }").after == ["enrol"])
  }

  @Test("An open set of names takes any text but a slip")
  func open() throws {
    #expect(try send("{ message: { status: \"99\" } }").send == .record(["message": .record(["status": .text("99")])]))
  }

  @Test("Mutations are records that Mutation reads")
  func mutations() throws {
    let exchange = try send("{ message: { mutate: [{ flip: attributes.nonce, bit: -3 }, { drop: body }] } }")
    guard case .record(let record) = exchange.send.value, case .record(let message)? = record["message"]?.value,
      case .list(let items)? = message["mutate"]?.value
    else { throw Unexpected(what: "\(exchange.send)") }
    let expected = [Mutation(.flip, "attributes.nonce", ["bit": .integer(-3)]), Mutation(.drop, "body")]
    #expect(items.map(Mutation.init(field:)) == expected)
    #expect(items == expected.map(\.field))
  }

  @Test("on may name several exchanges")
  func several() throws {
    let text = """
      format: suite/1
      id: more
      title: More
      checks:
        - { id: one, title: A claim, level: INFO, on: [enrol, ask], requires: [base/right], expect: granted }
        - { id: two, title: A claim, level: INFO, on: ask, everywhere: true, requires: [one], expect: granted }
      """
    let checks = try Tiny.load(text).checks.suffix(2)
    #expect(checks.map(\.exchange) == ["enrol", "ask"])
    #expect(checks.map(\.otherExchanges) == [["ask"], []])
    #expect(checks.map(\.looksEverywhere) == [false, true])
    #expect(checks.map(\.requires) == [["base/right"], ["more/one"]])
  }
}
