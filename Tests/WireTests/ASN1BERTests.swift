import ScepspecASN1
import Testing

@Suite("BER as it comes from outside")
struct ASN1BERTests {
  @Test("A definite SEQUENCE keeps offsets, lengths and octets")
  func definite() throws {
    let node = try BERNode.parse([0x30, 0x06, 0x02, 0x01, 0x05, 0x04, 0x01, 0xAA, 0xFF])
    #expect(node.tagName == "SEQUENCE")
    #expect(node.end == 8)
    #expect(node.octetsAfter == 1)
    #expect(node.children.map(\.offset) == [2, 5])
    #expect(node.children.map(\.bytes) == [[0x02, 0x01, 0x05], [0x04, 0x01, 0xAA]])
    #expect(node.children.first?.integer == 5)
    #expect(node.firstDeviationFromDER() == nil)
  }

  @Test("Indefinite lengths and constructed strings parse, and are named as deviations from DER")
  func indefinite() throws {
    let octets: [UInt8] = [0x30, 0x80, 0x24, 0x80, 0x04, 0x01, 0x61, 0x04, 0x02, 0x62, 0x63, 0, 0, 0, 0]
    let node = try BERNode.parse(octets)
    #expect(node.isIndefinite)
    #expect(node.end == octets.count)
    #expect(node.bytes == octets)
    #expect(node.children.first?.stringContent == Array("abc".utf8))
    #expect(node.firstDeviationFromDER() == DERDeviation(offset: 0, reason: "indefinite length"))
    #expect(node.children.first?.firstDeviationFromDER(.strings)?.reason == "constructed OCTET STRING")
  }

  @Test("Lengths and tags in more octets than needed parse, and are named")
  func overlong() throws {
    let long = try BERNode.parse([0x04, 0x83, 0x00, 0x00, 0x01, 0xAA])
    #expect(long.content == [0xAA])
    #expect(long.firstDeviationFromDER()?.reason == "length in more octets than needed")
    let eight = try BERNode.parse([0x04, 0x89, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xAA])
    #expect(eight.content == [0xAA])
    let tag = try BERNode.parse([0xBF, 0x81, 0x00, 0x00])
    #expect(tag.tagName == "[128]")
    #expect(tag.firstDeviationFromDER() == nil)
    let padded = try BERNode.parse([0x9F, 0x80, 0x05, 0x00])
    #expect(padded.tagName == "[5]")
    #expect(padded.firstDeviationFromDER()?.reason == "tag in more octets than needed")
  }

  @Test(
    "What is no BER is refused with a code and the octet",
    arguments: [
      ([], .empty, 0),
      ([0x30], .truncated, 0),
      ([0x30, 0x05, 0x02, 0x01, 0x01], .truncated, 0),
      ([0x30, 0x03, 0x02, 0x05, 0x01, 0x00], .overrun, 2),
      ([0x30, 0x03, 0x04, 0x82, 0x01, 0x00], .overrun, 2),
      ([0x04, 0xFF, 0x00], .reservedLength, 0),
      ([0x04, 0x80, 0x00, 0x00], .indefinitePrimitive, 0),
      ([0x30, 0x80, 0x05, 0x00], .missingEndOfContents, 0),
      ([0x30, 0x02, 0x00, 0x00], .unexpectedEndOfContents, 2),
      ([0x30, 0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .lengthTooLarge, 0),
      ([0x30, 0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .truncated, 0),
      ([0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x00], .tagNumberTooLarge, 0),
      ([0x1F, 0xFF], .truncated, 0),
    ] as [([UInt8], ASN1Error.Code, Int)])
  func refused(octets: [UInt8], code: ASN1Error.Code, offset: Int) {
    let error = #expect(throws: ASN1Error.self) { try BERNode.parse(octets) }
    #expect(error?.code == code)
    #expect(error?.offset == offset)
  }

  @Test("A cut message yields the part that is there")
  func partial() {
    let (node, problem) = BERNode.parsePartially([0x30, 0x0A, 0x02, 0x01, 0x05, 0x04, 0x05, 0xAA])
    #expect(problem?.code == .truncated)
    #expect(node?.isComplete == false)
    #expect(node?.children.map(\.isComplete) == [true, false])
    #expect(node?.children.last?.content == [0xAA])
  }

  private func repeated(_ pattern: [UInt8], _ times: Int) -> [UInt8] {
    Array(repeatElement(pattern, count: times).joined())
  }

  @Test("Nesting, number of elements and size are bounded")
  func limits() {
    let deep = repeated([0x30, 0x80], 100_000)
    #expect(throws: ASN1Error.self) { try BERNode.parse(deep) }
    #expect(BERNode.parsePartially(deep).problem?.code == .tooDeep)
    let wide = [0x30, 0x80] + repeated([0x05, 0x00], 2_000)
    let limits = BERNode.Limits(depth: 4, elements: 100, octets: 1 << 20)
    #expect(BERNode.parsePartially(wide, limits: limits).problem?.code == .tooManyElements)
    #expect(BERNode.parsePartially(wide, limits: .init(octets: 100)).problem?.code == .tooLarge)
  }

  @Test("A megabyte of hostile octets comes to an end")
  func hostile() {
    let patterns: [[UInt8]] = [
      [0x30, 0x80], [0x24, 0x80, 0x04, 0x00], [0x30, 0x00], [0x24, 0x04, 0x24, 0x02, 0x24, 0x00], [0x30, 0x84],
    ]
    for pattern in patterns {
      let octets = [0x30, 0x80] + repeated(pattern, 200_000)
      let partial = BERNode.parsePartially(octets)
      #expect(partial.node != nil || partial.problem != nil)
      _ = partial.node?.stringContent
    }
  }

  @Test("Any octets either parse or are refused", arguments: 0..<40)
  func noise(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    for length in 0..<200 {
      let octets = (0..<length).map { _ -> UInt8 in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return UInt8(truncatingIfNeeded: state)
      }
      let (node, problem) = BERNode.parsePartially(octets)
      #expect(node != nil || problem != nil)
      if let node { #expect(node.end <= octets.count) }
    }
  }
}
