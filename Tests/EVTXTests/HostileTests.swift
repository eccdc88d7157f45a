import ScepspecEVTX
import ScepspecMarkup
import Testing

/// Logs made to hang, to crash or to fill memory.
@Suite struct HostileTests {
  private func told(_ writer: LogWriter) -> [EVTXDamage] {
    let (records, damage) = EVTX.records(ofChunk: writer.chunk(), at: 0)
    #expect(records.isEmpty)
    return damage
  }

  @Test func `A template that uses itself for its own value ends`() {
    // The value is an instance of the template that shows it twice, which is an instance of …
    var value = LogWriter.Value.string("end")
    let parts: [Part] = [.element("Event", [.value(0, type: 0x21), .value(0, type: 0x21)])]
    for _ in 0..<40 { value = .nested("self", parts, [value]) }
    var writer = LogWriter()
    writer.record(1, "self", parts, [value])
    #expect(told(writer).count == 1)
  }

  @Test func `A long value shown thousands of times does not grow without limit`() {
    var writer = LogWriter()
    let text = String(repeating: "x", count: 10_000)
    let shows = Part.element("Data", (0..<5000).map { _ in .value(0) })
    writer.record(1, "bomb", [.element("Event", [shows])], [.string(text)])
    #expect(told(writer).contains { $0.reason.contains("grows") })
  }

  @Test func `Elements nested without end are refused`() {
    var writer = LogWriter()
    var part = Part.element("E", [.text("x")])
    for _ in 0..<1000 { part = .element("E", [part]) }
    writer.record(1, "deep", [part])
    #expect(told(writer).contains { $0.reason.contains("deep") })
  }

  @Test func `A definition that is said to lie anywhere is looked for there only`() {
    for place: UInt32 in [0, 511, 65_535, 65_536, .max] {
      var writer = LogWriter()
      writer.record(1, raw: [0x0f, 1, 1, 0, 0x0c, 1, 1, 0, 0, 0] + LogWriter.little(place) + [0, 0, 0, 0])
      #expect(told(writer).count == 1)
    }
  }

  @Test func `A count of values that cannot fit is refused`() {
    for count: UInt32 in [1000, 20_000, .max] {
      var writer = LogWriter()
      writer.record(
        1, raw: [0x0f, 1, 1, 0, 0x0c, 1, 1, 0, 0, 0] + LogWriter.little(UInt32(512)) + LogWriter.little(count))
      #expect(told(writer).count == 1)
    }
  }

  @Test func `Thousands of broken records are told in few words`() {
    var writer = LogWriter()
    for number in 0..<1000 { writer.record(UInt64(number), raw: [0x3f]) }
    #expect(told(writer).count <= 40)
  }

  @Test func `Chunks of noise are read to their end`() {
    var state: UInt64 = 1
    for _ in 0..<20 {
      var writer = LogWriter()
      for number in 0..<60 {
        let noise = (0..<200).map { _ -> UInt8 in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          // Mostly tokens, so that more than the first byte is looked at.
          let byte = UInt8(truncatingIfNeeded: state >> 33)
          return state >> 60 < 9 ? byte & 0x4f : byte
        }
        writer.record(UInt64(number), raw: [0x0f, 1, 1, 0] + noise)
      }
      let (records, damage) = EVTX.records(ofChunk: writer.chunk(), at: 0)
      #expect(records.count + damage.count > 0 && records.count <= 60)
    }
  }
}
