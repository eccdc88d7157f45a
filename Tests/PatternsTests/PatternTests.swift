import Testing

@testable import ScepspecPatterns

@Suite("Patterns")
struct PatternTests {
  private func match(_ source: String, _ text: String) throws -> [String: String]? {
    try Matcher(Pattern(source)).match(text)
  }

  @Test("A match gives its named groups, without those that took no part")
  func namedGroups() throws {
    let source = "^(?<kind>\\w+) cert '(?<key>[^']*)'(?: by (?<who>\\w+))?$"
    #expect(try match(source, "SCEP cert 'a;b=-1'") == ["kind": "SCEP", "key": "a;b=-1"])
    #expect(try match(source, "SCEP cert '' by me") == ["kind": "SCEP", "key": "", "who": "me"])
    #expect(try match(source, "SCEP cert ''\n") == nil)
    #expect(try Pattern(source).groupNames == ["kind", "key", "who"])
    #expect(try Pattern("(a)(?<x>b)(c)").group("x") == 2)
    #expect(try Pattern("(a)(?<x>b)(c)").groupCount == 3)
    #expect(try Pattern("a").group("x") == nil)
  }

  @Test("Groups lie at octets of the subject")
  func ranges() throws {
    let matcher = Matcher(try Pattern("…(a)(b)?(?<c>.)"))
    let outcome = Array("x…a’".utf8).withUnsafeBufferPointer { matcher.match($0) }
    #expect(outcome == .matched)
    #expect(matcher.range(of: 0) == 1..<8)
    #expect(matcher.range(of: 1) == 4..<5)
    #expect(matcher.range(of: 2) == nil)
    #expect(matcher.range(of: 3) == 5..<8)
    #expect(matcher.range(of: 4) == nil)
    #expect(matcher.range(of: -1) == nil)
  }

  @Test("Characters of several octets are one character, in classes too", arguments: [".", "[…’]", "[^a]", "\\p{P}"])
  func characters(source: String) throws {
    #expect(try match("^(?<it>\(source))$", "…") == ["it": "…"])
  }

  @Test("Octets that are not UTF-8 do not keep a pattern from matching beside them", arguments: [true, false])
  func invalidUTF8(jit: Bool) throws {
    let matcher = Matcher(try Pattern("key '(?<key>[^']*)' to (?<to>\\w+)", caseless: false, jit: jit))
    let octets = [0x80, 0xC3, 0xFF] + Array("… key 'é' to B".utf8) + [0xE2, 0x80]
    octets.withUnsafeBufferPointer {
      #expect(matcher.match($0) == .matched)
      #expect(matcher.captures(in: $0) == ["key": "é", "to": "B"])
    }
    let broken = Array("key '".utf8) + [0xFF] + Array("' to B".utf8)
    #expect(broken.withUnsafeBufferPointer { matcher.match($0) } == .noMatch)
  }

  @Test("Subjects may be empty, and hold zeros")
  func oddSubjects() throws {
    #expect(try match("^(?<all>.*)$", "") == ["all": ""])
    #expect(Matcher(try Pattern("a")).match(UnsafeBufferPointer(start: nil, count: 0)) == .noMatch)
    #expect(Matcher(try Pattern("^$")).match(UnsafeBufferPointer(start: nil, count: 0)) == .matched)
    #expect(try match("a\\x00(?<b>.)", "a\0b") == ["b": "b"])
  }

  @Test("The dot and the dollar stop at line ends")
  func lineEnds() throws {
    #expect(try match("^(?<a>.*)", "a\nb") == ["a": "a"])
    #expect(try match("a$", "a\n") == nil)
    #expect(try match("^(?<a>.*)$", "a\rb") == ["a": "a\rb"])
    #expect(try match("a\\R(?<b>.)", "a\r\nb") == ["b": "b"])
  }

  @Test("Case matters unless it was asked not to")
  func caseless() throws {
    #expect(try Matcher(Pattern("scep")).match("SCEP") == nil)
    #expect(try Matcher(Pattern("scep", caseless: true)).match("SCEP") != nil)
  }

  @Test(
    "A pattern that is none is refused with its place",
    arguments: [
      ("a(b", 3, "missing closing parenthesis"),
      ("é[a", 4, "missing terminating ]"),
      ("a(?<1>b)", 4, "subpattern name must start with a non-digit"),
      ("(?<x>a)(?<x>b)", 12, "two named subpatterns have the same name"),
      ("(?J)(?<x>a)|(?<x>b)", 15, "two groups are called 'x'"),
      ("a\\C", 3, "using \\C is disabled"),
      ("*", 0, "quantifier does not follow a repeatable item"),
    ])
  func refusals(source: String, offset: Int, message: String) throws {
    let error = try #require(throws: PatternError.self) { try Pattern(source) }
    #expect(error.offset == offset)
    #expect(error.message.hasPrefix(message))
    #expect(error.source == source)
  }

  @Test("The column of an error counts characters")
  func columns() throws {
    let error = try #require(throws: PatternError.self) { try Pattern("é[a") }
    #expect(error.column == 4)
    #expect(error.description.hasPrefix("character 4: missing terminating ]"))
  }

  @Test(
    "Patterns that would be huge are refused",
    arguments: [
      String(repeating: "(", count: 200) + String(repeating: ")", count: 200),
      String(repeating: "a", count: 100_000),
      "(?:(?:(?:(?:a{1,999}){1,999}){1,999}){1,999})",
      String(repeating: "(?<a", count: 5000),
    ])
  func huge(source: String) {
    #expect(throws: PatternError.self) { try Pattern(source) }
  }

  @Test("The alternatives of (?| may share a name, since they share a number")
  func sharedNumber() throws {
    #expect(try match("(?|a(?<x>.)|b(?<x>.))", "b2") == ["x": "2"])
    #expect(try Pattern("(?|a(?<x>.)|b(?<x>.))").groupNames == ["x"])
  }
}
