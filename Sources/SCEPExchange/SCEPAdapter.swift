import CMS
import HTTPWire
public import Model
import SCEPMessages

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
  private var authorities: AuthorityCertificates?
  /// The authorities are those of a GetCACert that said nothing special.
  private var hasPlainAuthorities = false
  private var remembered: [String: RememberedMessage] = [:]

  /// Every exchange of octets so far, probes for life included.
  public var transcript: [TranscriptEntry] { log.entries }
  private var log = Transcript()
  /// The certificates that the exchanges caused.
  public private(set) var issued: [IssuedCertificate] = []
  /// Every challenge that was sent, right and wrong ones, so that reports can cover them.
  public private(set) var challenges: [String] = []

  public init(settings: TargetSettings, keys: ClientKeys = ClientKeys(), surroundings: Surroundings = Surroundings()) {
    self.settings = settings
    self.keys = keys
    self.surroundings = surroundings
    client = HTTPClient(trust: settings.trust)
    maker = CertificateMaker(keys: keys, surroundings: surroundings)
    writer = RequestWriter(url: settings.url, caIdentifier: settings.caIdentifier, userAgent: settings.userAgent)
  }

  /// Sends the exchange's request and waits for what comes of it.
  ///
  /// - Parameter number: Its number in the transcript, 1-based.
  /// - Returns: At most one observation of each kind.
  /// - Throws: Where there is nothing to send; then nothing was sent.
  public func perform(_ exchange: Exchange, number: Int) throws(AdapterError) -> [Observation] {
    let request = try ExchangeRequest(exchange.send)
    let plan = try plan(request)
    for challenge in plan?.challenges ?? [] where !challenge.isEmpty && !challenges.contains(challenge) {
      challenges.append(challenge)
    }
    let message = try message(request, plan)
    let raw = client.exchange(writer.request(request, message: message), limits: settings.limits)
    let showsChallenge = plan.map { Leaks.occurs($0.challenges, in: [message ?? []]) } ?? false
    log.append(
      TranscriptEntry(exchange: exchange.id, number: number, raw: raw, showsChallenge: showsChallenge))
    let observer = Observer(number: number, now: surroundings.now(), authorities: authorities)
    let reading = observer.read(request, plan, messageOctets: message?.count, raw)
    remember(exchange.id, request, plan, reading)
    guard exchange.harmful else { return reading.observations }
    let probe = LifeProbe(client: client, writer: writer, seconds: settings.timeout)
    let life = probe.ask { raw in
      log.append(TranscriptEntry(exchange: exchange.id, number: number, isProbe: true, raw: raw))
    }
    return reading.observations + [observer.observation("liveness", life)]
  }

  private func plan(_ request: ExchangeRequest) throws(AdapterError) -> MessagePlan? {
    guard let message = request.message, request.http.fill == nil else { return nil }
    let composer = MessageComposer(
      settings: settings, keys: keys, surroundings: surroundings, maker: maker, authorities: authorities,
      remembered: remembered)
    return try composer.plan(message)
  }

  private func message(_ request: ExchangeRequest, _ plan: MessagePlan?) throws(AdapterError) -> [UInt8]? {
    if let fill = request.http.fill { return Filler.octets(fill, randomness: surroundings.randomness) }
    guard let plan else { return nil }
    return try plan.message(surroundings)
  }

  private func remember(_ id: String, _ request: ExchangeRequest, _ plan: MessagePlan?, _ reading: Observer.Reading) {
    if let found = reading.authorities, !found.all.isEmpty, request.isPlain || !hasPlainAuthorities {
      authorities = found
      hasPlainAuthorities = hasPlainAuthorities || request.isPlain
    }
    guard let plan else { return }
    remembered[id] = RememberedMessage(plan: plan, issued: reading.issued)
    guard let certificate = reading.issued, plan.request.type != MessageType.getCert else { return }
    let serial = hexadecimal(certificate.serialNumber)
    let entry = IssuedCertificate(serial: serial, subject: certificate.subject, exchange: id)
    if !issued.contains(where: { $0.serial == serial && $0.subject == certificate.subject }) { issued.append(entry) }
  }
}
