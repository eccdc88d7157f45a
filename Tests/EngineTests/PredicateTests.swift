import ScepspecEngine
import ScepspecModel
import Testing

@Suite struct PredicateTests {
  /// The verdict of a check whose only expectation is the predicate, when the machine gave this cup.
  private func verdict(_ expect: Predicate, _ observations: [Observation]) -> CheckResult? {
    let specifications = Toy.specifications(
      [Toy.check("c", on: "order", expect: expect)], exchanges: [Toy.exchange("order")])
    return Toy.drive(specifications, outcomes: ["order": .observed(observations)]).results["c"]
  }

  private static let cup = Toy.cup("1", size: 3, marks: ["a", "b"], stamp: [1, 2, 3])

  @Test("Texts that look alike and differ in their octets are not equal")
  func octets() throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    let cup = Toy.cup(composed, marks: [composed, decomposed])
    for (predicate, holds) in [
      (Toy.test("cup.drink", .equals(Toy.text(composed))), true),
      (Toy.test("cup.drink", .equals(Toy.text(decomposed))), false),
      (Toy.test("cup.drink", .endsWith(Toy.text("e\u{301}"))), false),
      (Toy.test("cup.drink", .startsWith(Toy.text(decomposed))), false),
      (Toy.test("cup.drink", .contains(Toy.text("\u{301}"))), false),
      (Toy.test("cup.marks", .distinct), true),
      (Toy.test("cup.marks", .sameItems(.constant(.texts([composed, composed]), name: nil))), false),
      (Toy.test("cup.marks.1@length", .equals(Toy.integer(5))), true),
    ] {
      #expect(try #require(verdict(predicate, [cup])).verdict == (holds ? .pass : .fail), "\(predicate)")
    }
  }

  @Test(
    "Each test of a field holds where it should and breaks where it should",
    arguments: [
      (Toy.test("cup.drink", .present), true), (Toy.test("cup.milk", .present), false),
      (Toy.test("cup.milk", .absent), true), (Toy.test("cup.drink", .absent), false),
      (Toy.test("cup.drink", .equals(Toy.text("1"))), true), (Toy.test("cup.drink", .equals(Toy.text("2"))), false),
      (Toy.test("cup.milk", .equals(Toy.text("2"))), false),
      (Toy.test("cup.drink", .oneOf([Toy.text("2"), Toy.text("1")])), true),
      (Toy.test("cup.drink", .oneOf([Toy.text("2")])), false),
      (Toy.test("cup.size", .atLeast(Toy.integer(3))), true), (Toy.test("cup.size", .atLeast(Toy.integer(4))), false),
      (Toy.test("cup.size", .atMost(Toy.integer(3))), true), (Toy.test("cup.size", .atMost(Toy.integer(2))), false),
      (Toy.test("cup.stamp", .startsWith(.constant(.bytes([1, 2]), name: nil))), true),
      (Toy.test("cup.stamp", .startsWith(.constant(.bytes([2]), name: nil))), false),
      (Toy.test("cup.stamp", .endsWith(.constant(.bytes([3]), name: nil))), true),
      (Toy.test("cup.stamp", .endsWith(.constant(.bytes([1]), name: nil))), false),
      (Toy.test("cup.stamp", .contains(.constant(.bytes([2, 3]), name: nil))), true),
      (Toy.test("cup.stamp", .contains(.constant(.bytes([3, 2]), name: nil))), false),
      (Toy.test("cup.marks", .contains(Toy.text("b"))), true), (Toy.test("cup.marks", .contains(Toy.text("c"))), false),
      (Toy.test("cup.marks", .within([Toy.text("a"), Toy.text("b")])), true),
      (Toy.test("cup.marks", .within([Toy.text("a")])), false),
      (Toy.test("cup.marks", .every(Toy.test(".@length", .equals(Toy.integer(1))))), true),
      (Toy.test("cup.marks", .every(Toy.test(".", .equals(Toy.text("a"))))), false),
      (Toy.test("cup.marks", .some(Toy.test(".", .equals(Toy.text("b"))))), true),
      (Toy.test("cup.marks", .some(Toy.test(".", .equals(Toy.text("c"))))), false),
      (Toy.test("cup.marks", .none(Toy.test(".", .equals(Toy.text("c"))))), true),
      (Toy.test("cup.marks", .none(Toy.test(".", .equals(Toy.text("a"))))), false),
      (Toy.test("cup.marks", .distinct), true),
      (Toy.test("cup.marks", .sameItems(.constant(.texts(["b", "a"]), name: nil))), true),
      (Toy.test("cup.marks", .sameItems(.constant(.texts(["b", "a", "a"]), name: nil))), false),
      (Toy.test("cup.drink", .madeOf(.digits)), true),
      (Toy.test("cup.marks.0", .madeOf(.digits)), false), (Toy.test("cup.marks.-1", .equals(Toy.text("b"))), true),
      (Toy.test("cup.stamp@tag", .equals(Toy.text("OCTET STRING"))), true),
      (Toy.test("cup.stamp@offset", .equals(Toy.integer(7))), true),
      (Toy.test("cup.stamp@bytes", .equals(.constant(.bytes([4, 3, 1, 2, 3]), name: nil))), true),
      (Toy.test("cup.stamp@length", .equals(Toy.integer(3))), true),
      (Toy.test("cup.marks@count", .equals(Toy.integer(2))), true),
      (.observed(kind: "cup", of: nil), true), (.observed(kind: "noise", of: nil), false),
      (.not(.observed(kind: "noise", of: nil)), true),
      (.all([Toy.test("cup.drink", .present), Toy.test("cup.milk", .present)]), false),
      (.any([Alternative(Toy.test("cup.milk", .present)), Alternative(Toy.test("cup.drink", .present))]), true),
      (.named("it has milk", Toy.test("cup.milk", .present)), false),
    ] as [(Predicate, Bool)])
  func fieldTests(_ predicate: Predicate, _ holds: Bool) throws {
    #expect(try #require(verdict(predicate, [Self.cup])).verdict == (holds ? .pass : .fail))
  }

  @Test("A field of an observation that never came is unknown, so the check is inconclusive, also when negated")
  func unknown() throws {
    let claim = Toy.test("cup.drink", .equals(Toy.text("1")))
    for predicate in [claim, .not(claim), .all([claim, .observed(kind: "noise", of: nil)])] {
      let result = try #require(verdict(predicate, [Toy.noise("hiss")]))
      #expect(result.verdict == .inconclusive)
      #expect(result.reason.contains("hiss"), "the reason says what came instead: \(result.reason)")
    }
  }

  @Test("What is certain decides, whatever else is unknown")
  func certainty() throws {
    let unknown = Toy.test("cup.drink", .present)
    let broken = Predicate.observed(kind: "cup", of: nil)
    let holds = Predicate.observed(kind: "noise", of: nil)
    #expect(try #require(verdict(.all([unknown, broken]), [Toy.noise("hiss")])).verdict == .fail)
    #expect(
      try #require(verdict(.any([Alternative(unknown), Alternative(holds)]), [Toy.noise("hiss")])).verdict == .pass)
  }

  @Test("The alternative that held is named in the result")
  func reading() throws {
    let predicate = Predicate.any([
      Alternative(reading: "tea was served", Toy.test("cup.drink", .equals(Toy.text("2")))),
      Alternative(reading: "coffee was served", Toy.test("cup.drink", .equals(Toy.text("1")))),
    ])
    #expect(try #require(verdict(predicate, [Self.cup])).reason == "coffee was served")
  }

  @Test("A failure names what was expected and seen, in the vocabulary's words, with offset and octets")
  func explanation() throws {
    let wanted = Operand.constant(.text("2"), name: "TEA")
    let drink = try #require(verdict(Toy.test("cup.drink", .equals(wanted)), [Self.cup]))
    #expect(drink.expected == "cup.drink = TEA")
    #expect(drink.actual == "cup.drink: COFFEE (1)")
    let stamp = try #require(
      verdict(Toy.test("cup.stamp@tag", .equals(Toy.text("UTF8String"))), [Self.cup]))
    #expect(stamp.evidence.first?.offset == 7)
    #expect(stamp.evidence.first?.bytes == [4, 3, 1, 2, 3])
  }
}
