import Foundation
import ScepspecTranscripts
import Testing

@Suite struct HARFileTests {
  static let entry = HAREntry(
    startedAt: 1_770_000_000_123, duration: 45,
    request: HARRequest(
      method: "POST", url: "http://127.0.0.1:8080/scep?operation=PKIOperation",
      headers: [HARHeader("Host", "127.0.0.1:8080")],
      body: HARBody(Array(0...255), mimeType: "application/x-pki-message")),
    response: HARResponse(
      status: 200, statusText: "OK", headers: [HARHeader("X-Odd", "\u{80}\"\\")],
      body: HARBody([0x30, 0x80, 0, 0xFF], mimeType: "application/x-pki-message")),
    comment: "first", own: ["number": 1])

  @Test func `What was written is read again unchanged`() throws {
    let file = HARFile(
      creator: "scepspec", creatorVersion: "0", entries: [Self.entry, Self.entry], own: ["a": [1, "b"]])
    #expect(try HARFile(Array(file.encoded().utf8), name: "x.har") == file)
  }

  @Test func `An exchange without a reply stays one`() throws {
    var entry = Self.entry
    entry.response = nil
    let file = HARFile(creator: "scepspec", creatorVersion: "0", entries: [entry])
    #expect(try HARFile(Array(file.encoded().utf8), name: "x.har") == file)
  }

  @Test func `The file on disk is whole after every exchange`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("scepspec-\(UUID()).har").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try HARWriter(path: path, creator: "scepspec", version: "0", own: ["step": 0])
    func read() throws -> HARFile { try HARFile(Array(try Data(contentsOf: URL(fileURLWithPath: path))), name: path) }
    #expect(try read().entries.isEmpty)
    for count in 1...3 {
      writer.own = ["step": .integer(count), "long": .string(String(repeating: "x", count: 100 - 30 * count))]
      try writer.append(Self.entry)
      #expect(try read().entries.count == count)
      #expect(try read().own?["step"] == .integer(count))
    }
    writer.own = ["step": 9]
    try writer.finish()
    #expect(
      try read()
        == HARFile(
          creator: "scepspec", creatorVersion: "0", entries: [Self.entry, Self.entry, Self.entry], own: ["step": 9]))
    #expect(throws: HARError.self) { try HARWriter(path: "/nowhere/x.har", creator: "a", version: "b") }
  }

  @Test(
    arguments: [
      ("2026-01-31T12:00:00.250Z", 1_769_860_800_250), ("2026-01-31T13:00:00.25+01:00", 1_769_860_800_250),
      ("2026-01-31T12:00:00+0000", 1_769_860_800_000), ("1969-12-31T23:59:59.000Z", -1000), ("2026-02-31", nil),
      ("", nil),
      ("2026-13-01T12:00:00Z", nil),
    ] as [(String, Int?)])
  func `Times are read with their zone`(text: String, expected: Int?) throws {
    let har = #"{"log":{"entries":[{"startedDateTime":"\#(text)","request":{"method":"GET","url":"http://a/"}}]}}"#
    let entry = try #require(try HARFile(Array(har.utf8), name: "x").entries.first)
    #expect(entry.startedAt == expected)
    #expect(entry.started == text)
    if let expected {
      let other = HAREntry(startedAt: expected, duration: 0, request: entry.request, response: nil)
      let again = try HARFile(
        Array(HARFile(creator: "", creatorVersion: "", entries: [other]).encoded().utf8), name: "x")
      #expect(again.entries.first?.startedAt == expected)
    }
  }
}
