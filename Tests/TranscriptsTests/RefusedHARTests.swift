import ScepspecTranscripts
import Testing

@Suite struct RefusedHARTests {
  private func refusal(_ text: String) -> String {
    do {
      _ = try HARFile(Array(text.utf8), name: "x.har")
      return "taken"
    } catch { return "\(error)" }
  }

  private func entry(_ text: String) -> String {
    refusal(#"{"log":{"entries":[{"request":{"method":"GET","url":"u"}},\#(text)]}}"#)
  }

  @Test func `Every refusal names the file and the place`() {
    #expect(refusal("").hasPrefix("x.har: no JSON (the file ends where a value should stand at octet 0)"))
    #expect(refusal("{\"log\": 1").hasPrefix("x.har: no JSON"))
    #expect(refusal("[]").hasPrefix("x.har: log: missing"))
    #expect(refusal(#"{"log":{"entries":{}}}"#).hasPrefix("x.har: log.entries: expected the list"))
    #expect(entry("1").hasPrefix("x.har: log.entries[1].request: expected an object"))
    #expect(entry(#"{"request":{"url":"u"}}"#).hasPrefix("x.har: log.entries[1].request.method"))
    #expect(entry(#"{"request":{"method":"GET","url":7}}"#).hasPrefix("x.har: log.entries[1].request.url"))
    #expect(
      entry(#"{"request":{"method":"GET","url":"u","headers":[{"name":"a"}]}}"#).hasPrefix(
        "x.har: log.entries[1].request.headers[0]"))
    #expect(
      entry(#"{"request":{"method":"GET","url":"u"},"response":{"status":"x"}}"#).hasPrefix(
        "x.har: log.entries[1].response.status"))
    #expect(
      entry(
        #"{"request":{"method":"GET","url":"u"},"response":{"status":200,"content":{"text":"?","encoding":"base64"}}}"#
      ).hasPrefix("x.har: log.entries[1].response.content.text: expected base64"))
  }

  @Test func `Nesting is bounded`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(refusal(deep).contains("more than 200 levels"))
  }

  @Test func `No cut and no changed octet of a recording makes it crash`() throws {
    let text = Array(
      HARFile(creator: "c", creatorVersion: "v", entries: [HARFileTests.entry], own: ["a": [1]]).encoded().utf8)
    for length in text.indices { _ = try? HARFile(Array(text[..<length]), name: "x") }
    for index in text.indices {
      var changed = text
      changed[index] ^= UInt8(truncatingIfNeeded: index % 255 + 1)
      _ = try? HARFile(changed, name: "x")
    }
  }

  @Test func `JSON that other tools would not write is refused`() {
    for text in [
      "{\"a\" 1}", "{\"a\":1,}", "[1 2]", "\"\\x\"", "\"\\u12\"", "tru", "+1", "1e", "{1:2}", "\"a", "1 1", "nul",
    ] {
      #expect(refusal(text).contains("no JSON"), "\(text)")
    }
  }
}
