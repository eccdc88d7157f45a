import Testing

@testable import ScepspecPatterns

@Suite("Ends that are as good as any other")
struct EndBlindnessTests {
  @Test(
    "Nothing looks at what comes next but to take it",
    arguments: [
      #"^\h*(?<time>\d{4}-\d\d(?:Z|[+-]\d\d)?)\h+(?<class>[\w$…]+\.{0,3})\h*"#, "", "a|b*?c+?", "[]$]", #"\$\\b?"#,
      "(?|a(b)|c(d))",
    ])
  func alike(source: String) throws {
    #expect(try Pattern(source).takesAnyEnd)
  }

  @Test(
    "Something does, or it cannot be told",
    arguments: [
      "a$", #"a\b"#, #"a\B"#, #"a\z"#, #"a\Z"#, "a(?=b)", "a(?!b)", "(?<!b)a", "(?>a*)", "a*+", "a++", "a?+", "a{2}+",
      #"\Ra"#, #"\X"#, "(?i)a", "(?(1)a)", "[[:alpha:]]", #"\Qa$\E"#, #"\p{Lu}"#, "(*COMMIT)a", "(?R)?a", #"(a)\1"#,
    ])
  func different(source: String) {
    guard let pattern = try? Pattern(source) else { return }
    #expect(!pattern.takesAnyEnd)
  }

  @Test("What matches still does with anything behind it")
  func anyEnd() {
    var matches = 0
    for seed in 0..<6_000 {
      var random = RandomPattern(chance: Chance(seed: seed))
      guard let pattern = try? Pattern(random.source()), pattern.takesAnyEnd else { continue }
      let matcher = Matcher(pattern)
      for _ in 0..<10 {
        let (text, more) = (random.text(), random.text())
        guard text.withUnsafeBufferPointer({ matcher.match($0) }) == .matched else { continue }
        matches += 1
        let longer = (text + more).withUnsafeBufferPointer { matcher.match($0) }
        #expect(longer == .matched, "\(pattern.source) on \(text) and \(more)")
      }
    }
    #expect(matches > 2_000)
  }
}
