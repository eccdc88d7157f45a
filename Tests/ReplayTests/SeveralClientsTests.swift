import ScepspecHTTPWire
import ScepspecModel
import ScepspecReplaying
import ScepspecSCEPExchange
import ScepspecTranscripts
import Testing

/// Recordings of several clients or servers, and of parts of a conversation: no false alarm.
@Suite struct SeveralClientsTests {
  private func recording(_ id: String) throws -> [RecordedExchange] {
    let conversation = try #require(RecordedBench.specifications.clientFaults.first { $0.id == id })
    return try ConversationBench.record(conversation).exchanges
  }

  @Test func `One transactionID and nonce of two devices with addresses of their own is nothing wrong`() throws {
    let repeated = try recording("client-repeats-nonce")
    let second = try #require(repeated.last)
    let first = repeated.dropLast()
    let plain = repeated.filter { $0.asked?.carriesMessage == false }
    let one = ConversationBench.judge(repeated.map { ($0, "10.0.0.1") })
    #expect(one.broken == ["client-conversation/nonce-fresh"])
    #expect(one.exchanges.last?.conversation?.address == "10.0.0.1")
    // The key tells before the address does, so that a device that moves stays one.
    let moved = ConversationBench.judge(
      first.map { ($0, "10.0.0.1") } + plain.map { ($0, "10.0.0.2") } + [(second, "10.0.0.2")])
    #expect(moved.broken == ["client-conversation/nonce-fresh"])
  }

  @Test func `The client of each finding is named`() throws {
    let right = try recording("client-faultless")
    let wrong = try recording("client-weak-cipher")
    let report = ConversationBench.judge(right.map { ($0, "10.0.0.1") } + wrong.map { ($0, "10.0.0.2") })
    // Both have the tester's one key, so that they are one client here, at two servers.
    #expect(report.broken == ["client-conversation/cipher-strong"])
    let finding = try #require(report.results.first { $0.check.id == "client-conversation/cipher-strong" })
    let place = try #require(finding.evidence.first)
    let exchange = try #require(report.exchanges.first { $0.number == place.number })
    let id = try #require(exchange.conversation?.transactionID)
    #expect(place.exchange.contains("transactionID \(id)"))
    #expect(place.exchange.contains("server \(exchange.conversation?.server ?? "?")"))
  }

  @Test func `What one server lists is not held against another`() throws {
    let get = try recording("client-faultless-get")
    let post = try recording("client-faultless")
    // GetCACaps of the one comes last before the GET at the other.
    let mixed = get.prefix(2) + post.prefix(2) + get.dropFirst(2) + post.dropFirst(2)
    // That the one does not list POST is a warning about it, and true.
    #expect(ConversationBench.judge(mixed.map { ($0, nil) }).broken == ["capabilities/post-listed"])
  }

  @Test func `The same message again is a repetition, not another one`() throws {
    let recorded = try recording("client-certificates-unseen")
    let last = try #require(recorded.last)
    #expect(ConversationBench.judge((recorded + [last]).map { ($0, nil) }).broken == [])
  }

  @Test func `Any part of a right conversation breaks nothing that binds anybody`() throws {
    for id in ["client-faultless", "client-faultless-pending"] {
      let recorded = try recording(id)
      for start in recorded.indices {
        let report = ConversationBench.judge(recorded[start...].map { ($0, nil) })
        #expect(report.broken.subtracting(["client-conversation/ca-certificate-first"]) == [], "\(id) from \(start)")
      }
      for left in recorded.indices {
        let rest = recorded.indices.filter { $0 != left }.map { (recorded[$0], String?.none) }
        let report = ConversationBench.judge(rest)
        #expect(report.broken.subtracting(["client-conversation/ca-certificate-first"]) == [], "\(id) without \(left)")
      }
    }
  }

  @Test func `Without replies only the client is judged`() throws {
    var judge = PassiveJudge(RecordedBench.specifications)
    for recorded in try recording("client-faultless") {
      _ = judge.add(recorded.raw, time: recorded.now, isReplyKnown: false)
    }
    let report = judge.report(tool: "scepspec", target: "bench")
    #expect(report.broken.subtracting(["client-conversation/ca-certificate-first"]) == [])
    #expect(report.verdict("client-messages/signature-valid") == .pass)
    #expect(report.verdict("certrep/signature-valid") != .pass)
  }

  @Test func `A right server passes what only recorded requests can show`() throws {
    let conversation = try #require(RecordedBench.specifications.clientFaults.first { $0.id == "client-faultless" })
    let recording = try ConversationBench.record(conversation)
    let keys = recording.serverKeys + [try #require(RecordedBench.clientKey)]
    let report = ConversationBench.judge(recording.exchanges.map { ($0, nil) }, keys: keys)
    #expect(report.broken == [])
    for check in [
      "envelope/issued-certificate-present", "envelope/issued-certificate-verifies",
      "operations/renewal-gives-new-certificate", "challenge/stays-confidential", "envelope/payload-degenerate",
    ] {
      #expect(report.verdict(check) == .pass, "\(check)")
    }
  }
}
