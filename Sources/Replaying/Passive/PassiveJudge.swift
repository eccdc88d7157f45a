public import CMS
import Engine
public import HTTPWire
public import Model
import SCEPExchange
import SCEPMessages
public import Transcripts

/// Judges exchanges between a client and a server that somebody recorded, or that pass by: both sides, as far as can
/// be seen. Exchanges are handed over in the order in which they happened.
public struct PassiveJudge: Sendable {
  private let specifications: Specifications
  private let plan: Plan
  private let keys: [PrivateKey]
  private var reader = RecordedReader()
  private var history = ClientHistory()
  private var observed: [(id: String, observations: [Observation])] = []
  private var records: [ExchangeRecord] = []
  /// Exchanges that were no SCEP.
  public private(set) var others = 0
  /// Exchanges of SCEP.
  public var exchanges: Int { records.count }

  /// - Parameters:
  ///   - keys: Private keys that open requests (the RA's) or replies (a client's).
  ///   - isSelected: Which of the checks are wanted.
  public init(
    _ specifications: Specifications, keys: [PrivateKey] = [], selecting isSelected: (Check) -> Bool = { _ in true }
  ) {
    var passive = specifications
    passive.gates = []
    passive.clients = []
    for index in passive.suites.indices {
      let isOfClients = passive.suites[index].role == .client
      passive.suites[index].role = .server
      passive.suites[index].checks = passive.suites[index].checks
        .filter { isOfClients || $0.looksEverywhere || Self.alone.contains($0.exchange) && !$0.isSaidInPlace }
        .map { check in
          var check = check
          check.requires = []
          return check
        }
    }
    self.specifications = passive
    plan = Plan(passive, selecting: isSelected)
    self.keys = keys
  }

  /// What a server tells anybody who asks, whoever asks.
  private static let alone: Set<String> = ["caps", "ca", "next-ca"]
  private static let names = ["GetCACaps": "caps", "GetCACert": "ca", "GetNextCACert": "next-ca"]

  /// Takes one exchange.
  ///
  /// - Parameter time: Seconds since 1970-01-01T00:00:00Z, when the reply was there.
  /// - Returns: The results that this exchange decides and that are no pass; empty for one that is no SCEP.
  public mutating func add(_ raw: RawExchange, time: Int) -> [CheckResult] {
    guard let request = SeenRequest(raw.request) else {
      others += 1
      return []
    }
    let number = records.count + 1
    let inside = open(request)
    let asked = request.asked(now: time, requested: inside?.requested)
    let recorded = RecordedExchange(exchange: "", number: number, now: time, asked: asked, raw: raw)
    let key = asked.signer.flatMap { signer in
      keys.first { $0.publicKey.subjectPublicKeyInfo == signer.publicKey.subjectPublicKeyInfo }
    }
    var observations = reader.read(recorded, key: key.map { .secrets($0) }, hidesSecrets: true)
    let origin = Origin.exchange(number)
    observations.append(
      Observation(
        kind: "client", fields: history.fields(request, now: time), time: Moment(seconds: time), origin: origin))
    if request.operation == "PKIOperation" {
      let sent = SentFields.make(request, opened: inside, now: time)
      observations.append(Observation(kind: "sent", fields: sent, time: Moment(seconds: time), origin: origin))
    }
    history.learn(request, observations, now: time)
    history.authorities = reader.authorities
    let id = Self.names[request.operation] ?? "exchange \(number)"
    if Self.names[request.operation] != nil { observed.removeAll { $0.id == id } }
    observed.append((id, observations))
    let words = specifications.words(for: observations)
    let type = asked.fields["messageType"].flatMap { field in
      if case .text(let text) = field.value { Self.types[text] ?? text } else { nil }
    }
    records.append(ExchangeRecord(number: number, id: type ?? request.operation, summary: words))
    return results(of: observed.filter { $0.id == id || Self.alone.contains($0.id) }).filter { result in
      [.fail, .warning].contains(result.verdict) && result.evidence.contains { $0.number == number }
    }
  }

  private static let types = ["17": "RenewalReq", "19": "PKCSReq", "20": "CertPoll", "21": "GetCert", "22": "GetCRL"]

  public mutating func add(_ entry: HAREntry) -> [CheckResult] {
    guard let line = RequestLine(entry.request) else {
      others += 1
      return []
    }
    let response = entry.response.map { response in
      HTTPResponse(
        version: RequestLine.version(response.httpVersion), status: response.status, reason: response.statusText,
        headers: response.headers.map { HTTPHeader($0.name, $0.value) }, body: response.body?.octets ?? [])
    }
    let octets = response?.body.count ?? 0
    let raw = RawExchange(
      request: line.request(), outcome: response == nil ? .closed : .answered,
      detail: response.map { "HTTP \($0.status) with \(octets) octets" } ?? "no reply was recorded",
      response: response, startedAt: entry.startedAt ?? 0, duration: entry.duration)
    return add(raw, time: ((entry.startedAt ?? 0) + entry.duration) / 1000)
  }

  /// The report on all exchanges so far.
  public func report(tool: String, target: String) -> RunReport {
    RunReport(
      tool: tool, target: target, results: results(of: observed), certificatesIssued: [], exchanges: records)
  }

  private func results(of observed: [(id: String, observations: [Observation])]) -> [CheckResult] {
    var run = Run(specifications, plan: plan)
    run.observe(.unavailable("no recorded request shows it"), for: Check.recorded)
    for (id, observations) in observed { run.observe(.observed(observations), for: id) }
    _ = run.drive { .unavailable("nobody asked for '\($0.id)' in the recording") }
    let sealed = Sealed(observed.map(\.observations))
    let ids = Set(observed.map(\.id))
    // What nobody asked the server says nothing about it.
    return run.report.filter { !Self.alone.contains($0.check.exchange) || ids.contains($0.check.exchange) }
      .map(sealed.result)
  }

  private func open(_ request: SeenRequest) -> SentFields.Inside? {
    guard let envelope = request.message?.eContent.flatMap({ try? Envelope.read($0.octets) }) else { return nil }
    for key in keys {
      guard let content = envelope.open(with: key, certificate: nil).content else { continue }
      return SentFields.Inside(requested: try? CertificationRequest(der: content))
    }
    return nil
  }
}

extension Check {
  /// The exchange with its own parameters, which nobody but the tester sends.
  fileprivate var isSaidInPlace: Bool { exchange == id || exchange.hasPrefix("\(id)/") }
}
