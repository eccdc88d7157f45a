import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecReplaying
import ScepspecSCEPExchange
import Testing

/// Recordings of others with `--key`: requests open with the server's key, replies with the client's.
@Suite struct KeyTests {
  private func enrolment() throws -> ConversationBench.Recording {
    let conversation = try #require(
      RecordedBench.specifications.clientFaults.first { $0.id == "client-certificates-unseen" })
    return try ConversationBench.record(conversation)
  }

  private func judge(_ recording: ConversationBench.Recording, _ keys: [PrivateKey]) -> (RunReport, [Int]) {
    var judge = PassiveJudge(RecordedBench.specifications, keys: keys)
    for recorded in recording.exchanges { _ = judge.add(recorded.raw, time: recorded.now) }
    return (judge.report(tool: "scepspec", target: "bench"), judge.idleKeys)
  }

  @Test func `Without keys what is enciphered is inconclusive, and says which key would settle it`() throws {
    let (report, _) = judge(try enrolment(), [])
    for (check, words) in [
      ("envelope/opens", "the client's private key"), ("client-messages/request-signed", "of the CA or RA"),
      ("envelope/issued-certificate-present", "the client's private key"),
    ] {
      let result = try #require(report.results.first { $0.check.id == check })
      #expect(result.verdict == .inconclusive, "\(check)")
      #expect(result.reason.contains(words), "\(result.reason)")
    }
  }

  @Test func `The key of the CA opens requests, that of the client replies`() throws {
    let recording = try enrolment()
    let (requests, idle) = judge(recording, recording.serverKeys)
    #expect(requests.verdict("client-messages/request-signed") == .pass)
    #expect(requests.verdict("client-messages/challenge-included") == .pass)
    #expect(requests.verdict("envelope/opens") == .inconclusive)
    // Of the three keys of the server the one that GetCACert names is of use.
    #expect(idle.count == recording.serverKeys.count - 1)
    let (replies, none) = judge(recording, [try #require(RecordedBench.clientKey)])
    #expect(replies.verdict("envelope/opens") == .pass)
    #expect(replies.verdict("envelope/issued-certificate-verifies") == .pass)
    #expect(replies.verdict("client-messages/request-signed") == .inconclusive)
    #expect(none == [])
  }

  @Test func `A key of somebody else opens nothing, breaks nothing and is told`() throws {
    let recording = try enrolment()
    let keys = [try PrivateKey.generateRSA(bits: 2048), try PrivateKey.generateEC()]
    let (report, idle) = judge(recording, keys)
    #expect(idle == [0, 1])
    #expect(report.broken == [])
    #expect(report.verdict("envelope/opens") == .inconclusive)
  }
}
