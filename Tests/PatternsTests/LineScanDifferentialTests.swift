import Foundation
import ScepspecPatterns
import Testing

@Suite("Scans and a naive reading agree")
struct LineScanDifferentialTests {
  private struct Case {
    var text: [UInt8]
    var scan: LineScan
    var isHead: (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)?
    var naive: [Told]

    init(seed: Int) throws {
      var chance = Chance(seed: seed)
      var literals: [[UInt8]]?
      if chance.below(8) > 0 {
        let count = 1 + chance.below(3)
        literals = (0..<count).map { _ in [chance.pick(Array("ab".utf8))] + chance.octets(upTo: 5, from: "ab") }
      }
      text = chance.below(10) == 0 ? [0xEF, 0xBB, 0xBF] : []
      let alphabet = chance.pick(["#ab\n", "#aaabbb ....\n\n", "#abb\r\n.........", "ab.....\n"])
      text += chance.octets(upTo: 260, from: alphabet)
      scan = LineScan(
        literals: try literals.map { try LiteralSet($0) }, recordLimit: chance.pick([16, 40, 1000]),
        blockSize: chance.pick([1, 5, 6, 7, 8, 13, 31, 64]), workers: 1 + chance.below(3))
      if chance.below(2) == 0 { scan.headOctets = OctetSet("#".utf8) }
      // A head begins with `#` and, in some cases, does not end in `b`, as far as it is seen.
      let kind = chance.below(4)
      let test: @Sendable ([UInt8]) -> Bool = { $0.first == 0x23 && (kind == 0 || $0.last != 0x62) }
      if kind < 3 { isHead = { (line: UnsafeBufferPointer<UInt8>) -> Bool in test(Array(line)) } }
      naive = NaiveRecords(
        literals: literals, limit: scan.recordLimit, window: scan.headWindow, isHead: { kind == 3 || test($0) }
      ).records(of: text)
    }

    func check(_ told: [Told], _ summary: ScanSummary, _ seed: Int) {
      #expect(told == naive, "seed \(seed), blocks of \(scan.blockSize), \(text)")
      #expect(summary.octets == text.count)
      let ended = text.isEmpty || text.last == 0x0A
      #expect(summary.lines == text.count { $0 == 0x0A } + (ended ? 0 : 1))
      #expect(told.count { $0.isCut } <= summary.cutRecords)
      let rest = text.starts(with: [0xEF, 0xBB, 0xBF]) ? text.dropFirst(3) : text[...]
      let heads = rest.split(separator: 0x0A, omittingEmptySubsequences: false).count { $0.first == 0x23 }
      #expect(summary.heads == nil || summary.heads == heads)
    }
  }

  @Test("Streams, whatever the size of blocks")
  func streams() throws {
    var records = 0
    for seed in 0..<1500 {
      let one = try Case(seed: seed)
      let (told, summary) = try LineScanTests.scan(
        one.text, with: one.scan, chance: Chance(seed: -seed), isHead: one.isHead)
      one.check(told, summary, seed)
      records += told.count
    }
    #expect(records > 3000)
  }

  @Test("Files, whatever the size of blocks")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("patterns-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("log").path
    for seed in 2000..<2700 {
      let one = try Case(seed: seed)
      try Data(one.text).write(to: URL(fileURLWithPath: path))
      let (told, summary) = try LineScanTests.scanFile(path, with: one.scan, isHead: one.isHead)
      one.check(told, summary, seed)
    }
  }

  @Test("Nothing is left unsearched where every record is within the limit")
  func searched() throws {
    for seed in 0..<300 {
      var chance = Chance(seed: seed)
      let text = chance.octets(upTo: 300, from: "#ab\n")
      let scan = LineScan(
        literals: try LiteralSet([[0x61]]), recordLimit: 1000, blockSize: 1 + chance.below(64), workers: 2)
      let summary = try LineScanTests.scan(text, with: scan) { $0.first == 0x23 }.summary
      #expect(summary.unsearched == 0)
      #expect(summary.cutRecords == 0)
    }
  }
}
