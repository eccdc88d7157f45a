import Foundation
import ScepspecPatterns
import Testing

@Suite("Scan of a log")
struct LineScanTests {
  /// Every record as it was delivered, from a stream that gives a few octets at a time.
  static func scan(
    _ text: [UInt8], with scan: LineScan, chance: Chance = Chance(seed: 1),
    isHead: (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)?
  ) throws -> (told: [Told], summary: ScanSummary) {
    var place = 0
    var chance = chance
    var told: [Told] = []
    let summary = try scan.records { buffer in
      let count = min(1 + chance.below(20), buffer.count, text.count - place)
      for index in 0..<count { buffer[index] = text[place + index] }
      place += count
      return count
    } makeReader: {
      .each(isHead: isHead, read: told(of:))
    } deliver: {
      told += $0.records().map(placed)
    }
    return (told, summary)
  }

  static func scanFile(
    _ path: String, with scan: LineScan, isHead: (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)?
  ) throws -> (told: [Told], summary: ScanSummary) {
    var told: [Told] = []
    let summary = try scan.records(inFile: path) {
      .each(isHead: isHead, read: self.told(of:))
    } deliver: {
      told += $0.records().map(placed)
    }
    return (told, summary)
  }

  @Sendable private static func told(of record: ScannedRecord) -> Told? {
    Told(
      line: 0, offset: record.offset, bytes: Array(record.bytes), isCut: record.isCut,
      literals: Array(record.literals))
  }

  private static func placed(_ found: FoundRecord<Told>) -> Told {
    var told = found.value
    told.line = found.line
    return told
  }

  /// A line that begins with `#` is a head.
  private let isHead: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool = { $0.first == 0x23 }

