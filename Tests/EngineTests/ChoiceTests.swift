import ScepspecEngine
import ScepspecModel
import Testing

@Suite("What depends on what was seen, and families of clients")
struct ChoiceTests {
  private static let isCoffee = Toy.test("cup.drink", .equals(Toy.text("1")))

  private func refill(choosing choices: [Exchange.Choice]) -> Exchange {
    var exchange = Toy.exchange("refill")
    exchange.send = .record(["size": .integer(1), "cup": .record(["handle": .bool(true)])])
    exchange.choices = choices
    return exchange
  }

  /// What is sent for `refill` where `order` gave the drink.
  private func sent(_ choices: [Exchange.Choice], after drink: String) -> (asked: [String], send: Field?) {
    let specifications = Toy.specifications(
      [Toy.check("c", on: "refill", expect: Self.isCoffee)],
      exchanges: [Toy.exchange("order"), refill(choosing: choices)])
    var run = Run(specifications, plan: Plan(specifications))
    var asked: [String] = []
    while case .perform(let exchange) = run.next() {
      asked.append(exchange.id)
      if exchange.id == "refill" { return (asked, exchange.send) }
      run.observe(.observed([Toy.cup(drink)]), for: exchange.id)
    }
    return (asked, nil)
  }

  @Test("The first choice that holds goes over the parameters, once what it looks at was seen")
  func choice() {
    let choices = [
      Exchange.Choice(
        when: Toy.test("cup.drink", .equals(Toy.text("1")), of: "order"), send: .record(["size": .integer(2)])),
      Exchange.Choice(when: nil, send: .record(["cup": .record(["lid": .bool(true)])])),
    ]
    let coffee = sent(choices, after: "1")
    #expect(coffee.asked == ["order", "refill"])
    #expect(coffee.send == .record(["size": .integer(2), "cup": .record(["handle": .bool(true)])]))
    let tea = sent(choices, after: "2")
    #expect(
      tea.send
        == .record(["size": .integer(1), "cup": .record(["handle": .bool(true), "lid": .bool(true)])]))
  }

  @Test("Where no choice holds, or what it looks at never came, the exchange is as it says")
  func none() {
    let choice = Exchange.Choice(
      when: Toy.test("cup.drink", .equals(Toy.text("1")), of: "order"), send: .record(["size": .integer(2)]))
    let plain = Field.record(["size": .integer(1), "cup": .record(["handle": .bool(true)])])
    #expect(sent([choice], after: "2").send == plain)
    #expect(sent([], after: "1").send == plain)
  }

  @Test("Steps of a family are in the plan where the family is asked for, and reported first")
  func families() {
    var specifications = Toy.specifications(
      [Toy.check("c", on: "order", expect: Self.isCoffee)], exchanges: [Toy.exchange("order")])
    specifications.clients = [
      ClientFamily(
        id: "guest", title: "", about: "", steps: [Toy.check("guest/order", on: "order", expect: Self.isCoffee)],
        facts: [], location: Toy.nowhere)
    ]
    #expect(Plan(specifications).checks.map(\.id) == ["c"])
    let plan = Plan(specifications, families: ["guest"])
    #expect(plan.selected == ["c", "guest/order"])
    var run = Run(specifications, plan: plan)
    _ = run.drive { _ in .observed([Toy.cup("1")]) }
    #expect(run.report.map(\.check.id) == ["guest/order", "c"])
  }
}
