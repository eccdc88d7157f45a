import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct IntakeTests {
  @Test func `A log is recognised, and its events are told with fields, time and place`() throws {
    let folder = try Scratch()
    let lines = [
      "2018-02-27T05:16:08.2500000    VERB    Event     a.b.Manager    18327       10    There are 1 requests",
      "2018-02-27T05:16:09.2500000    INFO    Event     a.b.Wifi    18327       10    Skipping Wifi profile x because it is pending certificates.",
    ]
    try folder.write((lines + Known.scepStates).joined(separator: "\n"), to: "OMADM.log")
    let told = try Told([folder.path + "/OMADM.log"])
    #expect(told.observations.map(\.kind) == ["requests", "state", "state"])
    #expect(told.observations.first?.fields["count"]?.value == .integer(1))
    let second = try #require(told.observations.dropFirst().first)
    #expect(second.fields["key"]?.value == .text("ModelName=AC_51…"))
    #expect(second.fields["thread"]?.value == .text("10"))
    #expect(second.fields["to"]?.value == .text("CERT_INSTALL_REQUESTED"))
    #expect(second.time == Moment(microseconds: 1_519_708_588_244_000, isZoned: false))
    #expect(second.origin == .line(file: folder.path + "/OMADM.log", 3))
    let summary = try #require(told.summaries.first)
    #expect(summary.format == "omadm")
    #expect(summary.records == 4)
    #expect(summary.recognised == 4)
    #expect(summary.decoys == ["a Wi-Fi profile waits": 1])
    #expect(summary.problems == [])
  }

  @Test func `Rotated logs are one sequence, in order of time, without what both hold`() throws {
    let folder = try Scratch()
    func line(_ count: Int) -> String {
      "2018-02-27T05:10:0\(count).2500000\tVERB\ta.b.Manager\t1\t10\tThere are \(count) requests\n"
    }
    let old = line(1) + line(2)
    let same = line(3)
    let new = line(4)
    try folder.write(same + same + new, to: "OMADM.log")
    try folder.write(old + same, to: "OMADM1.log")
    let told = try Told([folder.path])
    let counts = told.observations.compactMap { $0.fields["count"]?.value }
    #expect(counts == [.integer(1), .integer(2), .integer(3), .integer(3), .integer(4)])
    #expect(Set(told.groups.map(\.number)).count == 1)
  }

  @Test func `The newest record first is turned round, ties too`() throws {
    let folder = try Scratch()
    func line(_ second: Int, _ count: Int) -> String {
      "2018-02-27T05:10:0\(second).0\tVERB\ta.b.Manager\t1\t10\tThere are \(count) requests\n"
    }
    try folder.write(line(5, 4) + line(5, 3) + line(4, 2) + line(1, 1), to: "export.log")
    let told = try Told([folder.path])
    #expect(told.observations.compactMap { $0.fields["count"]?.value } == (1...4).map { .integer($0) })
  }

  @Test func `What is not known is said to be unknown, with its first line`() throws {
    let folder = try Scratch()
    try folder.write("\n  hello there\nagain\n", to: "a.txt")
    try folder.write([UInt8](), to: "b.log")
    try folder.write((0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 >> 3) }, to: "c.bin")
    let told = try Told([folder.path])
    #expect(told.observations.isEmpty)
    #expect(told.summaries.map(\.problems).map(\.count) == [1, 1, 1])
    #expect(told.summaries[0].problems == ["no known format; the first line is 'hello there'"])
    #expect(told.summaries[1].problems == ["is empty"])
  }

  @Test(arguments: [
    // "ログの名前:" in Shift_JIS, "Журнал:" in Windows-1251
    [0x83, 0x8D, 0x83, 0x4F, 0x82, 0xCC, 0x96, 0xBC, 0x91, 0x4F, 0x3A, 0x0A] as [UInt8],
    [0xC6, 0xF3, 0xF0, 0xED, 0xE0, 0xEB, 0x3A, 0x0A],
  ])
  func `A code page that is not read is named as the reason`(_ text: [UInt8]) throws {
    let folder = try Scratch()
    try folder.write(text, to: "a.txt")
    let told = try Told([folder.path])
    #expect(told.summaries.first?.problems.first?.contains("save it again as UTF-8") == true)
  }

  @Test func `Text of Windows-1252 is not said to be of another code page`() throws {
    let folder = try Scratch()
    // "Größe Straße"
    try folder.write([0x47, 0x72, 0xF6, 0xDF, 0x65, 0x20, 0x53, 0x74, 0x72, 0x61, 0xDF, 0x65, 0x0A], to: "a.txt")
    let told = try Told([folder.path])
    #expect(told.summaries[0].problems == ["no known format; the first line is 'Größe Straße'"])
  }

  @Test func `An offset makes the clock of an input one of UTC`() throws {
    let folder = try Scratch()
    try folder.write(Known.scepStates[0], to: "OMADM.log")
    let told = try Told([folder.path], options: IntakeOptions(offsets: ["OMADM.log": -3_600]))
    #expect(told.observations.first?.time == Moment(microseconds: 1_519_704_988_244_000))
    #expect(told.summaries.first?.offset == .init(seconds: -3_600, isGiven: true))
  }

  @Test(arguments: [20, 40_000]) func `Lines of another format are not records, however many there are`(count: Int)
    throws
  {
    let folder = try Scratch()
    try folder.write(String(repeating: "0 words that mean nothing\n", count: count), to: "words.log")
    var options = IntakeOptions()
    options.format = "omadm"
    let told = try Told([folder.path], options: options)
    #expect(told.summaries.map(\.records) == [0])
    #expect(told.summaries.flatMap(\.problems) == ["\(count) lines or records are not of this format"])
  }
}
