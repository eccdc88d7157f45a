import Testing

@testable import ScepspecPatterns

@Suite("First octets of a match")
struct FirstOctetTests {
  private func octets(_ source: String, caseless: Bool = false) throws -> [UInt8]? {
    try Pattern(source, caseless: caseless).firstOctets?.enumerated().filter(\.element).map { UInt8($0.offset) }
  }

  @Test("They are those of the first character")
  func known() throws {
    #expect(try octets("^abc") == [0x61])
    #expect(try octets("^\\d{4}-") == Array(0x30...0x39))
    #expect(try octets("(?:abc|xyz)d") == [0x61, 0x78])
    #expect(try octets("…") == [0xE2])
    #expect(try octets("[12](?<a>.)") == [0x31, 0x32])
  }

  @Test("They are of both cases where case does not matter")
  func cases() throws {
    #expect(try octets("abc", caseless: true) == [0x41, 0x61])
    #expect(try octets("(?i)abc") == [0x41, 0x61])
  }

  @Test("They are not known where a match may be empty or begin with anything", arguments: ["a*", "", ".b", "\\b"])
  func unknown(source: String) throws {
    #expect(try octets(source) == nil)
  }

  @Test("Every match begins with one of them")
  func everyMatch() throws {
    var matches = 0
    for seed in 0..<1000 {
      var chance = Chance(seed: -seed)
      var grammar = RandomPattern(chance: Chance(seed: seed))
      let source = grammar.source(caseless: true)
      guard let pattern = try? Pattern(source, caseless: chance.below(3) == 0), let first = pattern.firstOctets else {
        continue
      }
      let matcher = Matcher(pattern)
      for _ in 0..<50 {
        let text = grammar.text()
        let start = text.withUnsafeBufferPointer { matcher.match($0) == .matched ? matcher.range(of: 0) : nil }
        guard let start, !start.isEmpty else { continue }
        matches += 1
        #expect(first[Int(text[start.lowerBound])], "\(source) on \(text)")
      }
    }
    #expect(matches > 2000)
  }
}
