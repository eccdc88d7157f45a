import ScepspecCMS
import ScepspecHTTPWire
public import ScepspecModel
import ScepspecSCEPMessages

/// Performs exchanges with a SCEP server and says what was seen, in words of the vocabulary.
///
/// It remembers what later exchanges refer to: keys, certificates, identifiers. Not to be used by two threads at once.
public final class SCEPAdapter {
  private let settings: TargetSettings
  private let keys: ClientKeys
  private let surroundings: Surroundings
  private let client: HTTPClient
  private let maker: CertificateMaker
  private let writer: RequestWriter
  private var knowledge = Knowledge()
  /// Serial numbers, in hexadecimal, of the certificates that exchanges had revoked.
  public private(set) var revoked: Set<String> = []
  private var remembered: [String: RememberedMessage] = [:]

  /// Every exchange of octets so far, probes for life included.
  public var transcript: [TranscriptEntry] { log.entries }
  private var log = Transcript()
  /// The certificates that the exchanges caused.
  public var issued: [IssuedCertificate] { knowledge.issued }
  /// Requests for a certificate whose answer does not tell whether one was issued.
  public private(set) var unclear = 0
  /// Every challenge that was sent, right and wrong ones, so that reports can cover them.
  public private(set) var challenges: [String] = []

  public init(settings: TargetSettings, keys: ClientKeys = ClientKeys(), surroundings: Surroundings = Surroundings()) {
    self.settings = settings
    self.keys = keys
    self.surroundings = surroundings
    usesFreshKeys = settings.freshKeys
    client = HTTPClient(trust: settings.trust)
    maker = CertificateMaker(keys: keys, surroundings: surroundings)
    writer = RequestWriter(url: settings.url, caIdentifier: settings.caIdentifier, userAgent: settings.userAgent)
  }

  /// Every certification request has a key of its own from now on: because the settings say so, or because the server
  /// turned down a key that it had certified.
  public private(set) var usesFreshKeys: Bool
  /// Told of the transactionID and the subject of a request that is polled until somebody approves it.
  public var onWaiting: ((_ transactionID: String, _ subject: String) -> Void)?

  /// Told of every exchange of octets, probes for life included, with what was observed in it.
  public var onExchange: ((RecordedExchange, [Observation]) -> Void)?

  /// Sends the exchange's request and waits for what comes of it.
  ///
  /// - Parameter number: Its number in the transcript, 1-based.
  /// - Returns: At most one observation of each kind.
  /// - Throws: Where there is nothing to send; then nothing was sent.
  public func perform(_ exchange: Exchange, number: Int) throws(AdapterError) -> [Observation] {
    var request = try ExchangeRequest(exchange.send)
    if settings.sendsByGET { request.preferGET() }
    try revokeSigner(of: request)
    var attempt = try attempt(exchange, request, number)
    if let plan = attempt.plan, plan.request.isRepeatedUntilSettled, attempt.reading.status == PKIStatus.pending {
      let deadline = surroundings.now() + Int(settings.pollFor)
      onWaiting?(plan.transactionID, plan.signer.subject)
      if let command = settings.approveCommand {
        let names = ["TRANSACTION_ID": plan.transactionID, "SUBJECT": plan.signer.subject]
        try UserCommand("approve command", command, environment: names).run()
      }
      while attempt.reading.status == PKIStatus.pending, surroundings.now() < deadline {
        surroundings.wait(settings.pollInterval)
        attempt = try self.attempt(exchange, request, number)
      }
    }
    guard exchange.harmful else { return attempt.reading.observations }
    let probe = LifeProbe(client: client, writer: writer, seconds: settings.timeout)
    let life = probe.ask { raw in
      let now = attempt.observer.now
      onExchange?(RecordedExchange(exchange: exchange.id, number: number, now: now, raw: raw), [])
      log.append(TranscriptEntry(exchange: exchange.id, number: number, isProbe: true, raw: raw))
    }
    return attempt.reading.observations + [attempt.observer.observation("liveness", life)]
  }

  private struct Attempt {
    var plan: MessagePlan?
    var observer: Observer
    var reading: Observer.Reading
  }

