import CMS
import Engine
import HTTPWire
import Model
import ReferenceServer
import Replaying
import SCEPExchange
import Testing

/// Our own client's exchanges, judged as those of somebody else's.
@Suite struct ClientCheckTests {
  /// The checks of clients that each exchange breaks, sent after GetCACaps and GetCACert.
  private func broken(_ sends: [[String: Field]], knowingCertificates: Bool = true) throws -> Set<String> {
    var configuration = ServerConfiguration()
    configuration.keys = RecordedBench.serverKeys
    configuration.challenge = .fixed(RecordedBench.challenge)
    let server = try ReferenceServer(configuration)
    let url = try TargetURL(server.start().absoluteString)
    defer { server.stop() }
    let adapter = SCEPAdapter(
      settings: TargetSettings(url: url, challenge: .fixed(RecordedBench.challenge), timeout: 60),
      keys: RecordedBench.clientKeys)
    let clients = RecordedBench.specifications.clientChecks
    var judge = PassiveJudge(RecordedBench.specifications) { check in clients.contains { $0.id == check.id } }
    var raws: [(RawExchange, Int)] = []
    adapter.onExchange = { recorded, _ in raws.append((recorded.raw, recorded.now)) }
    let opening: [[String: Field]] = [["operation": .text("GetCACaps")], ["operation": .text("GetCACert")]]
    for (index, send) in (opening + sends).enumerated() {
      let id = index < 2 ? "opening-\(index)" : "e\(index - 1)"
      let exchange = Exchange(
        id: id, about: id, after: [], send: .record(send), harmful: false,
        location: Location(file: "test", line: 1, column: 1))
      _ = try adapter.perform(exchange, number: index + 1)
    }
    for (raw, time) in knowingCertificates
      ? raws : raws.filter({ !String(decoding: $0.0.request.bytes.prefix(60), as: UTF8.self).contains("GetCACert") })
    {
      _ = judge.add(raw, time: time)
    }
    let report = judge.report(tool: "scepspec", target: "bench")
    return Set(report.results.filter { [.fail, .warning].contains($0.verdict) }.map(\.check.id))
  }

  private func send(
    _ message: [String: Field] = [:], method: String = "POST", http: [String: Field] = [:]
  ) -> [String: Field] {
    var fields: [String: Field] = [
      "operation": .text("PKIOperation"), "method": .text(method),
      "message": .record(["type": .text("19")].merging(message) { $1 }),
    ]
    if !http.isEmpty { fields["http"] = .record(http) }
    return fields
  }

  @Test func `Our own client breaks nothing`() throws {
    #expect(
      try broken([send(), send(), send(["type": .text("17"), "signer": .text("issued"), "of": .text("e1")])])
        == [])
  }

  @Test func `A second message with the first one's nonce or transactionID is found`() throws {
    #expect(
      try broken([send(), send(["of": .text("e1"), "senderNonce": .text("same")])])
        .contains("client-conversation/nonce-fresh"))
    #expect(
      try broken([send(), send(["of": .text("e1"), "transactionID": .text("same")])])
        .contains("client-conversation/transaction-id-unique"))
  }

  @Test func `GET, weak algorithms and wrong labels where better was offered are found`() throws {
    #expect(try broken([send(method: "GET")]).contains("client-conversation/post-where-advertised"))
    #expect(
      try broken([send(["cipher": .text("1.2.840.113549.3.7")])]).contains("client-conversation/cipher-strong"))
    #expect(try broken([send(["digest": .text("1.3.14.3.2.26")])]).contains("client-conversation/digest-strong"))
    #expect(
      try broken([send(http: ["contentType": .text("text/plain")])]).contains("client-messages/media-type"))
    #expect(
      try broken([send(method: "GET", http: ["base64": .text("raw")])]).contains("client-messages/query-escaped"))
  }

  @Test func `A message without the CA's certificates, or for another recipient, is found`() throws {
    #expect(
      try broken([send()], knowingCertificates: false).contains("client-conversation/ca-certificate-first"))
    #expect(
      try broken([send(["recipient": .text("stranger")])]).isSuperset(of: [
        "client-conversation/recipient-known", "client-conversation/recipient-may-decipher",
      ]))
  }

  @Test func `Polls of nothing, and of somebody else's request, are found`() throws {
    #expect(
      try broken([send(["type": .text("20")])]).contains("client-conversation/polls-what-waits"))
    #expect(
      try broken([
        send(),
        send(["type": .text("20"), "of": .text("e1"), "transactionID": .text("same"), "key": .text("other")]),
      ]).contains("client-conversation/polls-own"))
  }

  @Test func `A renewal with a self-signed certificate is found`() throws {
    #expect(
      try broken([send(["type": .text("17")])]).contains("client-conversation/renewal-signed-with-certificate"))
  }

  @Test func `Odd messages are found`() throws {
    #expect(try broken([send(["signer": .text("no-key-usage")])]).contains("client-messages/self-signed-usage"))
    #expect(try broken([send(["certificates": .text("none")])]).contains("client-messages/signer-included"))
    #expect(try broken([send(["senderNonce": .text("hex:0102")])]).contains("client-messages/nonce-long-enough"))
  }

  @Test func `What is no SCEP is counted and not judged`() throws {
    var judge = PassiveJudge(RecordedBench.specifications)
    let request = RawRequest(host: "a", port: 80, bytes: Array("GET /index.html HTTP/1.1\r\n\r\n".utf8))
    #expect(judge.add(RawExchange(request: request, outcome: .answered, detail: ""), time: 0).isEmpty)
    #expect(judge.others == 1)
    #expect(judge.exchanges == 0)
  }
}
