import ScepspecEngine
import ScepspecModel
import ScepspecReplaying
import ScepspecTranscripts
import Testing

@Suite struct TamperTests {
  static let recorded = Result {
    try RecordedBench.run(selecting: { $0.id.hasPrefix("certrep/") || $0.id.hasPrefix("enrolment/") })
  }

  /// The checks that do not pass once `change` was made to the reply of the exchange.
  private func broken(_ exchange: String, _ change: (inout HARResponse, HAREntry) -> Void) throws -> Set<String> {
    let outcome = try Self.recorded.get()
    var file = outcome.file
    let index = try #require(file.entries.firstIndex { $0.own?["exchange"]?.text == exchange })
    var response = try #require(file.entries[index].response)
    change(&response, file.entries[index])
    file.entries[index].response = response
    let report = try RecordedBench.replay(file, outcome.plan)
    return Set(report.results.filter { [.fail, .warning].contains($0.verdict) }.map(\.check.id))
  }

  private func flip(_ part: [UInt8], in response: inout HARResponse) {
    guard var octets = response.body?.octets,
      let place = octets.indices.first(where: { octets[$0...].starts(with: part) })
    else { return }
    octets[place + part.count - 1] ^= 1
    response.body?.octets = octets
  }

  private func request(_ entry: HAREntry, _ field: String) -> JSONValue? { entry.own?["asked"]?["request"]?[field] }

  @Test func `Nothing is broken before anything is changed`() throws {
    #expect(try broken("enrol") { _, _ in } == [])
  }

  @Test func `A changed nonce is found`() throws {
    let found = try broken("enrol") { response, entry in
      let digits = Array((request(entry, "senderNonce")?["hex"]?.text ?? "").utf8)
      let nonce = stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
      }
      flip(nonce, in: &response)
    }
    #expect(found.contains("certrep/recipient-nonce-copied"))
  }

  @Test func `A changed transactionID is found`() throws {
    let found = try broken("enrol") { response, entry in
      flip(Array((request(entry, "transactionID")?["text"]?.text ?? "").utf8), in: &response)
    }
    #expect(found.contains { $0.hasPrefix("certrep/transaction") })
  }

  @Test func `A changed header is found`() throws {
    let found = try broken("enrol") { response, _ in
      for index in response.headers.indices where response.headers[index].name.lowercased() == "content-type" {
        response.headers[index].value = "text/html"
      }
    }
    #expect(!found.isEmpty)
  }

  @Test func `A changed signature is found`() throws {
    let found = try broken("enrol") { response, _ in
      let last = (response.body?.octets.count ?? 1) - 1
      response.body?.octets[last] ^= 1
    }
    #expect(found.contains { $0.contains("signature") })
  }

  @Test func `A swapped CA certificate is found`() throws {
    let other = try RecordedBench.run(
      { $0.keys = .init() }, selecting: { $0.id == "ca-certificates/answered" || $0.id.hasPrefix("ca-certificates/si") }
    )
    let foreign = try #require(other.file.entries.first { $0.own?["exchange"]?.text == "ca" }?.response)
    #expect(try !broken("ca") { response, _ in response.body = foreign.body }.isEmpty)
  }

  @Test func `Every octet of the reply's message counts`() throws {
    let count = try #require(
      try Self.recorded.get().file.entries.first { $0.own?["exchange"]?.text == "enrol" }?.response?.body?.octets.count)
    for place in stride(from: 4, to: count, by: max(1, count / 12)) {
      #expect(try !broken("enrol") { response, _ in response.body?.octets[place] ^= 0x20 }.isEmpty, "octet \(place)")
    }
  }
}
