import ScepspecASN1
import Testing

@Suite("Elements under construction")
struct BuildElementTests {
  @Test(
    "Integers are minimal two's complement",
    arguments: [
      (0, [0]), (127, [0x7F]), (128, [0, 0x80]), (-1, [0xFF]), (-128, [0x80]), (-129, [0xFF, 0x7F]), (300, [1, 0x2C]),
    ] as [(Int, [UInt8])])
  func integers(value: Int, content: [UInt8]) {
    #expect(Element.integerContent(value) == content)
  }

  @Test("Lengths are minimal unless asked otherwise", arguments: [0, 127, 128, 255, 256, 65_535, 65_536])
  func lengths(count: Int) throws {
    let content = [UInt8](repeating: 1, count: count)
    let node = try BERNode.parse(Element.octetString(content).encoded())
    #expect(node.isMinimalLength)
    #expect(node.content == content)
    let long = try BERNode.parse(Element([4], .octets(content), form: .longLength(2)).encoded())
    #expect(!long.isMinimalLength)
    #expect(long.content == content)
    #expect(long.headerLength == node.headerLength + 2)
  }

  @Test(
    "An OID comes back from its octets",
    arguments: [
      "1.2.840.113549.1.7.2", "2.16.840.1.113733.1.9.7", "0.9.2342", "2.999.1", "1.3.6.1.4.1.18446744073709551615",
    ])
  func objectIdentifiers(text: String) throws {
    let content = try #require(ObjectIdentifier.content(text))
    #expect(ObjectIdentifier.dotted(content) == text)
  }

  @Test("What is no OID is told", arguments: ["", "1", "3.1", "1.40", "1.x", "1..2", "1.2."])
  func badObjectIdentifiers(text: String) {
    #expect(ObjectIdentifier.content(text) == nil)
    #expect(ObjectIdentifier.dotted([0x2A, 0x86]) == nil)
    #expect(ObjectIdentifier.dotted([]) == nil)
  }

  @Test(
    "Times are UTCTime until 2049 and GeneralizedTime outside",
    arguments: [
      (0, UInt8(0x17), "700101000000Z"), (951_782_400, 0x17, "000229000000Z"), (-1, 0x17, "691231235959Z"),
      (2_524_607_999, 0x17, "491231235959Z"), (2_524_608_000, 0x18, "20500101000000Z"),
      (-631_152_001, 0x18, "19491231235959Z"), (Int.min, 0x18, "00010101000000Z"), (Int.max, 0x18, "99991231235959Z"),
    ])
  func times(seconds: Int, tag: UInt8, text: String) {
    #expect(Element.time(seconds).encoded() == [tag, UInt8(text.utf8.count)] + Array(text.utf8))
  }

  @Test("Indefinite lengths reach everything below but what is sealed")
  func indefinite() throws {
    let sealed = Element.sequence([.integer(1)]).in(role: .sealed)
    let streamed = Element.octetString([1, 2, 3]).in(role: .streamed)
    let tree = Element.sequence([.set([.integer(1)]), sealed, streamed, .octetString([4])])
    let octets = tree.withIndefiniteLengths(segment: 2).encoded()
    let expected: [UInt8] =
      [0x30, 0x80] + [0x31, 0x80, 2, 1, 1, 0, 0] + [0x30, 3, 2, 1, 1] + [0x24, 0x80, 4, 2, 1, 2, 4, 1, 3, 0, 0]
      + [4, 1, 4] + [0, 0]
    #expect(octets == expected)
    #expect(tree.withIndefiniteLengths(segment: 2).encodedAsDER() == tree.encoded())
  }
}
