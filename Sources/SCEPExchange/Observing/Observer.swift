import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecSCEPMessages

/// Turns one exchange of octets into observations. It sends nothing, so that recorded exchanges can be read by it too.
struct Observer {
  var number: Int
  /// Seconds since 1970-01-01T00:00:00Z.
  var now: Int
  var authorities: AuthorityCertificates?

  /// What a reply said, and what of it later exchanges build on.
  struct Reading {
    var observations: [Observation] = []
    /// The certificates of GetCACert, where that is what was asked for.
    var authorities: AuthorityCertificates?
    /// The certificates of GetNextCACert, likewise.
    var nextAuthorities: AuthorityCertificates?
    var issued: Certificate?
    /// The pkiStatus of the CertRep.
    var status: String?
    /// What the envelope was opened with.
    var contentKeys: [ContentKey] = []
    var leaksChallenge = false
    var plaintext: [UInt8]?
  }

  func read(_ request: Asked, _ evidence: Evidence) -> Reading {
    let exchange = evidence.raw
    var reading = Reading()
    var kinds: [(String, [String: Field])] = [
      ("request", request.requestFields(now: now)),
      ("transport", TransportFields.transport(exchange, octets: evidence.receivedOctets)),
    ]
    if let tls = TransportFields.tls(exchange) { kinds.append(("tls", tls)) }
    if let response = exchange.response {
      let reply = reply(request, evidence.key, response)
      var http = TransportFields.http(response)
      reading.leaksChallenge = leaks(evidence, response, reply)
      http["leaksChallenge"] = .bool(reading.leaksChallenge)
      let text = Array((reply?.message?.failInfoText ?? "").utf8)
      http["leaksInternals"] = .bool(Internals.areShown(in: response.body) || Internals.areShown(in: text))
      kinds.append(("http", http))
      kinds += body(request, response, &reading)
      for kind in ["certRep", "envelope", "payload", "issued"] {
        if let fields = reply?.fields[kind] { kinds.append((kind, fields)) }
      }
      reading.issued = reply?.issued
      reading.status = reply?.message?.pkiStatus
      reading.plaintext = reply?.opening?.plaintext
      reading.contentKeys = reply?.opening?.contentKeys ?? []
    }
    reading.observations = kinds.map { kind, fields in observation(kind, fields) }
    return reading
  }

  func observation(_ kind: String, _ fields: [String: Field]) -> Observation {
    Observation(
      kind: kind, fields: fields.mapValues(Bounds.kept), time: Moment(seconds: now), origin: .exchange(number))
  }

  private func leaks(_ evidence: Evidence, _ response: HTTPResponse, _ reply: ReplyReading?) -> Bool {
    switch evidence.secrets {
    case .shown(let isShown): return isShown
    case .texts(let secrets):
      let head = Array(evidence.raw.received[response.headOffset..<response.bodyOffset])
      return Leaks.occurs(secrets, in: [head, response.body, reply?.plaintext ?? []])
    }
  }

  /// A CertRep counts whatever status and media type it came with.
  private func reply(_ request: Asked, _ key: EnvelopeKey?, _ response: HTTPResponse) -> ReplyReading? {
    guard request.carriesMessage || request.operation == Operation.pkiOperation else { return nil }
    var context = MessageContext(
      now: now, authorities: authorities ?? AuthorityCertificates([], now: now), clientCertificate: request.signer,
      requestedPublicKey: request.requestedPublicKey, requestedSerialNumber: request.requestedSerialNumber)
    switch key {
    case .secrets(let key, let password): (context.clientKey, context.challenge) = (key, password)
    case .contentKeys(let keys): context.contentKeys = keys
    case nil: break
    }
    return ReplyReading(body: response.body, context: context)
  }

  /// The replies to the operations that carry no message; only those of status 200 are read.
  private func body(_ request: Asked, _ response: HTTPResponse, _ reading: inout Reading) -> [(
    String, [String: Field]
  )] {
    guard response.status == 200 else { return [] }
    switch request.operation {
    case Operation.getCACaps: return [("caps", CapsFields.make(response.body))]
    case Operation.getCACert:
      let found = CACertificatesReading(body: response.body, now: now)
      reading.authorities = found.authorities
      return [("caCertificates", found.fields)]
    case Operation.getNextCACert where !response.body.isEmpty:
      let found = NextCAReading(body: response.body, authorities: authorities?.all ?? [], now: now)
      reading.nextAuthorities = AuthorityCertificates(found.certificates, now: now)
      return [("nextCA", found.fields)]
    default: return []
    }
  }
}
