import BundledSpecs
import Foundation
import ScepspecModel
import ScepspecSpecLoading
import Testing

@testable import ScepspecLogReading

/// Logs of trees are read on several threads, and only as far as events ask for it: Windows event logs by their events'
/// heads. What that finds is held against looking at every field of every record.
@Suite struct TreeScanTests {
  private static let golden = URL(fileURLWithPath: #filePath).appending(path: "../../../Golden").standardized
    .resolvingSymlinksInPath()
  private static let bundled = SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true).specifications
  private static let catalogue = bundled.flatMap { try? LogCatalogue($0) }

  private static let logs: [URL] = {
    let found = FileManager.default.enumerator(at: golden, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return (found ?? []).filter { ["evtx", "xml", "svclog"].contains($0.pathExtension) }.sorted { $0.path < $1.path }
  }()

  private func told(_ path: String, everyRecord: Bool = false) throws -> (all: [Observation], logs: [LogSummary]) {
    var options = IntakeOptions()
    options.readsEveryRecord = everyRecord
    let collected = Collected()
    let logs = LogIntake(try #require(Self.catalogue), options: options).read(
      [path], onObservation: { observation, _ in collected.all.append(observation) })
    return (collected.all, logs)
  }

  private final class Collected {
    var all: [Observation] = []
  }

  private func expectSame(_ path: String, _ hint: String) throws {
    let quick = try told(path)
    let every = try told(path, everyRecord: true)
    #expect(quick.all == every.all, "\(hint)")
    #expect(quick.logs == every.logs, "\(hint)")
  }

  @Test func `Every golden log tells the same as if every record were looked at`() throws {
    #expect(Self.logs.count > 30)
    for log in Self.logs { try expectSame(log.path, log.path) }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `A damaged log tells the same as if every record were looked at`(seed: UInt64) throws {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let folder = try Scratch()
    for _ in 0..<6 {
      let log = Self.logs[next(Self.logs.count)]
      var bytes = try [UInt8](Data(contentsOf: log))
      // Behind the file's header, where there is one.
      let first = log.pathExtension == "evtx" ? 4_096 : 0
      let used = min(bytes.count, first + 24_000)
      switch next(3) {
      case 0: for _ in 0..<(1 + next(40)) { bytes[first + next(used - first)] = UInt8(next(256)) }
      case 1: bytes.removeLast(next(bytes.count - first))
      default:
        let start = first + next(used - first)
        for place in start..<min(start + next(2_000), bytes.count) { bytes[place] = 0 }
      }
      try folder.write(bytes, to: "damaged")
      try expectSame(folder.path, "seed \(seed), \(log.path)")
    }
  }

  @Test func `Chunks keep their order however many there are`() throws {
    let log = try #require(Self.logs.first { $0.path.contains("installed-evtx/") })
    let bytes = try [UInt8](Data(contentsOf: log))
    let folder = try Scratch()
    var many = bytes[..<4_096]
    for _ in 0..<60 { many += bytes[4_096...] }
    try folder.write(Array(many), to: "many.evtx")
    try expectSame(folder.path, "many chunks")
    let one = try told(log.path)
    let all = try told(folder.path)
    #expect(all.all.count == 60 * one.all.count)
    #expect(all.logs.map(\.records) == one.logs.map { $0.records * 60 })
  }

  @Test func `Elements keep their order and their lines however many there are`() throws {
    let head = "<Event><System><Provider Name='Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider'/>"
    var text = "<Events>\n"
    for number in 0..<30_000 {
      let (id, name) = (number % 7 == 0 ? 36 : 39, number % 11 == 0 ? "A &#38; B" : "C\(number)")
      text += head + "<EventID>\(id)</EventID><TimeCreated SystemTime='2026-03-01T10:00:00Z'/></System>"
      text += "<EventData><Data Name='Message1'>\(name)</Data>\n<Data Name='Message2'>u</Data></EventData></Event>\n"
      if number % 5_000 == 1 { text += "<Event><System></Event>\n" }
    }
    let folder = try Scratch()
    try folder.write(text + "</Events>", to: "many.xml")
    try expectSame(folder.path, "many elements")
    let (all, logs) = try told(folder.path)
    #expect(all.count == 30_000 && logs.map(\.records) == [30_000])
  }

  @Test func `What is no log of elements is said to hold none`() throws {
    let folder = try Scratch()
    try folder.write("only words\n", to: "words.xml")
    var options = IntakeOptions()
    options.format = "windows-xml"
    let logs = LogIntake(try #require(Self.catalogue), options: options).read([folder.path], onObservation: { _, _ in })
    #expect(logs.map(\.problems) == [["holds no element Event"]])
  }
}
