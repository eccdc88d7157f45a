import ScepspecEngine
import ScepspecModel
import Testing

@Suite struct RunTests {
  private static let isCoffee = Toy.test("cup.drink", .equals(Toy.text("1")))

  @Test("A failure upstream blocks what depends on it, and names it")
  func blocked() {
    let specifications = Toy.specifications(
      [
        Toy.check("served", on: "order", expect: .observed(kind: "cup", of: nil)),
        Toy.check("hot", on: "order", requires: ["served"], expect: Self.isCoffee),
        Toy.check("sweet", on: "order", requires: ["hot"], expect: Self.isCoffee),
      ], exchanges: [Toy.exchange("order")])
    let (results, _, _) = Toy.drive(specifications, outcomes: ["order": .observed([Toy.noise("crash")])])
    #expect(results["served"]?.verdict == .fail)
    #expect(results["hot"]?.verdict == .blocked)
    #expect(results["hot"]?.blockedBy == ["served"])
    #expect(results["sweet"]?.verdict == .blocked)
  }

  @Test("A broken check names those that it follows, where they are broken as gravely")
  func follows() {
    func cause(_ first: Level, _ drink: String) -> CheckResult? {
      var after = Toy.check("after", on: "order", expect: Self.isCoffee)
      after.follows = ["first"]
      let specifications = Toy.specifications(
        [after, Toy.check("first", first, on: "refill", expect: Self.isCoffee)],
        exchanges: [Toy.exchange("order"), Toy.exchange("refill")])
      return Toy.drive(
        specifications, outcomes: ["order": .observed([Toy.cup("2")]), "refill": .observed([Toy.cup(drink)])]
      ).results["after"]
    }
    #expect(cause(.must, "2")?.verdict == .fail)
    #expect(cause(.must, "2")?.blockedBy == ["first"])
    #expect(cause(.should, "2")?.blockedBy == [])
    #expect(cause(.must, "1")?.blockedBy == [])
  }

  @Test("A check that does not apply sends nothing")
  func applicability() {
    let specifications = Toy.specifications(
      [
        Toy.check(
          "refill", on: "refill", when: Toy.test("cup.size", .atLeast(Toy.integer(2)), of: "order"),
          expect: Self.isCoffee)
      ], exchanges: [Toy.exchange("order"), Toy.exchange("refill", after: ["order"])])
    let small = Toy.drive(specifications, outcomes: ["order": .observed([Toy.cup("1", size: 1)])])
    #expect(small.results["refill"]?.verdict == .notApplicable)
    #expect(small.asked == ["order"])
    let large = Toy.drive(
      specifications,
      outcomes: ["order": .observed([Toy.cup("1", size: 2)]), "refill": .observed([Toy.cup("1")])])
    #expect(large.results["refill"]?.verdict == .pass)
    #expect(large.asked == ["order", "refill"])
  }

  @Test("A precondition that does not hold makes the check inconclusive")
  func precondition() {
    let specifications = Toy.specifications(
      [Toy.check("c", on: "order", given: .observed(kind: "cup", of: nil), expect: Self.isCoffee)],
      exchanges: [Toy.exchange("order")])
    let (results, _, _) = Toy.drive(specifications, outcomes: ["order": .observed([Toy.noise("hiss")])])
    #expect(results["c"]?.verdict == .inconclusive)
    #expect(results["c"]?.reason.hasPrefix("needs ") == true)
  }

  @Test("A text of one character with endless marks is shown short")
  func endlessMarks() {
    let specifications = Toy.specifications(
      [Toy.check("c", on: "order", expect: Self.isCoffee)], exchanges: [Toy.exchange("order")])
    let text = "e" + String(repeating: "\u{301}", count: 100_000)
    let (results, _, _) = Toy.drive(specifications, outcomes: ["order": .observed([Toy.cup(text)])])
    #expect((results["c"]?.actual ?? "").unicodeScalars.count < 300)
  }

