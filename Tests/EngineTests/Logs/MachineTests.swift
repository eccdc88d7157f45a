import ScepspecEngine
import ScepspecModel
import Testing

@Suite struct MachineTests {
  private func journey(_ observations: [Observation]) throws -> JourneyReport {
    try #require(Cafe.diagnose(observations).journeys.first)
  }

  @Test("A journey passes its states and ends with what the last one proves")
  func course() throws {
    let journey = try journey(Cafe.orders("7"))
    #expect(journey.conclusion == .success)
    #expect(journey.state == "SERVED")
    #expect(journey.step == 3)
    #expect(journey.path.map(\.to) == Cafe.course)
    #expect(journey.path.map(\.from) == ["IDLE"] + Cafe.course.dropLast())
    #expect(journey.path.allSatisfy { !$0.isGap })
    #expect(journey.expectedNext.isEmpty)
    #expect(journey.remarks.isEmpty)
    #expect(journey.isKeyCertain)
  }

  @Test("Each beginning of a course stops where it was cut, and names what leads on, failures last", arguments: 1..<5)
  func cut(_ count: Int) throws {
    let journey = try journey(Array(Cafe.orders("7").prefix(count)))
    #expect(journey.state == Cafe.course[count - 1])
    #expect(journey.conclusion == (count == 4 ? .waitingForUser : .inProgress))
    #expect(journey.expectedNext.first?.state == Cafe.course[count])
    #expect(journey.expectedNext.map(\.state) == (count == 3 ? ["READY", "SPILT"] : [Cafe.course[count]]))
  }

  @Test("What is said again is counted, and does not begin the state anew")
  func repeats() throws {
    let journey = try journey(
      Cafe.orders("7", ["ORDERED", "GRINDING", "BREWING"]) + [
        Cafe.order("7", "BREWING", from: "BREWING", at: 100), Cafe.order("7", "BREWING", from: "BREWING", at: 900),
      ])
    #expect(journey.path.last?.repeats == 2)
    #expect(journey.since == Moment(seconds: 30))
    #expect(journey.lasted == 870_000_000)
    #expect(journey.isOverdue)
    #expect(journey.findings.map(\.id) == ["overdue/order/BREWING"])
  }

  @Test(
    "A state that lasts as long as it may is not overdue; a second more, and it is",
    arguments: [(630, false), (631, true)])
  func deadline(_ end: Int, _ isOverdue: Bool) throws {
    let journey = try journey(Cafe.orders("7", ["ORDERED", "GRINDING", "BREWING"]) + [Cafe.till("8", "2", at: end)])
    #expect(journey.isOverdue == isOverdue)
  }

  @Test("A journey that goes wrong and is tried again, as the machine says it may be, is one attempt")
  func retry() throws {
    let journey = try journey(
      Cafe.orders("7", ["ORDERED", "GRINDING", "BREWING", "SPILT", "BREWING", "READY", "SERVED"]))
    #expect(journey.conclusion == .success)
    #expect(journey.attempt == 1)
    #expect(journey.path.count == 7)
  }

  @Test("Going back to an earlier state is a new attempt, and the one before is remembered")
  func again() throws {
    let journey = try journey(Cafe.orders("7") + Cafe.orders("7", ["ORDERED", "GRINDING"], from: 100))
    #expect(journey.attempt == 2)
    #expect(journey.state == "GRINDING")
    #expect(journey.conclusion == .inProgress)
    #expect(journey.earlier == [.init(conclusion: .success, state: "SERVED", until: Moment(seconds: 50))])
    #expect(journey.path.map(\.to) == ["ORDERED", "GRINDING"])
    let unfinished = try self.journey(
      Cafe.orders("7", ["ORDERED", "GRINDING"]) + Cafe.orders("7", ["ORDERED"], from: 100))
    #expect(unfinished.attempt == 2)
    #expect(unfinished.earlier.map(\.state) == ["GRINDING"])
  }

  @Test("A log that begins in the middle, or lacks records, shows gaps and the right end")
  func gaps() throws {
    let late = try journey(Cafe.orders("7", ["READY", "SERVED"]))
    #expect(late.conclusion == .success)
    #expect(late.path.map(\.isGap) == [true, false])
    #expect(late.remarks == ["The log does not show how this began."])
    let torn = try journey(Cafe.orders("7", ["ORDERED", "READY", "SERVED"]))
    #expect(torn.path.map(\.isGap) == [false, true, false])
    #expect(torn.remarks == ["Records are missing between ORDERED and READY."])
  }

  @Test("A state that the log says was left is put into the path")
  func told() throws {
    let journey = try journey([
      Cafe.order("7", "ORDERED", from: "IDLE", at: 1), Cafe.order("7", "READY", from: "BREWING", at: 9),
    ])
    #expect(journey.path.map(\.to) == ["ORDERED", "BREWING", "READY"])
    #expect(journey.path.map(\.isGap) == [false, true, false])
    #expect(journey.path[1].time == nil, "nobody knows when it was entered")
    #expect(journey.conclusion == .waitingForUser)
  }