  private func attempt(
    _ exchange: Exchange, _ request: ExchangeRequest, _ number: Int
  ) throws(AdapterError) -> Attempt {
    let plan = try plan(request)
    for challenge in plan?.challenges ?? [] where !challenge.isEmpty && !challenges.contains(challenge) {
      challenges.append(challenge)
    }
    let message = try message(request, plan)
    if settings.pause > 0, !log.entries.isEmpty { surroundings.wait(settings.pause) }
    let raw = client.exchange(writer.request(request, message: message), limits: settings.limits)
    let showsChallenge = plan.map { Leaks.occurs($0.challenges, in: [message ?? []]) } ?? false
    log.append(
      TranscriptEntry(exchange: exchange.id, number: number, raw: raw, showsChallenge: showsChallenge))
    let asked = Asked(request, plan, octets: message?.count)
    let now = surroundings.now()
    let observer = Observer(number: number, now: now, authorities: knowledge.authorities(for: asked, now: now))
    let reading = observer.read(
      asked, Evidence(raw: raw, key: plan?.envelopeKey, secrets: .texts(plan?.secrets ?? [])))
    let issuedBefore = issued.count
    knowledge.learn(exchange.id, asked, reading)
    remember(exchange.id, plan, reading)
    if let onExchange {
      var recorded = RecordedExchange(
        exchange: exchange.id, number: number, parameters: exchange.send.digest, now: observer.now, asked: asked,
        raw: raw, contentKeys: reading.contentKeys, showsChallenge: showsChallenge,
        leaksChallenge: reading.leaksChallenge, issued: issued.dropFirst(issuedBefore).first)
      recorded.plaintext = reading.plaintext
      onExchange(recorded, reading.observations)
    }
    let isRefused = raw.outcome == .refused || raw.response.map { $0.status >= 400 } ?? false
    if plan?.carriesRequest == true, reading.status == nil, !isRefused { unclear += 1 }
    return Attempt(plan: plan, observer: observer, reading: reading)
  }

  /// Has the certificate revoked that the request will be signed with, where it asks for such a one.
  private func revokeSigner(of request: ExchangeRequest) throws(AdapterError) {
    guard let message = request.message, message.signer == .revoked, let of = message.of,
      let certificate = remembered[of]?.issued
    else { return }
    let serial = hexadecimal(certificate.serialNumber)
    guard !revoked.contains(serial) else { return }
    guard let revoke = settings.revoke else {
      throw .precondition("the run cannot have a certificate revoked (--revoke-command)")
    }
    if let problem = revoke(IssuedCertificate(serial: serial, subject: certificate.subject, exchange: of)) {
      throw .precondition(problem)
    }
    revoked.insert(serial)
  }

  private func plan(_ request: ExchangeRequest) throws(AdapterError) -> MessagePlan? {
    guard let message = request.message, request.http.fill == nil else { return nil }
    let composer = MessageComposer(
      settings: settings, keys: keys, surroundings: surroundings, maker: maker, authorities: knowledge.authorities,
      nextAuthorities: knowledge.nextAuthorities, remembered: remembered, usesFreshKeys: usesFreshKeys)
    return try composer.plan(message)
  }

  private func message(_ request: ExchangeRequest, _ plan: MessagePlan?) throws(AdapterError) -> [UInt8]? {
    if let fill = request.http.fill { return Filler.octets(fill, randomness: surroundings.randomness) }
    guard let plan else { return nil }
    return try plan.message(surroundings)
  }

  private func remember(_ id: String, _ plan: MessagePlan?, _ reading: Observer.Reading) {
    guard let plan else { return }
    if plan.request.probe == .sameKey, isRefusalOfKey(plan, reading) { usesFreshKeys = true }
    remembered[id] = RememberedMessage(plan: plan, issued: reading.issued)
    if plan.request.type == MessageType.certPoll, let of = plan.request.of, let issued = reading.issued {
      remembered[of]?.issued = issued
    }
  }

  /// Whether the server does not certify a key twice: it refuses, or gives the earlier certificate again.
  private func isRefusalOfKey(_ plan: MessagePlan, _ reading: Observer.Reading) -> Bool {
    if reading.status != PKIStatus.success, reading.status != PKIStatus.pending { return true }
    guard let of = plan.request.of, let issued = reading.issued else { return false }
    return remembered[of]?.issued == issued
  }
}
