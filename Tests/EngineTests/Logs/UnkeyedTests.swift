import ScepspecEngine
import ScepspecModel
import Testing

@Suite struct UnkeyedTests {
  @Test("Records without key belong to the only open journey")
  func onlyOpen() throws {
    let journeys = Cafe.diagnose([
      Cafe.order("7", "ORDERED", at: 1), Cafe.noise("grrr", at: 2), Cafe.noise("hiss", at: 3),
      Cafe.noise("bell", at: 4), Cafe.noise("thanks", at: 5),
    ]).journeys
    let journey = try #require(journeys.first)
    #expect(journeys.count == 1)
    #expect(journey.conclusion == .success)
    #expect(!journey.isKeyCertain)
    #expect(journey.remarks == ["4 records without key were taken to belong here."])
  }

  @Test("Where two journeys are open, a record that may belong to either is given to neither")
  func ambiguous() throws {
    let diagnosis = Cafe.diagnose([
      Cafe.order("7", "ORDERED", at: 1), Cafe.order("8", "ORDERED", at: 2), Cafe.noise("grrr", at: 3),
      Cafe.noise("hiss", at: 4), Cafe.noise("bell", at: 5), Cafe.noise("thanks", at: 6),
    ])
    #expect(diagnosis.conclusion == .inProgress)
    let keyed = diagnosis.journeys.filter { $0.key != nil }
    #expect(keyed.map(\.state) == ["ORDERED", "ORDERED"])
    let shared = try #require(diagnosis.journeys.first { $0.key == nil })
    #expect(shared.conclusion == .success)
    #expect(
      shared.remarks.first
        == "The log does not show which key these records belong to. They may belong to any of: '7', '8'.")
  }

  @Test("Of two open journeys, the one that the record follows legally is meant")
  func legal() {
    let journeys = Cafe.diagnose([
      Cafe.order("7", "ORDERED", at: 1), Cafe.order("7", "GRINDING", at: 2), Cafe.order("8", "ORDERED", at: 3),
      Cafe.noise("hiss", at: 4),
    ]).journeys
    #expect(journeys.count == 2)
    #expect(journeys.first { $0.key == "7" }?.state == "BREWING")
    #expect(journeys.first { $0.key == "8" }?.state == "ORDERED")
  }

  @Test("A record goes to the journey last seen with the same values, whatever else is open")
  func values() {
    let journeys = Cafe.diagnose([
      Cafe.order("7", "ORDERED", at: 1, hand: "left"), Cafe.order("8", "ORDERED", at: 2, hand: "right"),
      Cafe.noise("grrr", at: 3, hand: "left"), Cafe.noise("hiss", at: 4, hand: "left"),
    ]).journeys
    #expect(journeys.count == 2)
    #expect(journeys.first { $0.key == "7" }?.state == "BREWING")
    #expect(journeys.first { $0.key == "8" }?.isKeyCertain == true)
  }

  @Test("A key that shows up adopts what came before it")
  func adoption() throws {
    let journeys = Cafe.diagnose([
      Cafe.noise("grrr", at: 1), Cafe.noise("hiss", at: 2), Cafe.order("7", "READY", at: 3),
      Cafe.order("7", "SERVED", at: 4),
    ]).journeys
    let journey = try #require(journeys.first)
    #expect(journeys.count == 1)
    #expect(journey.key == "7")
    #expect(journey.path.map(\.to) == ["GRINDING", "BREWING", "READY", "SERVED"])
    #expect(!journey.isKeyCertain)
  }

  @Test("A key that begins anew, or whose course began before what came without key, does not adopt it")
  func noAdoption() {
    let journeys = Cafe.diagnose([
      Cafe.noise("grrr", at: 1), Cafe.noise("hiss", at: 2), Cafe.order("7", "ORDERED", at: 3),
    ]).journeys
    #expect(journeys.map(\.key) == [nil, "7"])
    #expect(journeys.map(\.state) == ["BREWING", "ORDERED"])
  }

  @Test("A finished journey whose key begins again adopts the beginning of its next attempt")
  func renewal() throws {
    let journeys = Cafe.diagnose(
      Cafe.orders("7") + [Cafe.noise("grrr", at: 100), Cafe.order("7", "BREWING", at: 110)]
    ).journeys
    let journey = try #require(journeys.first)
    #expect(journeys.count == 1)
    #expect(journey.attempt == 2)
    #expect(journey.path.map(\.to) == ["GRINDING", "BREWING"])
    #expect(journey.earlier.map(\.conclusion) == [.success])
  }

  @Test("A record that would begin anew is not given to a journey that waits")
  func waiting() {
    let journeys = Cafe.diagnose(
      Cafe.orders("7", ["ORDERED", "GRINDING", "BREWING", "READY"]) + [Cafe.noise("grrr", at: 100)]
    ).journeys
    #expect(journeys.first { $0.key == "7" }?.state == "READY")
    #expect(journeys.first { $0.key == nil }?.state == "GRINDING")
  }

  @Test("A last word after the end belongs to what ended, not to a new journey")
  func lastWord() {
    let journeys = Cafe.diagnose(Cafe.orders("7") + [Cafe.noise("thanks", at: 100)]).journeys
    #expect(journeys.count == 1)
    #expect(journeys.first?.path.last?.repeats == 1)
  }

  @Test("Without any key there is one journey, and what follows its end is its next attempt")
  func keyless() throws {
    let records = ["grrr", "hiss", "bell", "thanks", "grrr", "hiss"].enumerated().map { Cafe.noise($1, at: $0) }
    let journeys = Cafe.diagnose(records).journeys
    let journey = try #require(journeys.first)
    #expect(journeys.count == 1)
    #expect(journey.attempt == 2)
    #expect(journey.state == "BREWING")
    #expect(journey.key == nil)
  }
}
