public import ScepspecCMS
import ScepspecEngine
public import ScepspecHTTPWire
public import ScepspecModel
import ScepspecSCEPExchange
import ScepspecSCEPMessages
import ScepspecTranscripts

/// Judges exchanges between clients and servers that somebody recorded, or that pass by: both sides, as far as can be
/// seen. Exchanges are handed over in the order in which they happened; what one of them comes to depends on those of
/// the same server before it, and of the same client.
public struct PassiveJudge: Sendable {
  private var specifications: PassiveSpecifications
  private var keys: Keyring
  private var clients = Clients()
  private var servers: [String: ServerHistory] = [:]
  private var findings = Findings()
  private var records: [ExchangeRecord] = []
  /// Exchanges without message, which tell more when others are known: the last of each kind, by server.
  private var plain: [String: [String: Judged]] = [:]
  private var lastTime = 0
  private let messageTypes: [String: String]
  /// Exchanges that were no SCEP.
  public private(set) var others = 0
  /// Exchanges of SCEP whose request the recording does not hold whole; they are not judged.
  public private(set) var incomplete = 0
  /// Exchanges of SCEP that were judged.
  public var exchanges: Int { records.count }
  /// Places of the keys that nothing in the recording was enciphered for or signed with, in the order given.
  public var idleKeys: [Int] { keys.idle }

  private struct Judged {
    var number: Int
    var exchanges: [String]
    var observations: [Observation]
    var client: Int?
    var transactionID: String?
    var isReplyKnown: Bool
  }

