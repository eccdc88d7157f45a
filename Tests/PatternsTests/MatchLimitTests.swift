import Testing

@testable import ScepspecPatterns

@Suite("Limits of a search")
struct MatchLimitTests {
  private func outcome(_ source: String, _ text: String, jit: Bool = true) throws -> MatchOutcome {
    let matcher = Matcher(try Pattern(source, caseless: false, jit: jit))
    return Array(text.utf8).withUnsafeBufferPointer { matcher.match($0) }
  }

  private func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test("Exponential patterns end as a limit, not as no match", arguments: [true, false])
  func exponential(jit: Bool) throws {
    #expect(try outcome("^(a+)+b", many("a", 40) + "cb", jit: jit) == .limitReached(.steps))
    #expect(try outcome("(a|aa)+b", many("a", 60) + "cb", jit: jit) == .limitReached(.steps))
    #expect(throws: MatchLimitError.self) { try Matcher(Pattern("^(a+)+b")).match(many("a", 40) + "cb") }
  }

  @Test("Ways not yet tried have a limit of memory, or end as too many steps where those are counted first")
  func memory() throws {
    #expect(try outcome("^(?:a|b)*c", many("ab", 1 << 20) + "dc") == .limitReached(.memory))
    #expect(try outcome("^(?:a|b)*c", many("ab", 1 << 20) + "dc", jit: false) == .limitReached(.steps))
  }

  @Test("A pattern that needs more than the thread's stack gets more")
  func deeper() throws {
    #expect(try outcome("^(?:a|b)*c", many("ab", 4000) + "c") == .matched)
    #expect(try outcome("^(?:a|b)*c", many("ab", 4000) + "dc") == .noMatch)
  }

  @Test("Far places are reached although each place has few steps at first", arguments: [true, false])
  func farPlaces(jit: Bool) throws {
    let filling = many("SCEP cert 'x' ", 500)
    let text = filling + "SCEP cert 'y' state changed from A to B"
    #expect(try outcome("SCEP.*?from A", text, jit: jit) == .matched)
    #expect(try outcome("cert '(?<key>[^']*)' state", text, jit: jit) == .matched)
    let matcher = Matcher(try Pattern("c(?<a>.{3000,}?)'y'(?<b>.*?)B", caseless: false, jit: jit))
    #expect(try matcher.match("é" + text)?["b"] == " state changed from A to ")
  }

  @Test("A search place by place finds the match that an unlimited one finds", arguments: 0..<40)
  func sameMatch(seed: Int) throws {
    var chance = Chance(seed: seed)
    let text = many("é…aab'", 400 + chance.below(300)) + many("ab", chance.below(3)) + "cd"
    let source = chance.pick(["[ab].*?cd", "b'.+?b?cd", "(?:…a+b'.)*?abcd", "a+b+.*d", "é[^c]*?bcd"])
    let matcher = Matcher(try Pattern(source))
    let unlimited = Matcher(try Pattern(source))
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      let result = unlimited.run(start, bytes.count, from: 0, to: nil, steps: 1 << 31)
      #expect((matcher.match(bytes) == .matched) == (result > 0))
      if result > 0 { #expect(matcher.range(of: 0) == unlimited.range(of: 0)) }
    }
  }

  @Test("Long subjects are searched where few places can begin a match, and refused where too many can")
  func longSubjects() throws {
    let text = many("a", 1 << 20) + " certb"
    #expect(try outcome("\\w+ cerx?b", text) == .limitReached(.length))
    #expect(try outcome("(?<it>c\\w+)$", text) == .matched)
    #expect(try outcome("^\\w+ (?<it>c\\w+)$", text) == .matched)
    #expect(try outcome("a", many("a", Matcher.subjectOctets + 1)) == .limitReached(.length))
  }

  @Test(
    "Patterns that walk far from every place end",
    arguments: ["\\w+ b", "\\w*?[^ ]*?\\w* b", "a[^ ]*a[^ ]* b", "(?:a[^ ]*)+ b", "a(?=[^ ]*c)a* b", "(a)[^ ]*\\1 b"])
  func quadratic(source: String) throws {
    for length in [1000, 1 << 14] {
      #expect(try outcome(source, many("a", length) + "xb") != .matched)
    }
  }

  @Test("A limit says what it was")
  func words() throws {
    let error = try #require(throws: MatchLimitError.self) {
      try Matcher(Pattern("^(a+)+b")).match(many("a", 40) + "cb")
    }
    #expect(
      error.description
        == "the search for '^(a+)+b' was given up: it took more steps than a text of that length gets")
  }
}
