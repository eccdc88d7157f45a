import ScepspecEVTX
import Testing

@Suite struct ValueTests {
  static let cases: [(type: UInt8, bytes: [UInt8], text: String)] = [
    (0x01, LogWriter.utf16("Zertifikat für 😀\0"), "Zertifikat für 😀"),
    (0x01, [0x00, 0xd8, 0x41, 0x00], "\u{fffd}A"),
    (0x02, [0x63, 0x61, 0x66, 0xe9, 0x80, 0], "café€"),
    (0x03, [0x80], "-128"), (0x04, [0xff], "255"),
    (0x05, [0x00, 0x80], "-32768"), (0x06, [0xff, 0xff], "65535"),
    (0x07, [0, 0, 0, 0x80], "-2147483648"), (0x08, [0xff, 0xff, 0xff, 0xff], "4294967295"),
    (0x09, [0, 0, 0, 0, 0, 0, 0, 0x80], "-9223372036854775808"),
    (0x0a, [UInt8](repeating: 0xff, count: 8), "18446744073709551615"),
    (0x0b, LogWriter.little(Float(0.1).bitPattern), "0.1"), (0x0b, LogWriter.little(Float(3).bitPattern), "3"),
    (0x0c, LogWriter.little(Double.nan.bitPattern), "-1.#IND"),
    (0x0c, LogWriter.little((-Double.infinity).bitPattern), "-1.#INF"),
    (0x0d, [1, 0, 0, 0], "true"), (0x0d, [0, 0, 0, 0], "false"),
    (0x0e, [0x00, 0xab, 0x10], "00AB10"), (0x0e, [], ""),
    (0x0f, Array(1...16), "{04030201-0605-0807-090A-0B0C0D0E0F10}"),
    (0x10, [0xff, 0, 0, 0], "0xff"), (0x14, [0xba, 0x06, 0x07, 0x80], "0x800706ba"), (0x14, [0, 0, 0, 0], "0x0"),
    (0x15, [0, 0, 0, 0, 0, 0, 0, 0x80], "0x8000000000000000"),
    (0x11, [UInt8](repeating: 0, count: 8), "1601-01-01T00:00:00.000000000Z"),
    (0x11, LogWriter.little(UInt64(132_274_943_999_999_999)), "2020-02-29T23:59:59.999999900Z"),
    (0x11, LogWriter.little(UInt64(125_911_584_000_000_000)), "2000-01-01T00:00:00.000000000Z"),
    (0x12, [2026, 3, 0, 1, 9, 8, 7, 65].flatMap { LogWriter.little(UInt16($0)) }, "2026-03-01T09:08:07.065Z"),
    (0x13, [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0], "S-1-5-32-544"),
    (0x20, [0x2a, 0, 0, 0], "0x2a"),
    (0x8f, Array(1...16), "{04030201-0605-0807-090A-0B0C0D0E0F10}"),
    (0x93, [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0], "S-1-5-18"),
    // Sizes that do not fit their type, and types that do not exist, are shown as bytes.
    (0x08, [1, 2, 3], "010203"), (0x0f, [1], "01"), (0x13, [1, 200, 0, 0, 0, 0, 0, 5], "01C8000000000005"),
    (0x11, [9], "09"), (0x7e, [0xde, 0xad], "DEAD"),
  ]

  @Test(arguments: cases.indices)
  func `A value reads as its type says`(index: Int) throws {
    let (type, bytes, text) = Self.cases[index]
    #expect(try read(event(.value(0, type: type)), [.bytes(type, bytes)]).children.map(\.text) == [text])
  }

  @Test func `Every time that fits is written, and none is refused`() throws {
    let last = try read(event(.value(0)), [.bytes(0x11, [UInt8](repeating: 0xff, count: 8))])
    #expect(last.children.map(\.text) == ["60056-05-28T05:36:10.955161500Z"])
    let odd = try read(event(.value(0)), [.bytes(0x12, [UInt8](repeating: 0xff, count: 16))])
    #expect(odd.children.map(\.text) == ["65535-65535-65535T65535:65535:65535.65535Z"])
  }

  @Test func `The same value under another type is not taken for it`() {
    var writer = LogWriter()
    for (number, type) in [0x07, 0x08, 0x14, 0x07].enumerated() {
      writer.record(UInt64(number), "one", event(.value(0)), [.bytes(UInt8(type), [0xff, 0xff, 0xff, 0xff])])
    }
    let texts = EVTX.records(ofChunk: writer.chunk(), at: 0).records.map { $0.event.children[0].text }
    #expect(texts == ["-1", "4294967295", "0xffffffff", "-1"])
  }
}
