import ScepspecEngine
import ScepspecModel
import Testing

/// A small generator of repeatable chance.
struct Chance: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct PropertyTests {
  @Test("The order of checks and of observations does not change a verdict", arguments: 0..<40)
  func order(_ seed: Int) {
    var chance = Chance(state: UInt64(seed))
    let names = (0..<6).map { "x\($0)" }
    let outcomes = Dictionary(
      uniqueKeysWithValues: names.map { name in (name, Self.outcome(using: &chance)) })
    let checks = (0..<20).map { Self.check($0, names, using: &chance) }
    let exchanges = names.map { Toy.exchange($0) }
    let straight = Toy.drive(Toy.specifications(checks, exchanges: exchanges), outcomes: outcomes).results
    for _ in 0..<5 {
      let shuffled = outcomes.mapValues { outcome in
        if case .observed(let observations) = outcome {
          ExchangeOutcome.observed(observations.shuffled(using: &chance))
        } else {
          outcome
        }
      }
      let results = Toy.drive(
        Toy.specifications(checks.shuffled(using: &chance), exchanges: exchanges), outcomes: shuffled
      ).results
      #expect(results.mapValues(\.verdict) == straight.mapValues(\.verdict))
    }
  }

  @Test("A predicate and its negation never both hold", arguments: 0..<40)
  func negation(_ seed: Int) {
    var chance = Chance(state: UInt64(seed) &+ 1_000)
    let outcomes = ["x0": Self.outcome(using: &chance), "x1": Self.outcome(using: &chance)]
    let predicate = Self.predicate(depth: 3, ["x0", "x1"], using: &chance)
    let specifications = Toy.specifications(
      [Toy.check("yes", on: "x0", expect: predicate), Toy.check("no", on: "x0", expect: .not(predicate))],
      exchanges: [Toy.exchange("x0"), Toy.exchange("x1")])
    let results = Toy.drive(specifications, outcomes: outcomes).results
    let verdicts = [results["yes"]?.verdict, results["no"]?.verdict]
    #expect(verdicts == [.pass, .fail] || verdicts == [.fail, .pass] || verdicts == [.inconclusive, .inconclusive])
  }

  private static func outcome(using chance: inout Chance) -> ExchangeOutcome {
    if Int.random(in: 0..<6, using: &chance) == 0 { return .unavailable("none") }
    var observations: [Observation] = []
    if Bool.random(using: &chance) {
      observations.append(
        Toy.cup(["1", "2"].randomElement(using: &chance) ?? "1", size: Int.random(in: 0...3, using: &chance)))
    }
    if Bool.random(using: &chance) { observations.append(Toy.noise("n")) }
    return .observed(observations)
  }

  private static func check(_ index: Int, _ names: [String], using chance: inout Chance) -> Check {
    // A check requires only earlier ones, so that there are no circles.
    let requires = (0..<index).filter { _ in Int.random(in: 0..<12, using: &chance) == 0 }.map { "c\($0)" }
    return Toy.check(
      "c\(index)", on: names.randomElement(using: &chance) ?? "x0", requires: requires,
      expect: predicate(depth: 2, names, using: &chance))
  }

  private static func predicate(depth: Int, _ names: [String], using chance: inout Chance) -> Predicate {
    let other = Bool.random(using: &chance) ? names.randomElement(using: &chance) : nil
    switch Int.random(in: 0..<(depth == 0 ? 3 : 6), using: &chance) {
    case 0: return Toy.test("cup.drink", .equals(Toy.text("1")), of: other)
    case 1: return .observed(kind: "noise", of: other)
    case 2: return Toy.test("cup.size", .atLeast(Toy.field("cup.size", of: names.first)), of: other)
    case 3: return .not(predicate(depth: depth - 1, names, using: &chance))
    case 4: return .all((0..<2).map { _ in predicate(depth: depth - 1, names, using: &chance) })
    default: return .any((0..<2).map { _ in Alternative(predicate(depth: depth - 1, names, using: &chance)) })
    }
  }
}
