import Testing

@testable import ScepspecPatterns

@Suite("Literals that a pattern needs")
struct RequiredLiteralTests {
  @Test(
    "The longest run outside of everything that may be left out",
    arguments: [
      ("abc", "abc"),
      ("^\\d+ cert '(?<key>[^']*)' state changed from (?<from>\\w+) to (?<to>\\w+)$", "' state changed from "),
      ("abc?d", "ab"), ("abc*defg", "defg"), ("abc+d", "abc"), ("ab{2}c", "abbc"), ("ab{2,}cd", "bbcd"),
      ("xab{2,}c", "xabb"),
      ("ab{0,3}c", "a"), ("a{3}b", "aaab"), ("a.bc", "bc"), ("a\\.b", "a.b"), ("a[.]b", "a.b"), ("a[\\]]b", "a]b"),
      ("a(bc)d", "abcd"), ("a(?:bc)d", "abcd"), ("a(?<n>bc)d", "abcd"), ("a(?'n'bc)d", "abcd"), ("a(?>bc)d", "abcd"),
      ("a(b|c)def", "def"), ("a(bc)?d", "a"), ("a(bcd)+e", "bcd"), ("a(b(cd)*e)f", "ab"),
      ("a\\bbc", "abc"), ("a(?=xyz)b", "ab"), ("a(?!xyzzy)b", "ab"), ("(?<=xyz)b", "b"),
      ("foo\\nbar!", "bar!"), ("[a]b", "ab"), ("a\\tb", "a\tb"), ("“…”x", "“…”x"), ("a…?b", "a"),
      ("a\\pLbc", "bc"), ("a\\p{Lu}bc", "bc"), ("a[[:alpha:]]bc", "bc"), ("a[]x]bc", "bc"), ("a[^]x]bc", "bc"),
      ("a++bc", "abc"), ("a{2}+bc", "aabc"), ("(a)\\1bc", "bc"), ("(?<n>a)\\k<n>bc", "bc"), ("a{2}?bc", "aabc"),
      ("a[\\d.]bc", "bc"), ("a[\\x41]bc", "bc"), ("a[\\x{2026}]bc", "bc"), ("a]b", "a]b"), ("a}b", "a}b"),
    ])
  func found(source: String, literal: String) throws {
    #expect(try Pattern(source).requiredLiteral.map { String(decoding: $0, as: UTF8.self) } == literal)
  }

  @Test(
    "None where the source alone does not make it sure",
    arguments: [
      "", "abc|abd", "a?", "\\d+", "[ab]", "(?i)abc", "a(?i)bc", "(?i:abc)", "(?x) a b c", "\\Qa.b\\E", "a#b(?x)",
      "(*UTF)abc", "abc(*ACCEPT)def", "(?|ab|ab)", "(a)(?1)b", "(?<n>a)(?&n)b", "(?<n>a)(?P>n)b", "(a)(?(1)b|c)d",
      "(?(DEFINE)(?<n>abc))x", "\\x61bc", "\\012abc", "\\10abc", "a{,3}bcd", "a{b", "ab(?#c)d", "\\cAbcd",
      "\\N{U+61}bcd", "a(?^:bcd)", "abc(?C)d", "(?R)?abc", "a\\g{1}bcd()",
    ])
  func notSure(source: String) {
    #expect(RequiredLiteral.octets(of: source) == nil)
  }

  @Test("None where case does not matter")
  func caseless() throws {
    #expect(try Pattern("abc", caseless: true).requiredLiteral == nil)
  }

  @Test("Sources that would take forever are given up")
  func hostile() {
    let open = String(repeating: "(", count: 100_000)
    #expect(RequiredLiteral.octets(of: open) == nil)
    let nested = String(repeating: "(", count: 60) + "ab" + String(repeating: "){2}", count: 60)
    #expect(RequiredLiteral.octets(of: nested) == Array("ab".utf8))
    #expect(RequiredLiteral.octets(of: "a{999999999999999999999}") == nil)
    #expect(RequiredLiteral.octets(of: "a{99999}b") == Array("a".utf8))
  }

  @Test("Whatever a random pattern matches holds its literal")
  func everyMatch() throws {
    var matches = 0
    for seed in 0..<3000 {
      var grammar = RandomPattern(chance: Chance(seed: seed))
      let source = grammar.source()
      guard let pattern = try? Pattern(source), let literal = pattern.requiredLiteral else { continue }
      let matcher = Matcher(pattern)
      for _ in 0..<60 {
        let text = grammar.text()
        guard text.withUnsafeBufferPointer({ matcher.match($0) }) == .matched else { continue }
        matches += 1
        #expect(text.offset(of: literal) != nil, "\(source) needs \(literal), matched \(text)")
      }
    }
    #expect(matches > 5000)
  }
}
