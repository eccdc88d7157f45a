import ScepspecEngine
import ScepspecModel
import Testing

@Suite struct KeyTests {
  @Test("One key in several spellings is one journey", arguments: ["a%2Fb", "A/B", "a_b", "a%2fB"])
  func spellings(_ spelling: String) throws {
    let diagnosis = Cafe.diagnose([Cafe.order("a/b", "ORDERED", at: 1), Cafe.order(spelling, "GRINDING", at: 2)])
    #expect(diagnosis.journeys.count == 1)
    #expect(diagnosis.journeys.first?.state == "GRINDING")
  }

  @Test(
    "A key that fits a redacted one, and no other, is probably the same",
    arguments: [
      ("AC_51…/L_399…;5", "ac/51bad/L/39907;5", true), ("AC_51...;5", "AC_51bad;5", true),
      ("AC_51…;5", "AC_52bad;5", false), ("AC_51…;5", "AC_51bad;6", false), ("AC_<x>_L_<y>", "AC_1_L_2", true),
      ("…;5", "AC_1;5", false), ("AC_51…", "AC_51…;5", true), ("a…b…c", "abc", true), ("a…b…c", "acb", false),
      ("ab…bc", "abc", false),
    ])
  func redaction(_ redacted: String, _ whole: String, _ isSame: Bool) throws {
    for (first, second) in [(redacted, whole), (whole, redacted)] {
      let journeys = Cafe.diagnose([Cafe.order(first, "ORDERED", at: 1), Cafe.order(second, "GRINDING", at: 2)])
        .journeys
      #expect(journeys.count == (isSame ? 1 : 2))
      #expect(journeys.allSatisfy { $0.isKeyCertain == ($0.key == whole && !isSame && !whole.contains("…")) })
      if isSame {
        #expect(journeys.first?.remarks.contains { $0.hasPrefix("Probably the same key") } == true)
      }
    }
  }

  @Test("A redacted key that fits several is none of them")
  func ambiguous() {
    let journeys = Cafe.diagnose([
      Cafe.order("AC_511", "ORDERED", at: 1), Cafe.order("AC_512", "ORDERED", at: 2),
      Cafe.order("AC_51…", "SERVED", at: 3),
    ]).journeys
    #expect(journeys.map(\.key) == ["AC_511", "AC_512", "AC_51…"])
    #expect(journeys.map(\.conclusion) == [.inProgress, .inProgress, .success])
  }

  @Test("The same redacted spelling is one journey, which says so")
  func sameRedaction() throws {
    let journey = try #require(Cafe.diagnose(Cafe.orders("AC_51…;5")).journeys.first)
    #expect(journey.conclusion == .success)
    #expect(!journey.isKeyCertain)
    #expect(journey.remarks.count == 1)
  }

  @Test("Keys as long as a book, empty ones and odd ones crash nothing")
  func odd() {
    for key in ["", "%", "%2", "%zz", "…", "……", "\u{0}", String(repeating: "x", count: 100_000), "<", "%00"] {
      #expect(Cafe.diagnose(Cafe.orders(key)).conclusion == .success)
    }
  }

  @Test("Interleaving the records of several keys changes no journey", arguments: 0..<60)
  func interleaving(_ seed: Int) {
    var chance = Chance(state: UInt64(seed))
    let streams = (0..<4).map { Self.random("t\($0)", using: &chance) }
    var queues = streams.map { $0[...] }
    var mixed: [Observation] = []
    while let index = queues.indices.filter({ !queues[$0].isEmpty }).randomElement(using: &chance) {
      mixed.append(queues[index].removeFirst())
    }
    let separate = Set(streams.flatMap { Cafe.diagnose($0).journeys.map(Self.essence) })
    #expect(Set(Cafe.diagnose(mixed).journeys.map(Self.essence)) == separate)
  }

  /// What does not depend on when the log ends.
  private static func essence(_ journey: JourneyReport) -> JourneyReport {
    var journey = journey
    journey.lasted = nil
    journey.isOverdue = false
    journey.findings = []
    return journey
  }

  private static func random(_ table: String, using chance: inout Chance) -> [Observation] {
    let names = Cafe.course + ["SPILT", "STIRRING", "CARD_REFUSED"]
    return (0..<15).compactMap { second in
      let from = Bool.random(using: &chance) ? names.randomElement(using: &chance) : nil
      return names.randomElement(using: &chance).map { Cafe.order(table, $0, from: from, at: second) }
    }
  }

  @Test("Older journeys than are kept are counted, and the worst of them decides")
  func many() throws {
    var records = Cafe.orders("first", ["ORDERED", "CARD_REFUSED"])
    for table in 0..<1000 { records.append(Cafe.order("t\(table)", "SERVED", at: 100 + table)) }
    let diagnosis = Cafe.diagnose(records, mostJourneys: 100)
    #expect(diagnosis.conclusion == .failure)
    #expect(diagnosis.stoppedAt?.state == "CARD_REFUSED")
    #expect(diagnosis.journeys.count <= 100)
    let counted = try #require(diagnosis.findings.first { $0.id == "counted/order/SERVED" })
    #expect(counted.message.contains("\(1001 - diagnosis.journeys.count) older journeys"))
  }

  @Test("Where all is well, what ended last stands first; else what began first among the worst")
  func first() {
    let well = Cafe.orders("early") + Cafe.orders("late", from: 100)
    #expect(Cafe.diagnose(well).journeys.map(\.key) == ["late", "early"])
    let open = Cafe.orders("early", ["ORDERED"]) + Cafe.orders("late", ["ORDERED"], from: 100)
    #expect(Cafe.diagnose(open).journeys.map(\.key) == ["early", "late"])
  }
}
