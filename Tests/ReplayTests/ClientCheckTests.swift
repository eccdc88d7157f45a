import ScepspecHTTPWire
import ScepspecModel
import ScepspecReplaying
import Testing

/// Each check of recorded clients is broken by the conversations that say so, and by no others.
@Suite struct ClientCheckTests {
  private static let clientChecks = Set(RecordedBench.specifications.clientChecks.map(\.id))

  private func report(_ conversation: ClientFault) throws -> RunReport {
    let recording = try ConversationBench.record(conversation)
    // Numbers of exchanges count from 1 in the order in which they were sent.
    let exchanges = recording.exchanges.filter { exchange in
      guard conversation.sends.indices.contains(exchange.number - 1) else { return true }
      return !conversation.unrecorded.contains(conversation.sends[exchange.number - 1])
    }
    return ConversationBench.judge(
      exchanges.map { ($0, nil) }, keys: conversation.isOpened ? recording.serverKeys : [])
  }

  @Test(arguments: RecordedBench.specifications.clientFaults)
  func `A conversation breaks exactly the checks of clients that it names`(_ conversation: ClientFault) throws {
    let report = try report(conversation)
    #expect(report.broken.intersection(Self.clientChecks) == Set(conversation.fails))
    // The reference server is right whatever the client does.
    if conversation.configure.isEmpty { #expect(report.broken.subtracting(Self.clientChecks) == []) }
  }

  @Test func `Every check of clients passes in some conversation of a client that does all right`() throws {
    var passed: Set<String> = []
    for conversation in RecordedBench.specifications.clientFaults where conversation.fails.isEmpty {
      passed.formUnion(try report(conversation).results.filter { $0.verdict == .pass }.map(\.check.id))
    }
    #expect(Self.clientChecks.subtracting(passed) == [])
  }

  @Test func `What is no SCEP is counted and not judged`() throws {
    var judge = PassiveJudge(RecordedBench.specifications)
    let request = RawRequest(host: "a", port: 80, bytes: Array("GET /index.html HTTP/1.1\r\n\r\n".utf8))
    #expect(judge.add(RawExchange(request: request, outcome: .answered, detail: ""), time: 0).isEmpty)
    #expect(judge.others == 1)
    #expect(judge.exchanges == 0)
  }
}
