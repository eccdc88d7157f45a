import Testing

@testable import ScepspecPatterns

@Suite("Digits that are as good as any other")
struct DigitBlindnessTests {
  @Test(
    "No digit stands for itself",
    arguments: [
      #"^\d{4}-\d\d(?:[.,]\d{1,9})?$"#, #"(?<a1>x{2,})\h+(?'b2'[0-9a-f]+)"#, #"\x{A0}|[^\[\]0-9]|[!-~]"#, #"a{b\(\.…"#,
      "",
      #"[\d-]+(?=\b)(?!\w)(?i:am|pm)"#,
    ])
  func alike(source: String) throws {
    #expect(try Pattern(source).takesDigitsAlike)
  }

  @Test(
    "One does, or it cannot be told",
    arguments: [
      "a1", "[1-5]", #"(\d)\1"#, #"(\d)(?1)"#, #"(?<a>\d)\k<a>"#, #"(?<a>\d)(?P=a)"#, #"\x31"#, #"\x{39}"#, #"\61"#,
      #"[[:alpha:]{3}]"#, "a{,1}", "a{1", "[^0-8]", "[0-]", #"\Q1\E"#, "(?#1)", #"(?(1)a)"#, #"[ -3]"#, #"\p{Nd}"#,
      #"[\x{30}-\x{33}]"#, "[]1]",
    ])
  func different(source: String) {
    guard let pattern = try? Pattern(source) else { return }
    #expect(!pattern.takesDigitsAlike)
  }

  @Test("Other digits leave every group where it is")
  func otherDigits() {
    let pieces = [
      #"\d"#, #"\d+"#, #"\w*?"#, "[0-9]", "[^0-9]", "[a-z]+", #"\b"#, "(?<n>%)", "(?:%|%)?", "(?!%)", "(?>%)", "1",
      "[2-7]", ".",
      #"\D{1,2}"#, "a", ":", #"\1"#, "^", "$",
    ]
    var matches = 0
    for seed in 0..<3_000 {
      var chance = Chance(seed: seed)
      var source = (0..<1 + chance.below(5)).map { _ in chance.pick(pieces) }.joined()
      while let hole = source.firstIndex(of: "%") {
        source.replaceSubrange(hole...hole, with: chance.pick(pieces.filter { !$0.contains("%") }))
      }
      guard let pattern = try? Pattern(source), pattern.takesDigitsAlike else { continue }
      let matcher = Matcher(pattern)
      for _ in 0..<20 {
        let text = chance.octets(upTo: 8, from: "0123456789a: ")
        let other = text.map { (0x30...0x39).contains($0) ? 0x30 + UInt8(chance.below(10)) : $0 }
        let found = [text, other].map { text in
          text.withUnsafeBufferPointer { bytes in
            matcher.match(bytes) == .matched ? (0...pattern.groupCount).map { matcher.range(of: $0) } : nil
          }
        }
        if found[0] != nil { matches += 1 }
        #expect(found[0] == found[1], "\(source) on \(text) and \(other)")
      }
    }
    #expect(matches > 2_000)
  }
}
