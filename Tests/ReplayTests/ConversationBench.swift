import ScepspecCMS
import ScepspecEngine
import ScepspecHTTPWire
import ScepspecModel
import ScepspecReferenceServer
import ScepspecReplaying
import ScepspecSCEPExchange

/// Conversations of the specifications with the reference server, recorded.
enum ConversationBench {
  struct Recording {
    var exchanges: [RecordedExchange]
    /// Of the server: they open requests.
    var serverKeys: [PrivateKey]
  }

  static func record(_ conversation: ClientFault) throws -> Recording {
    let specifications = RecordedBench.specifications
    var configuration = ServerConfiguration()
    configuration.keys = RecordedBench.serverKeys
    configuration.challenge = .fixed(RecordedBench.challenge)
    let fault = Fault(
      id: conversation.id, title: conversation.title, fails: [], configure: conversation.configure, replies: [],
      location: conversation.location)
    let server = try ReferenceServer(configuration, fault: conversation.configure.isEmpty ? nil : fault)
    var settings = TargetSettings(
      url: try TargetURL(server.start().absoluteString), challenge: .fixed(RecordedBench.challenge), timeout: 60)
    settings.pollInterval = 0.01
    defer { server.stop() }
    let adapter = SCEPAdapter(settings: settings, keys: RecordedBench.clientKeys)
    var recorded: [RecordedExchange] = []
    adapter.onExchange = { exchange, _ in recorded.append(exchange) }
    for (index, id) in conversation.sends.enumerated() {
      guard let exchange = specifications.exchanges[id] else { continue }
      _ = try adapter.perform(exchange, number: index + 1)
    }
    let keys = try [KeyRing.Role.root, .issuing, .transport].map {
      try RecordedBench.serverKeys.key($0, bits: configuration.keyBits)
    }
    return Recording(exchanges: recorded.filter { $0.asked != nil }, serverKeys: keys)
  }

  /// Judges recordings of several clients, one after another or mixed.
  static func judge(
    _ exchanges: [(recorded: RecordedExchange, client: String?)], keys: [PrivateKey] = [],
    selecting isSelected: @escaping @Sendable (Check) -> Bool = { _ in true }
  ) -> RunReport {
    var judge = PassiveJudge(RecordedBench.specifications, keys: keys, selecting: isSelected)
    for (recorded, client) in exchanges { _ = judge.add(recorded.raw, time: recorded.now, client: client) }
    return judge.report(tool: "scepspec", target: "bench")
  }
}

extension RunReport {
  var broken: Set<String> {
    Set(results.filter { [.fail, .warning].contains($0.verdict) }.map(\.check.id))
  }

  func verdict(_ id: String) -> Verdict? { results.first { $0.check.id == id }?.verdict }
}