  /// - Parameters:
  ///   - keys: Private keys that open requests (the RA's) or replies (a client's).
  ///   - isSelected: Which of the checks are wanted.
  public init(
    _ specifications: Specifications, keys: [PrivateKey] = [],
    selecting isSelected: @escaping @Sendable (Check) -> Bool = { _ in true }
  ) {
    self.specifications = PassiveSpecifications(specifications, selecting: isSelected)
    self.keys = Keyring(keys)
    let words = specifications.vocabulary.names["messageType"] ?? [:]
    messageTypes = Dictionary(
      words.sorted { $0.key < $1.key }.compactMap { word, value in
        if case .text(let text) = value { (text, word) } else { nil }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Takes one exchange.
  ///
  /// - Parameters:
  ///   - time: Seconds since 1970-01-01T00:00:00Z, when the reply was there.
  ///   - client: The client's address, where it is known.
  ///   - connection: What the recording calls the TCP connection.
  ///   - isReplyKnown: The recording holds the reply, or that none came; else only the request is judged.
  /// - Returns: The results that this exchange decides and that are no pass; empty for one that is no SCEP.
  public mutating func add(
    _ raw: RawExchange, time: Int, client address: String? = nil, connection: String? = nil, isReplyKnown: Bool = true
  ) -> [CheckResult] {
    guard let request = SeenRequest(raw.request) else {
      others += 1
      return []
    }
    let number = records.count + 1
    let server = ServerName.make(raw.request)
    let inside = keys.open(request)
    let asked = request.asked(now: time, inside: inside)
    let signerKey = asked.signer?.publicKey.subjectPublicKeyInfo
    let requestedKey = inside?.requested?.publicKey.subjectPublicKeyInfo
    let (client, neighbour) = clients.identify(
      address: address, connection: connection, keys: [signerKey, requestedKey].compactMap { $0 })
    var history = servers[server] ?? ServerHistory()
    let recorded = RecordedExchange(exchange: "", number: number, now: time, asked: asked, raw: raw)
    let reading = ForeignReader.read(
      recorded, authorities: history.authorities(now: time), key: keys.opening(signerKey),
      challenges: inside.map {
        ($0.requested?.challengePasswords ?? []).map { String(decoding: $0.octets, as: UTF8.self) }
      })
    var observations = isReplyKnown ? reading.observations : reading.observations.filter { $0.kind == "request" }
    observations += clientSide(
      request, inside, history.fields(request, client: client, neighbour: neighbour, now: time), number, time)
    let transactionID = request.message?.transactionID
    history.learn(
      request, client: client, observations,
      authorities: isReplyKnown ? reading.authorities + reading.nextAuthorities : [])
    let stands = isReplyKnown ? specifications.exchanges(for: observations) : []
    for id in stands { history.remember(observations, as: id, client: client, transactionID: transactionID) }
    servers[server] = history
    let type = request.message?.messageType.map { messageTypes[$0] ?? "messageType \($0)" }
    records.append(
      ExchangeRecord(
        number: number, id: type ?? request.operation, summary: specifications.all.words(for: observations),
        conversation: .init(
          server: server, client: client, address: clients.address(of: client), transactionID: transactionID)))
    let judged = Judged(
      number: number, exchanges: stands, observations: observations, client: client, transactionID: transactionID,
      isReplyKnown: isReplyKnown)
    let results = judge(judged, of: server, isAgain: false)
    if request.message == nil, !stands.isEmpty {
      for (_, earlier) in (plain[server] ?? [:]).sorted(by: { $0.key < $1.key }) {
        _ = judge(earlier, of: server, isAgain: true)
      }
      plain[server, default: [:]][request.operation] = judged
    }
    return results.filter { [.fail, .warning].contains($0.verdict) }
  }

  /// The kinds `client` and `sent`.
  private func clientSide(
    _ request: SeenRequest, _ inside: Inside?, _ client: [String: Field], _ number: Int, _ time: Int
  ) -> [Observation] {
    var kinds = [("client", client)]
    if request.operation == "PKIOperation" {
      kinds.append(("sent", SentFields.make(request, opened: inside, now: time)))
    }
    return kinds.map { kind, fields in
      Observation(kind: kind, fields: fields, time: Moment(seconds: time), origin: .exchange(number))
    }
  }

  private mutating func judge(_ judged: Judged, of server: String, isAgain: Bool) -> [CheckResult] {
    let (passive, plan) = specifications.judging(judged.exchanges, isReplyKnown: judged.isReplyKnown)
    let history = servers[server] ?? ServerHistory()
    var run = Run(passive, plan: plan)
    run.observe(.observed(judged.observations), for: Check.recorded)
    run.observe(.unavailable("no recorded exchange shows it"), for: PassiveSpecifications.nothing)
    for id in specifications.references {
      let own = judged.exchanges.contains(id) ? judged.observations : nil
      let found = own ?? history.standing(for: id, client: judged.client, transactionID: judged.transactionID)
      if let found { run.observe(.observed(found), for: id) }
    }
    _ = run.drive { .unavailable("the recording does not show '\($0.id)'") }
    let sealed = Sealed(judged.observations, knowsAuthorities: history.authorities(now: 0) != nil)
    let results = run.report.map(sealed.result)
    for result in results { findings.add(result, exchange: judged.number, isAgain: isAgain) }
    return results
  }

  mutating func passOver() { others += 1 }
  mutating func leaveOut() { incomplete += 1 }
  func carriesMessage(_ request: RawRequest) -> Bool { SeenRequest(request)?.operation == "PKIOperation" }

  /// Seconds since 1970-01-01T00:00:00Z at the end of the exchange: by the recording, else by the server's clock, else
  /// as before.
  mutating func time(of entry: HAREntry) -> Int {
    let date = entry.response?.headers.first { $0.name.lowercased() == "date" }?.value
    lastTime = entry.startedAt.map { ($0 + entry.duration) / 1000 } ?? date.flatMap(HTTPDate.seconds) ?? lastTime
    return lastTime
  }

  /// The report on all exchanges so far.
  public func report(tool: String, target: String) -> RunReport {
    let naming = Naming(records)
    let all = specifications.all.suites.flatMap(\.checks)
    return RunReport(
      tool: tool, target: target, results: findings.results(of: all, label: naming.label), certificatesIssued: [],
      exchanges: records)
  }
}

/// What exchanges are called where findings point to them: as much as tells the conversations of the recording apart.
private struct Naming {
  private let records: [ExchangeRecord]
  private let showsServer: Bool
  private let showsClient: Bool

  init(_ records: [ExchangeRecord]) {
    self.records = records
    showsServer = Set(records.map(\.conversation?.server)).count > 1
    showsClient = Set(records.compactMap(\.conversation?.client)).count > 1
  }

  func label(_ number: Int) -> String {
    guard records.indices.contains(number - 1) else { return "" }
    let record = records[number - 1]
    guard let conversation = record.conversation else { return record.id }
    var words = [record.id]
    if showsClient, let client = conversation.client {
      words.append("client \(client)" + (conversation.address.map { " at \($0)" } ?? ""))
    }
    if showsServer { words.append("server \(conversation.server)") }
    if let id = conversation.transactionID { words.append("transactionID \(id)") }
    return words.joined(separator: ", ")
  }
}