  @Test("An exchange that could not be tried makes its checks inconclusive, with the reason")
  func unavailable() {
    let specifications = Toy.specifications(
      [Toy.check("c", on: "order", expect: .observed(kind: "cup", of: nil))], exchanges: [Toy.exchange("order")])
    let (results, _, _) = Toy.drive(specifications, outcomes: ["order": .unavailable("no coins left")])
    #expect(results["c"]?.verdict == .inconclusive)
    #expect(results["c"]?.reason == "no coins left")
  }

  @Test("A check of several exchanges is broken by any of them and passes over those that it is not about")
  func severalExchanges() {
    let specifications = Toy.specifications(
      [
        Toy.check(
          "c", on: "one", also: ["two", "three"], given: .observed(kind: "cup", of: nil), expect: Self.isCoffee)
      ],
      exchanges: ["one", "two", "three"].map { Toy.exchange($0) })
    func verdict(_ one: Observation, _ two: Observation, _ three: Observation) -> Verdict? {
      Toy.drive(
        specifications, outcomes: ["one": .observed([one]), "two": .observed([two]), "three": .observed([three])]
      ).results["c"]?.verdict
    }
    let (coffee, tea, hiss) = (Toy.cup("1"), Toy.cup("2"), Toy.noise("hiss"))
    #expect(verdict(coffee, hiss, coffee) == .pass)
    #expect(verdict(hiss, coffee, tea) == .fail)
    #expect(verdict(hiss, hiss, hiss) == .notApplicable)
  }

  @Test("A check that looks everywhere is decided last, over every exchange of the run")
  func everywhere() {
    let specifications = Toy.specifications(
      [
        Toy.check(
          "all", on: "one", everywhere: true, given: .observed(kind: "cup", of: nil), expect: Self.isCoffee),
        Toy.check("late", on: "one", requires: ["all"], expect: Self.isCoffee),
        Toy.check("other", on: "two", expect: .observed(kind: "cup", of: nil)),
      ],
      exchanges: ["one", "two"].map { Toy.exchange($0) })
    let outcomes: [String: ExchangeOutcome] = [
      "one": .observed([Toy.cup("1")]), "two": .observed([Toy.cup("2")]),
    ]
    #expect(Plan(specifications).checks.map(\.id) == ["other", "all", "late"])
    let results = Toy.drive(specifications, outcomes: outcomes).results
    #expect(results["all"]?.verdict == .fail)
    #expect(results["all"]?.evidence.map(\.exchange) == ["two"])
    #expect(results["late"]?.verdict == .pass)
    #expect(results["other"]?.verdict == .pass)
  }

  @Test("A claim about every reply that only a stray reply breaks spoils that reply for what requires it, nothing else")
  func strays() {
    func results(one: String, two: String) -> [String: CheckResult] {
      let anything = Predicate.observed(kind: "cup", of: nil)
      let specifications = Toy.specifications(
        [
          Toy.check("all", on: "one", everywhere: true, given: anything, expect: Self.isCoffee),
          Toy.check("there", on: "two", requires: ["all"], expect: anything),
          Toy.check("here", on: "one", requires: ["all"], expect: anything),
          Toy.check("wide", on: "one", requires: ["here"], everywhere: true, given: anything, expect: Self.isCoffee),
          Toy.check("asks", on: "two", expect: anything),
        ],
        exchanges: ["one", "two"].map { Toy.exchange($0) })
      return Toy.drive(
        specifications, outcomes: ["one": .observed([Toy.cup(one)]), "two": .observed([Toy.cup(two)])]
      ).results
    }
    let stray = results(one: "1", two: "2")
    #expect(stray["all"]?.verdict == .fail)
    #expect(stray["here"]?.verdict == .pass)
    #expect(stray["wide"]?.verdict == .pass)
    #expect(stray["there"]?.verdict == .blocked)
    #expect(stray["there"]?.blockedBy == ["all"])
    let plain = results(one: "2", two: "1")
    #expect(plain["all"]?.verdict == .fail)
    #expect(["here", "wide", "there"].map { plain[$0]?.verdict } == [.blocked, .blocked, .blocked])
  }

