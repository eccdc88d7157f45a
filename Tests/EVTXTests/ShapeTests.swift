import ScepspecEVTX
import Testing

@Suite struct ShapeTests {
  @Test func `The first eight bytes tell an event log`() {
    #expect(EVTX.isEVTX(Array("ElfFile\0".utf8)))
    #expect(!EVTX.isEVTX(Array("ElfFile".utf8)))
    #expect(!EVTX.isEVTX(Array("ElfChnk\0".utf8)))
  }

  @Test func `Chunks follow the header, and the last may be short`() {
    #expect(EVTX.chunks(ofFileOf: 0).isEmpty)
    #expect(EVTX.chunks(ofFileOf: 4096).isEmpty)
    #expect(EVTX.chunks(ofFileOf: 4096 + 65536 + 10) == [4096..<69632, 69632..<69642])
  }

  @Test func `A chunk that was never written holds nothing and is not damaged`() {
    let (records, damage) = EVTX.records(ofChunk: [UInt8](repeating: 0, count: 65536), at: 4096)
    #expect(records.isEmpty && damage.isEmpty)
  }

  @Test func `Bytes that are no chunk are told`() {
    let (records, damage) = EVTX.records(ofChunk: [UInt8](repeating: 0x5a, count: 65536), at: 4096)
    #expect(records.isEmpty)
    #expect(damage.map(\.offset) == [4096])
  }
}
