import ScepspecHTTPWire
import ScepspecModel
import Testing

@testable import ScepspecSCEPExchange

@Suite("Bounds on what a run remembers")
struct BoundsTests {
  @Test("Long values of a reply are cut, short ones stay as they are")
  func values() {
    let long = [UInt8](repeating: 7, count: Bounds.octets + 1)
    let text = String(repeating: "ä", count: Bounds.octets)
    let encoding = Encoding(tag: "OCTET STRING", offset: 0, bytes: long)
    #expect(Bounds.kept(of: .bytes(long)).value == .bytes(Array(long.dropLast())))
    #expect(Bounds.kept(of: .text(text)).value == .text(String(text.prefix(Bounds.octets / 2))))
    #expect(Bounds.kept(of: Field(.integer(1), encoding)).encoding?.bytes.count == Bounds.encodingOctets)
    guard case .list(let items) = Bounds.kept(of: .list(Array(repeating: .bytes(long), count: 2000))).value else {
      Issue.record("no list")
      return
    }
    #expect(items.count == Bounds.items && items[0].value == .bytes(Array(long.dropLast())))
    let short: Field = .record(["a": .text("x"), "b": .list([.integer(1)]), "c": Field(.bytes([1]), encoding)])
    guard case .record(var fields) = Bounds.kept(of: short).value else { return }
    #expect(fields["c"]?.encoding?.bytes.count == Bounds.encodingOctets)
    fields["c"]?.encoding = encoding
    #expect(Field.record(fields) == short)
  }

  @Test("A transcript keeps long replies until it is full, and cuts them from then on")
  func transcript() {
    let body = [UInt8](repeating: 0x41, count: 15 << 20)
    let request = RawRequest(host: "h", port: 1, bytes: [1, 2, 3])
    let raw = RawExchange(
      request: request, received: body, outcome: .answered, detail: "", response: HTTPResponse(status: 200, body: body))
    var transcript = Transcript()
    for number in 1...10 { transcript.append(TranscriptEntry(exchange: "x", number: number, raw: raw)) }
    #expect(transcript.entries.map(\.isCut) == [false, false] + Array(repeating: true, count: 8))
    #expect(transcript.entries.last?.raw.received.count == Transcript.least)
    #expect(transcript.entries.last?.raw.request == request)
    let small = RawExchange(request: request, received: [1], outcome: .answered, detail: "")
    transcript.append(TranscriptEntry(exchange: "x", number: 11, raw: small))
    #expect(transcript.entries.last?.isCut == false && transcript.entries.last?.raw == small)
  }

  @Test("A letter whose other case is two letters")
  func sharpS() throws {
    let made = try Challenges.make(.otherCase, source: .fixed("Straße-ﬃ"), wrong: "x")
    #expect(made == ["sTRASSE-FFI"])
  }
}