  @Test("A reply that should not have come is one finding: claims about every reply pass it over")
  func foundWanting() {
    func verdict(_ expect: Predicate) -> Verdict? {
      let specifications = Toy.specifications(
        [
          Toy.check("all", on: "one", everywhere: true, given: .observed(kind: "cup", of: nil), expect: Self.isCoffee),
          Toy.check("other", on: "two", expect: expect),
        ],
        exchanges: ["one", "two"].map { Toy.exchange($0) })
      return Toy.drive(
        specifications, outcomes: ["one": .observed([Toy.cup("1")]), "two": .observed([Toy.cup("2")])]
      ).results["all"]?.verdict
    }
    #expect(verdict(.not(.observed(kind: "cup", of: nil))) == .pass)
    #expect(verdict(.observed(kind: "cup", of: nil)) == .fail)
  }

  @Test("Where several exchanges give nothing to judge, what would settle it is said")
  func unsettled() {
    let check = Toy.check(
      "c", on: "one", also: ["two"], given: .observed(kind: "cup", of: nil), settle: "Put a coin in.",
      expect: Self.isCoffee)
    let specifications = Toy.specifications([check], exchanges: ["one", "two"].map { Toy.exchange($0) })
    let nothing = ExchangeOutcome.observed([Toy.noise("hiss")])
    let result = Toy.drive(specifications, outcomes: ["one": nothing, "two": nothing]).results["c"]
    #expect(result?.verdict == .inconclusive)
    #expect(result?.reason.hasSuffix("Put a coin in.") == true)
  }

  @Test("Levels decide what a broken expectation is worth")
  func levels() {
    for (level, verdict) in [
      (Level.must, Verdict.fail), (.security, .fail), (.robust, .fail), (.should, .warning), (.interop, .warning),
    ] {
      let specifications = Toy.specifications(
        [Toy.check("c", level, on: "order", expect: Self.isCoffee)], exchanges: [Toy.exchange("order")])
      let (results, _, _) = Toy.drive(specifications, outcomes: ["order": .observed([Toy.cup("2")])])
      #expect(results["c"]?.verdict == verdict)
    }
  }

  @Test("A gate that does not hold ends the run with its message filled in")
  func gate() {
    let gate = Gate(
      id: "powered", exchange: "order", expect: .observed(kind: "cup", of: nil),
      message: "Only a noise: {noise.what}, and {cup.drink}.", location: Toy.nowhere)
    let specifications = Toy.specifications(
      [Toy.check("c", on: "order", expect: Self.isCoffee)], exchanges: [Toy.exchange("order")], gates: [gate])
    let (results, _, end) = Toy.drive(specifications, outcomes: ["order": .observed([Toy.noise("hiss")])])
    #expect(results.isEmpty)
    #expect(end == .stop(gate: "powered", message: "Only a noise: hiss, and nothing."))
  }

  @Test("Selecting a check brings those that it requires, and reports on the selected alone")
  func selection() {
    let specifications = Toy.specifications(
      [
        Toy.check("a", on: "order", expect: .observed(kind: "cup", of: nil)),
        Toy.check("b", on: "order", requires: ["a"], expect: Self.isCoffee),
        Toy.check("c", on: "order", expect: Self.isCoffee),
      ], exchanges: [Toy.exchange("order")])
    let plan = Plan(specifications) { $0.id == "b" }
    #expect(plan.checks.map(\.id) == ["a", "b"])
    let (results, _, _) = Toy.drive(specifications, plan: plan, outcomes: ["order": .observed([Toy.cup("1")])])
    #expect(results.keys.sorted() == ["b"])
  }

  @Test("Exchanges are asked for once, and after those that they come after")
  func exchangesOnce() {
    let specifications = Toy.specifications(
      (0..<5).map { Toy.check("c\($0)", on: "second", expect: Self.isCoffee) },
      exchanges: [Toy.exchange("first"), Toy.exchange("second", after: ["first"])])
    let (_, asked, _) = Toy.drive(
      specifications, outcomes: ["first": .observed([]), "second": .observed([Toy.cup("1")])])
    #expect(asked == ["first", "second"])
  }
}