  @Test("A log that begins with a state left for itself begins with that state, once")
  func toldItself() throws {
    let journey = try journey([
      Cafe.order("7", "BREWING", from: "BREWING", at: 5), Cafe.order("7", "READY", from: "BREWING", at: 9),
    ])
    #expect(journey.path.map(\.to) == ["BREWING", "READY"])
    #expect(journey.path.map(\.from) == ["IDLE", "BREWING"])
    #expect(journey.path.map(\.isGap) == [true, false])
    #expect(journey.path[0].time == Moment(seconds: 5))
  }

  @Test("That an end was left does not invent the attempt that came to it")
  func toldEnd() throws {
    let journey = try journey([Cafe.order("7", "ORDERED", from: "SERVED", at: 1)])
    #expect(journey.conclusion == .inProgress)
    #expect(journey.earlier.isEmpty)
    #expect(journey.path.map(\.from) == ["SERVED"])
  }

  @Test("A way that the log itself tells is no gap, even where the machine does not know it")
  func toldWay() throws {
    let journey = try journey([
      Cafe.order("7", "ORDERED", at: 1), Cafe.order("7", "READY", from: "ORDERED", at: 9),
    ])
    #expect(journey.path.map(\.isGap) == [false, false])
  }

  @Test("The very same record twice is a repeat, not a new attempt")
  func duplicate() throws {
    let records = [
      Cafe.order("7", "ORDERED", from: "IDLE", at: 1), Cafe.order("7", "GRINDING", from: "ORDERED", at: 2),
      Cafe.order("7", "BREWING", from: "GRINDING", at: 3),
    ]
    let journey = try journey(records.flatMap { [$0, $0] })
    #expect(journey.attempt == 1)
    #expect(journey.path.map(\.to) == ["ORDERED", "GRINDING", "BREWING"])
    #expect(journey.path.map(\.repeats) == [1, 1, 1])
  }

  @Test("A state that nobody knows is shown as the log calls it, and the way back is the same attempt")
  func unknown() throws {
    let records = Cafe.orders("7", ["ORDERED", "GRINDING"]) + [Cafe.order("7", "STIRRING", at: 50)]
    let journey = try journey(records)
    #expect(journey.state == "STIRRING")
    #expect(journey.conclusion == .inProgress)
    #expect(journey.step == 2, "it is as far as it was before")
    let on = try self.journey(records + Cafe.orders("7", ["SHAKING", "READY", "SERVED"], from: 60))
    #expect(on.attempt == 1)
    #expect(on.path.map(\.to) == ["ORDERED", "GRINDING", "STIRRING", "SHAKING", "READY", "SERVED"])
    #expect(on.conclusion == .success)
  }

  @Test("A failure is told by its name")
  func failure() throws {
    let journey = try journey(Cafe.orders("7", ["ORDERED", "GRINDING", "CARD_REFUSED"]))
    #expect(journey.conclusion == .failure)
    #expect(journey.state == "CARD_REFUSED")
    #expect(journey.step == 2)
  }

  @Test("A clock that is set back gives no negative time, and a remark")
  func setBack() throws {
    let diagnosis = Cafe.diagnose([
      Cafe.order("7", "ORDERED", at: 9000), Cafe.order("7", "GRINDING", at: 9010), Cafe.order("8", "ORDERED", at: 20),
      Cafe.order("7", "BREWING", at: 30), Cafe.order("8", "GRINDING", at: 25),
    ])
    let journey = try #require(diagnosis.journeys.first { $0.key == "7" })
    #expect(journey.lasted == nil)
    #expect(!journey.isOverdue)
    #expect(journey.remarks == ["The log's clock goes back 1 time: durations may be wrong."])
  }

  @Test("A circle does not grow for ever, and its end stays right")
  func circle() throws {
    let round = ["BREWING", "SPILT"]
    let journey = try journey(
      Cafe.orders("7", ["ORDERED", "GRINDING"] + (0..<5000).flatMap { _ in round } + ["BREWING", "READY", "SERVED"]))
    #expect(journey.conclusion == .success)
    #expect(journey.path.count < 100)
    #expect(journey.path.first?.to == "ORDERED")
    #expect(journey.path.last?.to == "SERVED")
    #expect(journey.remarks.contains { $0.hasSuffix("in the middle of the path are left out.") })
  }

  @Test("A log without times tells states all the same")
  func timeless() throws {
    let journey = try journey(Cafe.course.map { Cafe.order("7", $0) })
    #expect(journey.conclusion == .success)
    #expect(journey.since == nil)
    #expect(journey.remarks == ["The log does not tell the time."])
  }
}