  @Test("A record is the head line and its continuations, each once, with its line")
  func records() throws {
    let text = Array("#1 a\n key\n#2 b\n#3 key key\r\n at key\r\n  at\r\n#4\n#5 key".utf8)
    let scan = LineScan(literals: try LiteralSet([Array("key".utf8)]))
    let (told, summary) = try Self.scan(text, with: scan, isHead: isHead)
    #expect(
      told.map(\.description) == ["1@0 #1 a\n key [0]", "4@15 #3 key key\r\n at key\r\n  at [0]", "8@45 #5 key [0]"])
    #expect(summary.lines == 8)
    #expect(summary.octets == text.count)
    #expect(summary.unsearched == 0)
    #expect(summary.heads == nil)
  }

  @Test("Without a test for heads every line is a record; without literals every record is wanted")
  func plainLines() throws {
    let text = Array("a\n\nb\n".utf8)
    let all = try Self.scan(text, with: LineScan(literals: nil), isHead: nil)
    #expect(all.told.map(\.description) == ["1@0 a []", "2@2  []", "3@3 b []"])
    #expect(all.summary.lines == 3)
    let some = try Self.scan(text, with: LineScan(literals: try LiteralSet([[0x62]])), isHead: nil)
    #expect(some.told.map(\.description) == ["3@3 b [0]"])
  }

  @Test("The first line is a head whatever it says, and a byte order mark is no part of it")
  func start() throws {
    let text = [0xEF, 0xBB, 0xBF] + Array("x key\n#1\n".utf8)
    let scan = LineScan(literals: try LiteralSet([Array("key".utf8)]), headOctets: OctetSet("#x".utf8))
    let (told, summary) = try Self.scan(text, with: scan, isHead: isHead)
    #expect(told.map(\.description) == ["1@3 x key [0]"])
    #expect(summary.heads == 2)
    #expect(summary.unsearched == 0)
  }

  @Test("An empty log has nothing")
  func empty() throws {
    let (told, summary) = try Self.scan([], with: LineScan(literals: nil), isHead: nil)
    #expect(told.isEmpty)
    #expect(summary.octets == 0 && summary.lines == 0 && summary.unsearched == 0)
  }

  @Test("A record longer than the limit is cut, and told; so is what was not searched")
  func cut() throws {
    let long = Array(repeating: UInt8(ascii: "x"), count: 500)
    let text = Array("#1 key ".utf8) + long + Array("key\n#2 ".utf8) + long + Array("key\n#3 key\n".utf8)
    let scan = LineScan(literals: try LiteralSet([Array("key".utf8)]), recordLimit: 100, blockSize: 64, workers: 2)
    let (told, summary) = try Self.scan(text, with: scan, isHead: isHead)
    #expect(told.map(\.offset) == [0, 1018])
    #expect(told.map(\.isCut) == [true, false])
    #expect(told.first?.bytes.count == 100)
    #expect(summary.unsearched > 0)
    let whole = LineScan(literals: scan.literals, recordLimit: 100, blockSize: 1 << 16)
    let inOne = try Self.scan(text, with: whole, isHead: isHead)
    #expect(inOne.told == told)
    #expect(inOne.summary.cutRecords == 2)
  }

  @Test("A consumer that throws ends the scan with its error")
  func throwing() throws {
    struct Enough: Error {}
    let text = Array(String(repeating: "key\n", count: 1000).utf8)
    var place = 0
    #expect(throws: Enough.self) {
      try LineScan(literals: nil, blockSize: 16, workers: 2).records { buffer in
        let count = min(buffer.count, text.count - place)
        for index in 0..<count { buffer[index] = text[place + index] }
        place += count
        return count
      } makeReader: {
        .each { $0.offset }
      } deliver: { _ in
        throw Enough()
      }
    }
    #expect(place < text.count)
  }

  @Test("A source that fails ends the scan with its error, after some blocks too")
  func failingSource() throws {
    struct Broken: Error {}
    for good in [0, 1, 100] {
      var calls = 0
      #expect(throws: Broken.self) {
        try LineScan(literals: nil, blockSize: 16, workers: 2).records { buffer in
          calls += 1
          if calls > good { throw Broken() }
          buffer.update(repeating: 0x0A)
          return buffer.count
        } makeReader: {
          .each { $0.offset }
        } deliver: { _ in
        }
      }
    }
  }

  @Test("Records come in order from several threads, and each thread has a reader of its own")
  func order() throws {
    let lines = (0..<20_000).map { "#\($0) key\n" }
    let text = Array(lines.joined().utf8)
    var place = 0
    var found: [Int] = []
    let scan = LineScan(literals: try LiteralSet([Array("key".utf8)]), blockSize: 1000, workers: 3)
    let summary = try scan.records { buffer in
      let count = min(buffer.count, text.count - place)
      for index in 0..<count { buffer[index] = text[place + index] }
      place += count
      return count
    } makeReader: {
      var calls = 0
      return .each { record -> Int in
        calls += 1
        return calls
      }
    } deliver: {
      found += $0.records().map(\.line)
    }
    #expect(found == Array(1...20_000))
    #expect(summary.lines == 20_000)
  }

  @Test("A log without line ends, or with nothing but line ends, is gone through once")
  func oneLine() throws {
    for octet in [UInt8(ascii: "k"), 0x0A] {
      var left = 400_000
      let scan = LineScan(
        literals: try LiteralSet([Array("kk".utf8)]), headOctets: OctetSet("#".utf8), recordLimit: 1 << 16,
        blockSize: 1 << 16)
      var found: [FoundRecord<Int>] = []
      let summary = try scan.records { buffer in
        let count = min(buffer.count, left)
        for index in 0..<count { buffer[index] = octet }
        left -= count
        return count
      } makeReader: {
        .each(isHead: isHead) { $0.bytes.count }
      } deliver: {
        found += $0.records()
      }
      #expect(found.map(\.value) == (octet == 0x0A ? [] : [1 << 16]))
      #expect(summary.octets == 400_000)
      #expect(summary.lines == (octet == 0x0A ? 400_000 : 1))
      #expect(summary.unsearched > 250_000)
    }
  }

  @Test("What cannot be read is an error that names it", arguments: ["/nowhere/log", "/"])
  func unreadable(path: String) throws {
    let error = try #require(throws: LineScanError.self) {
      try Self.scanFile(path, with: LineScan(literals: nil), isHead: nil)
    }
    #expect(error.path == path)
  }
}
