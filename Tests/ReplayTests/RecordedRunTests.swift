import Foundation
import ScepspecModel
import ScepspecReferenceServer
import ScepspecReplaying
import ScepspecReports
import ScepspecSCEPExchange
import ScepspecTranscripts
import Testing

@Suite struct RecordedRunTests {
  private func expectEqual(_ outcome: RecordedBench.Outcome) throws {
    #expect(JSONReport.render(try outcome.replayed) == JSONReport.render(outcome.live))
    #expect(!outcome.text.contains(RecordedBench.challenge))
    #expect(!outcome.text.contains(Data(RecordedBench.challenge.utf8).base64EncodedString().dropLast(4)))
    #expect(!outcome.text.contains("PRIVATE KEY"))
  }

  @Test(
    "A recording of a run gives the run's report, octet for octet, in every layout", arguments: ServerLayout.allCases)
  func layouts(_ layout: ServerLayout) throws {
    let outcome = try RecordedBench.run({ $0.layout = layout })
    #expect(outcome.live.results.count == RecordedBench.specifications.checks.count)
    #expect(!outcome.text.contains("\"seen\""), "nothing is covered where nothing leaks")
    try expectEqual(outcome)
  }

  @Test func `Recordings of requests that wait give the run's report`() throws {
    try expectEqual(RecordedBench.run({ $0.approval = .afterPolls(1) }))
    try expectEqual(RecordedBench.run({ $0.approval = .onCommand }))
  }

  @Test func `A recording of a run without challenge gives the run's report`() throws {
    try expectEqual(RecordedBench.run(challenge: .none))
  }

  @Test func `Recordings of wrong servers give the run's report, with every kind of fault`() throws {
    // One fault of each change that a fault can make to the octets or to the connection.
    var seen: Set<String> = []
    let faults = RecordedBench.specifications.faults.filter { fault in
      let words = fault.replies.flatMap { $0.http.keys.map { "http \($0)" } + $0.mutate.map { "mutate \($0.word)" } }
      return words.contains { seen.insert($0).inserted }
    }
    #expect(faults.count >= 10)
    for fault in faults where fault.replies.allSatisfy({ $0.http["delay"] == nil && $0.http["hang"] == nil }) {
      let wanted = Set(fault.fails)
      let outcome = try RecordedBench.run(fault: fault, selecting: { wanted.contains($0.id) })
      #expect(JSONReport.render(try outcome.replayed) == JSONReport.render(outcome.live), "\(fault.id)")
    }
  }

  @Test func `What the recording does not hold is inconclusive, and says so`() throws {
    let outcome = try RecordedBench.run(selecting: { $0.id.hasPrefix("certrep/") })
    var file = outcome.file
    file.entries.removeAll { $0.own?["exchange"]?.text == "enrol" }
    let report = try RecordedBench.replay(file, outcome.plan)
    let undecided = report.results.filter { $0.verdict == .inconclusive }
    #expect(!undecided.isEmpty)
    #expect(report.results.contains { $0.reason.contains("the recording has no exchange 'enrol'") })
    #expect(!report.results.contains { $0.verdict == .fail })
  }
}
