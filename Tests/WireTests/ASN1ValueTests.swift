import ScepspecASN1
import Testing

@Suite("Values of ASN.1 types")
struct ASN1ValueTests {
  @Test(
    "Object identifiers",
    arguments: [
      ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D], "1.2.840.113549"),
      ([0x60, 0x86, 0x48, 0x01, 0x86, 0xF8, 0x45, 0x01, 0x09, 0x02], "2.16.840.1.113733.1.9.2"),
      ([0x88, 0x37], "2.999"),
      ([], nil),
      ([0x2A, 0x86], nil),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], nil),
    ] as [([UInt8], String?)])
  func objectIdentifiers(content: [UInt8], expected: String?) throws {
    #expect(try BERNode.parse([0x06, UInt8(content.count)] + content).objectIdentifier == expected)
  }

  @Test(
    "Integers",
    arguments: [
      ([0x05], 5), ([0xFF], -1), ([0x00, 0x80], 128), ([0x80], -128), ([], nil),
      ([0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], Int.max),
      ([0x80, 0, 0, 0, 0, 0, 0, 0], Int.min),
      ([0x01, 0, 0, 0, 0, 0, 0, 0, 0], nil),
      ([0, 0, 0, 0, 0, 0, 0, 0, 0, 7], 7),
    ] as [([UInt8], Int?)])
  func integers(content: [UInt8], expected: Int?) throws {
    #expect(try BERNode.parse([0x02, UInt8(content.count)] + content).integer == expected)
  }

  @Test(
    "Texts by tag, and whether the octets fit it",
    arguments: [
      (0x13, Array("SCEP 1'()+,-./:=?".utf8), "SCEP 1'()+,-./:=?", true),
      (0x13, Array("a_b@c*".utf8), "a_b@c*", false),
      (0x13, [0xC3, 0xA9], "é", false),
      (0x0C, [0xC3, 0xA9], "é", true),
      (0x0C, [0xE9], "\u{FFFD}", false),
      (0x14, [0xE9], "é", true),
      (0x1E, [0x00, 0x41, 0x20, 0xAC], "A€", true),
      (0x1E, [0x00], "", false),
      (0x1C, [0x00, 0x01, 0xF6, 0x00], "😀", true),
      (0x02, [0x13], "19", true),
      (0x04, Array("19".utf8), "19", true),
    ] as [(UInt8, [UInt8], String, Bool)])
  func texts(tag: UInt8, content: [UInt8], string: String, isValid: Bool) throws {
    let text = try BERNode.parse([tag, UInt8(content.count)] + content).text
    #expect(text.string == string)
    #expect(text.isValid == isValid)
  }

  @Test(
    "Times",
    arguments: [
      (0x17, "700101000000Z", 0), (0x17, "491231235959Z", 2_524_607_999), (0x17, "500101000000Z", -631_152_000),
      (0x17, "2611221013Z", 1_795_342_380), (0x17, "261122111323+0100", 1_795_342_403),
      (0x18, "20261122101323Z", 1_795_342_403), (0x18, "20261122101323.5Z", 1_795_342_403),
      (0x18, "99991231235959Z", 253_402_300_799), (0x18, "20240229000000Z", 1_709_164_800),
      (0x18, "20230229000000Z", nil), (0x17, "261322101323Z", nil), (0x17, "", nil),
      (0x17, "2611221013", 1_795_342_380),
      (0x17, "261122101323Zjunk", nil), (0x13, "261122101323Z", nil), (0x18, "00000101000000Z", -62_167_219_200),
    ] as [(UInt8, String, Int?)])
  func times(tag: UInt8, content: String, expected: Int?) throws {
    #expect(try BERNode.parse([tag, UInt8(content.utf8.count)] + Array(content.utf8)).time == expected)
  }

  @Test("Bit strings, whole and in segments")
  func bitStrings() throws {
    #expect(try BERNode.parse([0x03, 0x02, 0x05, 0xA0]).bitString?.unusedBits == 5)
    #expect(try BERNode.parse([0x23, 0x07, 0x03, 0x02, 0x00, 0xAA, 0x03, 0x01, 0x00]).bitString?.octets == [0xAA])
    #expect(try BERNode.parse([0x03, 0x00]).bitString == nil)
    #expect(try BERNode.parse([0x03, 0x01, 0x05]).bitString == nil)
    #expect(try BERNode.parse([0x03, 0x02, 0x09, 0xA0]).bitString == nil)
  }

  @Test("The order of a SET, minimal INTEGER and BOOLEAN are DER's too")
  func derRules() throws {
    let unsorted = try BERNode.parse([0x31, 0x06, 0x02, 0x01, 0x02, 0x02, 0x01, 0x01])
    #expect(!unsorted.isInSetOrder)
    #expect(unsorted.firstDeviationFromDER() == nil)
    #expect(unsorted.firstDeviationFromDER(.all) == DERDeviation(offset: 0, reason: "SET not in ascending order"))
    #expect(try BERNode.parse([0x02, 0x02, 0x00, 0x01]).firstDeviationFromDER(.values) != nil)
    #expect(try BERNode.parse([0x02, 0x02, 0x00, 0x81]).firstDeviationFromDER(.values) == nil)
    #expect(try BERNode.parse([0x01, 0x01, 0x01]).firstDeviationFromDER(.values) != nil)
    let skipped = try BERNode.parse([0x30, 0x04, 0xA0, 0x80, 0x00, 0x00])
    #expect(skipped.firstDeviationFromDER(skipping: { $0.isContext(0) }) == nil)
  }
}
