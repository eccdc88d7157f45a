import ScepspecModel
import Testing

@testable import ScepspecEngine

@Suite struct VersionTests {
  private func trace(_ key: String, _ lineage: String?, group: Int = 0, at second: Int?) -> Trace {
    Trace(
      report: JourneyReport(
        machine: "guest", title: "", platform: "", key: key, conclusion: .inProgress, state: "ASKED", about: ""),
      group: group, role: .delivery, steps: [], sightings: [], first: second.map { Moment(seconds: $0) }, last: nil,
      lineage: lineage.map { Spelling(pieces: [$0]) })
  }

  @Test func `Of versions the one that began last decides, wherever it stands`() {
    let marked = Versions.marked([trace("a;2", "a", at: 20), trace("a;1", "a", at: 10), trace("b;1", "b", at: 5)])
    #expect(marked.map(\.isSuperseded) == [false, true, false])
    #expect(marked[1].report.remarks.count == 1)
  }

  @Test func `Without times the later one in the log decides`() {
    let marked = Versions.marked([trace("a;1", "a", at: nil), trace("a;2", "a", at: nil)])
    #expect(marked.map(\.isSuperseded) == [true, false])
  }

  @Test func `Other devices and keys without versions are left alone`() {
    let marked = Versions.marked([
      trace("a;1", "a", at: 1), trace("a;2", "a", group: 1, at: 2), trace("c", nil, at: 3), trace("c", nil, at: 4),
    ])
    #expect(!marked.contains { $0.isSuperseded })
  }
}
