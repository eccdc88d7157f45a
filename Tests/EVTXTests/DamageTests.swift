import ScepspecEVTX
import ScepspecMarkup
import Testing

@Suite struct DamageTests {
  /// Three records that share a template, with binary XML in a value.
  static func log() -> LogWriter {
    var writer = LogWriter()
    let parts: [Part] = [
      .element(
        "Event", attributes: [("Name", [.value(0)])],
        [.element("Id", [.value(1, type: 8)]), .value(2, type: 0x21, optional: true)])
    ]
    for number in UInt64(10)...12 {
      let inner = LogWriter.Value.nested("inner", [.element("Data", [.value(0)])], [.string("text \(number)")])
      writer.record(
        number, "outer", parts, [.string("n\(number)"), .bytes(8, LogWriter.little(UInt32(number))), inner])
    }
    return writer
  }

  private func live(_ chunk: [UInt8]) -> [EVTXRecord] {
    EVTX.records(ofChunk: chunk, at: 0).records.filter { !$0.recovered }
  }

  @Test(arguments: [UInt8(0xff), 0x01, 0x40])
  func `One wrong byte anywhere never adds a record, and is told`(flip: UInt8) {
    let chunk = Self.log().chunk()
    for at in chunk.indices {
      var damaged = chunk
      damaged[at] ^= flip
      let (records, damage) = EVTX.records(ofChunk: damaged, at: 0)
      #expect(records.filter { !$0.recovered }.count <= 3)
      // By it files are put in order: what is found may not have been overtaken.
      let least = damaged.withUnsafeBytes { EVTX.leastNumber(ofChunk: $0) }
      #expect(records.allSatisfy { record in least.map { $0 <= record.number } ?? false }, "byte \(at)")
      #expect(least.map { $0 >= 10 } == true || records.contains { $0.number < 10 }, "byte \(at)")
      // Bytes 120 to 123 are covered by no checksum.
      #expect(!damage.isEmpty || (120..<124).contains(at), "byte \(at)")
    }
  }

  @Test func `A file cut anywhere keeps the records before the cut, and says so`() {
    let log = Self.log()
    let chunk = log.chunk()
    let ends = log.starts.dropFirst() + [chunk.count]
    for count in 512..<chunk.count {
      let (records, damage) = EVTX.records(ofChunk: Array(chunk[..<count]), at: 4096)
      let whole = records.filter { !$0.recovered }
      #expect(whole.map(\.number) == zip([10, 11, 12], ends).filter { $1 <= count }.map(\.0))
      #expect(damage.contains { $0.offset == 4096 + count })
    }
    for count in 0..<512 {
      #expect(live(Array(chunk[..<count])).isEmpty)
    }
  }

  @Test func `Behind a record that is overwritten the next one is found`() {
    let log = Self.log()
    var chunk = log.chunk()
    for at in log.starts[1]..<(log.starts[1] + 40) { chunk[at] = 0x5a }
    let (records, damage) = EVTX.records(ofChunk: chunk, at: 4096)
    #expect(records.map(\.number) == [10, 12] && records.allSatisfy { !$0.recovered })
    #expect(damage.contains { $0.offset == 4096 + log.starts[1] })
  }

  @Test func `A record whose frame is broken is saved if its content is whole`() {
    let log = Self.log()
    var chunk = log.chunk()
    chunk[log.starts[1]] = 0
    let (records, damage) = EVTX.records(ofChunk: chunk, at: 0)
    #expect(records.map(\.number) == [10, 11, 12] && records.map(\.recovered) == [false, true, false])
    #expect(damage.contains { $0.offset == log.starts[1] })
  }

  @Test func `Of a record whose values are too long the rest is saved`() {
    var writer = LogWriter()
    writer.record(1, "long", event(.value(0), .text("|"), .value(1)), [.string("whole"), .string("cut")])
    var chunk = writer.chunk()
    // The size of the second value: its description is the last before the ten bytes of the first.
    let text = LogWriter.utf16("whole")
    let start = chunk.indices.first { chunk[$0...].starts(with: text) } ?? 0
    chunk[start - 3] = 0x7f
    let (records, damage) = EVTX.records(ofChunk: chunk, at: 0)
    #expect(records.map(\.recovered) == [true] && damage.contains { $0.reason.contains("values") })
    #expect(records.first?.event.children.first?.text.hasPrefix("whole|cut") == true)
  }

  @Test func `A record of size zero does not stop the reading`() {
    let log = Self.log()
    var chunk = log.chunk()
    for at in (log.starts[1] + 4)..<(log.starts[1] + 8) { chunk[at] = 0 }
    let (records, _) = EVTX.records(ofChunk: chunk, at: 0)
    #expect(records.map(\.number) == [10, 11, 12] && records.map(\.recovered) == [false, true, false])
  }

  @Test func `A record whose second size is wrong is read and told`() {
    let log = Self.log()
    var chunk = log.chunk()
    chunk[log.starts[1] - 4] ^= 0xff
    let (records, damage) = EVTX.records(ofChunk: chunk, at: 0)
    #expect(records.map(\.number) == [10, 11, 12])
    #expect(damage.contains { $0.offset == log.starts[1] - 4 })
  }

  @Test func `A wrong checksum is told and hides nothing`() {
    var chunk = Self.log().chunk()
    chunk[52] ^= 1
    let (records, damage) = EVTX.records(ofChunk: chunk, at: 65536)
    #expect(records.map(\.number) == [10, 11, 12])
    #expect(damage.map(\.offset) == [65536 + 124, 65536 + 52])
  }

  @Test func `Records past the end that the header tells are marked as recovered`() {
    let log = Self.log()
    let (records, damage) = EVTX.records(ofChunk: log.chunk(free: log.starts[1]), at: 0)
    #expect(damage.isEmpty)
    #expect(records.map(\.number) == [10, 11, 12])
    #expect(records.map(\.recovered) == [false, true, true])
  }

  @Test func `A deleted record is not read by a template that is another one's`() {
    let log = Self.log()
    var chunk = log.chunk(free: log.starts[1])
    // The instance names its template by four bytes, after the record's header, fragment header and two bytes.
    chunk[log.starts[2] + 24 + 6] ^= 0xff
    let (records, _) = EVTX.records(ofChunk: chunk, at: 0)
    #expect(records.map(\.number) == [10, 11])
  }

  @Test func `Without a header all records are recovered`() {
    var chunk = Self.log().chunk()
    for at in 0..<512 { chunk[at] = 0 }
    let (records, damage) = EVTX.records(ofChunk: chunk, at: 0)
    #expect(records.map(\.number) == [10, 11, 12] && records.allSatisfy(\.recovered))
    #expect(damage.map(\.offset) == [0])
  }

  @Test func `Without a header no record is read by a template that is another one's`() {
    let log = Self.log()
    var chunk = log.chunk()
    for at in 0..<512 { chunk[at] = 0 }
    chunk[log.starts[2] + 24 + 6] ^= 0xff
    #expect(EVTX.records(ofChunk: chunk, at: 0).records.map(\.number) == [10, 11])
  }

  @Test func `A header that counts old copies does not bring a record back twice`() {
    let log = Self.log()
    let chunk = log.chunk()
    let copy = chunk[log.starts[1]..<log.starts[2]]
    let (records, _) = EVTX.records(ofChunk: chunk + [UInt8](repeating: 0, count: 16) + copy, at: 0)
    #expect(records.map(\.number) == [10, 11, 12] && records.allSatisfy { !$0.recovered })
  }
}
