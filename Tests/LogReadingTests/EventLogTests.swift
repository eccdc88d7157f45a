import BundledSpecs
import Foundation
import Model
import SpecLoading
import Testing

@testable import LogReading

/// Windows event logs are read by their events' heads; what that finds is held against building every event.
@Suite struct EventLogTests {
  private static let golden = URL(fileURLWithPath: #filePath).appending(path: "../../../Golden").standardized
    .resolvingSymlinksInPath()
  private static let bundled = SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true).specifications
  private static let catalogue = bundled.flatMap { try? LogCatalogue($0) }

  private static var logs: [URL] {
    let found = FileManager.default.enumerator(at: golden, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return (found ?? []).filter { $0.pathExtension == "evtx" }.sorted { $0.path < $1.path }
  }

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

  @Test func `Every golden log tells the same by heads and by whole events`() throws {
    #expect(Self.logs.count > 15)
    for log in Self.logs { try expectSame(log.path, log.path) }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `A damaged log tells the same by heads and by whole events`(seed: UInt64) throws {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let folder = try Scratch()
    for _ in 0..<6 {
      let log = Self.logs[next(Self.logs.count)]
      var bytes = try [UInt8](Data(contentsOf: log))
      let used = min(bytes.count, 4_096 + 24_000)
      switch next(3) {
      case 0: for _ in 0..<(1 + next(40)) { bytes[4_096 + next(used - 4_096)] = UInt8(next(256)) }
      case 1: bytes.removeLast(next(bytes.count - 4_096))
      default:
        let start = 4_096 + next(used - 4_096)
        for place in start..<min(start + next(2_000), bytes.count) { bytes[place] = 0 }
      }
      try folder.write(bytes, to: "damaged.evtx")
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
}
