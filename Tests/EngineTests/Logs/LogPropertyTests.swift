import ScepspecEngine
import ScepspecModel
import Testing

/// Whatever the log: no crash, and never a success that was not there.
@Suite struct LogPropertyTests {
  private static func random(_ count: Int, using chance: inout Chance) -> [Observation] {
    let names = Cafe.course + ["SPILT", "STIRRING", "CARD_REFUSED", "", "IDLE"]
    let noises = ["grrr", "hiss", "splash", "bell", "thanks", "?"]
    return (0..<count).map { number in
      let time = Int.random(in: 0..<10, using: &chance) == 0 ? nil : number + Int.random(in: -20..<20, using: &chance)
      let table = ["1", "2", "1…", "…", nil].randomElement(using: &chance) ?? nil
      let hand = ["left", "right", nil].randomElement(using: &chance) ?? nil
      switch Int.random(in: 0..<6, using: &chance) {
      case 0: return Cafe.noise(noises.randomElement(using: &chance) ?? "", at: time, hand: hand)
      case 1: return Cafe.till(table, ["2", "0x80000001", "x", ""].randomElement(using: &chance) ?? "", at: time)
      default:
        let from = Bool.random(using: &chance) ? names.randomElement(using: &chance) : nil
        return Cafe.order(table, names.randomElement(using: &chance) ?? "", from: from, at: time, hand: hand)
      }
    }
  }

  /// Successes that the whole diagnosis tells, present and past.
  private static func successes(_ diagnosis: Diagnosis) -> Int {
    diagnosis.journeys.reduce(0) { sum, journey in
      sum + journey.earlier.count { $0.conclusion == .success } + (journey.conclusion == .success ? 1 : 0)
    }
  }

  @Test("Arbitrary records crash nothing, and the report holds together", arguments: 0..<200)
  func arbitrary(_ seed: Int) {
    var chance = Chance(state: UInt64(seed) &+ 5)
    let diagnosis = Cafe.diagnose(Self.random(60, using: &chance))
    for journey in diagnosis.journeys {
      #expect(!journey.path.isEmpty)
      #expect(journey.path.last?.to == journey.state)
      #expect(journey.lasted ?? 0 >= 0)
      for (before, after) in zip(journey.path, journey.path.dropFirst()) {
        #expect(before.to == after.from || after.isGap || after.from == "SERVED" || after.from.hasSuffix("REFUSED"))
      }
    }
    #expect(diagnosis.stoppedAt?.journey == (diagnosis.journeys.isEmpty ? nil : 0))
  }

  @Test("Records that share what they say tell the same as records that only say the same", arguments: 0..<40)
  func sharing(_ seed: Int) {
    var chance = Chance(state: UInt64(seed) &+ 77)
    let records = Self.random(3_000, using: &chance)
    var contents: [Observation.Content: Observation.Content] = [:]
    let sharing = records.map { record in
      let content = contents[record.content] ?? record.content
      contents[content] = content
      return Observation(content, time: record.time, origin: record.origin)
    }
    #expect(contents.count * 2 < records.count)
    #expect(Cafe.diagnose(sharing) == Cafe.diagnose(records))
  }

  @Test("Without a record that proves a success there is none", arguments: 0..<100)
  func proof(_ seed: Int) {
    var chance = Chance(state: UInt64(seed) &+ 99)
    let records = Self.random(60, using: &chance).filter {
      $0.fields["to"]?.value != .text("SERVED") && $0.fields["what"]?.value != .text("thanks")
    }
    #expect(Self.successes(Cafe.diagnose(records)) == 0)
  }

  @Test(
    "There are never more successes than records that prove one, however records are lost or doubled", arguments: 0..<40
  )
  func loss(_ seed: Int) {
    var chance = Chance(state: UInt64(seed) &+ 1234)
    let records = Self.random(25, using: &chance)
    func proofs(_ records: [Observation]) -> Int {
      records.count { $0.fields["to"]?.value == .text("SERVED") || $0.fields["what"]?.value == .text("thanks") }
    }
    for index in records.indices {
      var fewer = records
      fewer.remove(at: index)
      #expect(Self.successes(Cafe.diagnose(fewer)) <= proofs(fewer))
      var more = records
      more.insert(records[index], at: index)
      #expect(Self.successes(Cafe.diagnose(more)) <= proofs(records), "said twice is not done twice")
    }
  }

  @Test(
    "Losing any one record of a course never turns it into another end than its last record proves", arguments: 0..<5)
  func dropped(_ index: Int) throws {
    var records = Cafe.orders("7")
    records.remove(at: index)
    let journey = try #require(Cafe.diagnose(records).journeys.first)
    #expect((journey.conclusion == .success) == (index != 4))
    var failed = Cafe.orders("7", ["ORDERED", "GRINDING", "BREWING", "SPILT", "BREWING"])
    failed.remove(at: index)
    #expect(Cafe.diagnose(failed).conclusion != .success)
  }

  @Test("Repeats in any order change neither state nor conclusion", arguments: 0..<20)
  func repeats(_ seed: Int) throws {
    var chance = Chance(state: UInt64(seed))
    let records = Cafe.orders("7")
    let doubled = records.flatMap { record in
      Array(repeating: record, count: Int.random(in: 1...4, using: &chance))
    }
    let journey = try #require(Cafe.diagnose(doubled).journeys.first)
    #expect(journey.path.map(\.to) == Cafe.course)
    #expect(journey.attempt == 1)
    #expect(journey.conclusion == .success)
  }
}
