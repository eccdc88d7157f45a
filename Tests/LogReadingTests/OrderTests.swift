import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct OrderTests {
  private func line(_ minute: Int, _ count: Int) -> String {
    "2018-02-27T05:\(minute < 10 ? "0" : "")\(minute):00.0\tVERB\ta.b.Manager\t1\t10\tThere are \(count) requests\n"
  }

  private func counts(_ told: Told) -> [Int] {
    told.observations.compactMap { if case .integer(let count) = $0.fields["count"]?.value { count } else { nil } }
  }

  @Test func `Lines that somebody sorted by something else are told in order of time`() throws {
    let folder = try Scratch()
    let minutes = [7, 2, 9, 1, 5, 3, 8, 6, 4]
    try folder.write(minutes.map { line($0, $0) }.joined(), to: "OMADM.log")
    #expect(counts(try Told([folder.path])) == Array(1...9))
  }

  @Test func `A clock that is set back does not change the order of a log`() throws {
    let folder = try Scratch()
    let minutes = [20, 21, 22, 10, 11, 12, 13]
    try folder.write(minutes.map { line($0, $0) }.joined(), to: "OMADM.log")
    #expect(counts(try Told([folder.path])) == minutes)
  }

  @Test func `Copies of a log in two folders are one, and say so`() throws {
    let folder = try Scratch()
    let begun = (1...3).map { line($0, $0) }.joined()
    try folder.write(begun, to: "monday/OMADM.log")
    try folder.write(begun + line(4, 4), to: "tuesday/OMADM.log")
    let told = try Told([folder.path])
    #expect(counts(told) == [1, 2, 3, 4])
    #expect(Set(told.groups.map(\.number)).count == 1)
    #expect(told.summaries.last?.problems.count == 1)
  }

  @Test func `Logs of two devices in two folders stay two`() throws {
    let folder = try Scratch()
    try folder.write((1...4).map { line($0, $0) }.joined(), to: "first/OMADM.log")
    try folder.write((1...4).map { line($0 + 10, $0) }.joined(), to: "second/OMADM.log")
    let told = try Told([folder.path])
    #expect(counts(told) == [1, 2, 3, 4, 1, 2, 3, 4])
    #expect(told.summaries.allSatisfy { $0.problems.isEmpty })
  }
}
