import ScepspecModel
import ScepspecSpecLoading
import Testing

@Suite("Formats, events, code tables and workflows as loaded")
struct LogSpecTests {
  private let base: Specifications

  init() throws {
    base = try Tiny.load("format: definitions/1")
  }

  @Test("A format says how records are read, and cuts further fields out of them")
  func format() throws {
    let format = try #require(base.formats.first)
    #expect(format.reader.kind == .lines)
    #expect(format.reader.continued == .indented)
    #expect(format.reader.clean == [LogReader.Replacement(replace: "\\r$", with: "")])
    #expect(format.extract == [LogFormat.Extraction(from: ["message"], pattern: "^\\[(?<class>\\w+)\\]")])
    #expect(format.time?.isUTC == false)
    #expect(format.samples.map(\.time) == ["2027-01-31T12:00:00"])
    #expect(format.provenance == Provenance(source: "Made up for these tests", confidence: .known))
  }

  @Test("An event is a kind of the vocabulary, carried fields among its own")
  func kinds() throws {
    let kind = try #require(base.vocabulary.kinds["agent-result"])
    #expect(
      kind.fields.mapValues(\.type) == [
        "level": .text, "thread": .text, "count": .integer, "result": .text, "password": .text,
      ])
    #expect(kind.summary == ["count", "result"], "no secret stands in a summary")
  }

  @Test("A match has conditions on record fields, a pattern, and fields taken over")
  func matches() throws {
    let matches = try #require(base.events.first { $0.id == "agent-result" }).matches
    #expect(
      matches.map(\.conditions) == [
        ["class": .oneOf(["Result", "Outcome"])], ["class": .matches("^Re"), "thread": .absent],
      ])
    #expect(matches.map(\.from) == [[:], ["result": ["message"]]])
    #expect(base.events.map { $0.decoy == nil } == [true, true, false])
  }

  @Test("A code in a sample is expected in the spelling of its table")
  func expectedCode() throws {
    let sample = try #require(base.events.first { $0.id == "agent-result" }?.samples.first)
    #expect(sample.fields == ["count": "2", "result": "0x80090007"])
  }

  @Test("Codes and the bounds of ranges are numbers in one spelling")
  func codes() throws {
    let table = try #require(base.codes["result"])
    #expect(Set(table.entries.keys) == ["0x80090007", "0x00000000"])
    #expect(table.entries["0x00000000"]?.isGood == true)
    #expect(table.ranges.map(\.first) == [0x8019_0000])
    #expect(table.entries["0x80090007"]?.provenance == Provenance(source: "Made up", confidence: .published))
  }

  @Test(
    "One code has many spellings",
    arguments: [
      "0x80090007", "0X80090007", "-2146893817", "2148073479", " 0x80090007\n", "80090007", "0xFFFFFFFF80090007",
    ])
  func spellings(_ text: String) throws {
    #expect(base.codes["result"]?.canonical(text) == "0x80090007")
  }

  @Test("What is no code has none", arguments: ["", "x", "0x", "0x1ffffffff", "99999999999", "0x8009000g", "- 1"])
  func noCode(_ text: String) throws {
    #expect(base.codes["result"]?.canonical(text) == nil)
  }

  @Test("A workflow numbers its steps and says how identities are compared and joined")
  func workflow() throws {
    let workflow = try #require(base.workflows.first)
    #expect(workflow.steps.map(\.number) == [1, 2])
    #expect(workflow.identities["requestId"]?.isPercentDecoded == true)
    #expect(workflow.joins.map(\.within) == [nil, 300])
    #expect(workflow.joins.map(\.certainty) == [.sure, .guess])
  }
}
