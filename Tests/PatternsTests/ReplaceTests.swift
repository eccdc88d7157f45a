import ScepspecPatterns
import Testing

@Suite("Replacing")
struct ReplaceTests {
  private func replaced(_ text: String, _ pattern: String, _ with: String) throws -> String? {
    let matcher = Matcher(try Pattern(pattern))
    let octets = Array(text.utf8)
    return octets.withUnsafeBufferPointer { matcher.replacing(in: $0, with: Array(with.utf8)) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("Every match is replaced, and a text without one is left alone")
  func every() throws {
    #expect(try replaced("a_b_c", "_", "/") == "a/b/c")
    #expect(try replaced("abc", "_", "/") == nil)
    #expect(try replaced("", "_", "/") == nil)
    #expect(try replaced("aab", "a", "") == "b")
  }

  @Test("What stands at the beginning is replaced once")
  func beginning() throws { #expect(try replaced("Line 1: Line 2: x", "^Line \\d+: ", "") == "Line 2: x") }

  @Test("The end is replaced once, and a match of nothing ends")
  func end() throws {
    #expect(try replaced("a\\ ", "\\\\\\s*$", "") == "a")
    #expect(try replaced("ab", "x*", "-") == "-a-b-")
  }
}
