#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import ScepspecLogInputs
import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct HostileTests {
  @Test func `Random bytes yield a sentence and nothing else`() throws {
    let folder = try Scratch()
    var state: UInt64 = 7
    for name in ["a", "b", "c"] {
      let bytes = (0..<40_000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      try folder.write(bytes, to: name)
    }
    let told = try Told([folder.path])
    #expect(told.observations.isEmpty)
    #expect(told.summaries.allSatisfy { $0.format == nil && $0.problems.count == 1 })
  }

  @Test func `A line that never ends is one record that was cut`() throws {
    let folder = try Scratch()
    let head = "2018-02-27T05:16:08.25\tVERB\ta.b.C\t1\t2\tThere are 2 requests"
    try folder.write(head + "\n" + head + String(repeating: "x", count: 8 << 20), to: "OMADM.log")
    let told = try Told([folder.path])
    #expect(told.observations.count == 1)
    try folder.write(String(repeating: "x", count: 8 << 20), to: "OMADM.log")
    let stranger = try Told([folder.path])
    #expect(stranger.summaries.first?.problems.first?.hasPrefix("no known format; the first line is 'xxx") == true)
    #expect((stranger.summaries.first?.problems.first?.count ?? 0) < 200)
  }

  @Test func `A path that is not there is a summary with a problem`() throws {
    let told = try Told(["/nowhere/at/all.log"])
    #expect(told.summaries.map(\.path) == ["/nowhere/at/all.log"])
    #expect(told.summaries.first?.problems.count == 1)
  }

  @Test func `Bytes of any format changed at random do no harm`() throws {
    var state: UInt64 = 3
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let reader = { (kind: LogReader.Kind) in
      Known.format(
        kind.rawValue,
        LogReader(
          kind: kind, heads: ["^(?<id>\\d+) (?<message>.*)$"], separators: [",", "\t"],
          columns: [["Id", "Message"]], elements: ["Event"],
          fields: ["id": ["Id", "A/B@c"], "message": ["*", "Message"]],
          data: ["Data", "D/*"], begins: ["Id"]))
    }
    let text = """
      1 first
      Id: 5
      Message: text
      [{"Id": 1, "Data": [1, {"Value": "x"}]}, {"Id": "\\u00e9"}]
      Id,Message
      1,"a ""b""
      c"
      #Fields: Id Message
      <Event><A><B c='1'>x</B></A><D><E>1</E></D></Event>
      -----BEGIN CERTIFICATE-----
      AAAA
      """
    for round in 0..<300 {
      var bytes = Array(text.utf8)
      for _ in 0..<(round % 12) { bytes[next(bytes.count)] = UInt8(next(256)) }
      for _ in 0..<(round % 3) { bytes.insert(contentsOf: bytes[0..<next(bytes.count)], at: next(bytes.count)) }
      for kind in LogReader.Kind.allCases where kind != .certificates {
        _ = try records(of: bytes, reader(kind), block: 1 + next(200))
      }
    }
  }

  @Test func `Standard input is a log like others`() throws {
    let folder = try Scratch()
    try folder.write(Known.scepStates.joined(separator: "\n"), to: "in")
    let descriptor = open(folder.path + "/in", O_RDONLY)
    defer { close(descriptor) }
    let told = try Told(["-"], options: IntakeOptions(standardInput: descriptor))
    #expect(told.observations.count == 2)
    #expect(told.groups.first?.folder == "-")
  }
}
