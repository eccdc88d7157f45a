import CMS
import HTTPWire
import Model
import SCEPMessages

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
    var issued: Certificate?
    /// The pkiStatus of the CertRep.
    var status: String?
  }

  func read(_ request: ExchangeRequest, _ plan: MessagePlan?, messageOctets: Int?, _ exchange: RawExchange) -> Reading {
    var reading = Reading()
    var kinds: [(String, [String: Field])] = [
      ("request", RequestFields.make(request, plan, octets: messageOctets, now: now)),
      ("transport", TransportFields.transport(exchange)),
    ]
    if let response = exchange.response {
      let reply = reply(request, plan, response)
      let secrets = plan?.secrets ?? []
      let head = Array(exchange.received[response.headOffset..<response.bodyOffset])
      var http = TransportFields.http(response)
      http["leaksChallenge"] = .bool(Leaks.occurs(secrets, in: [head, response.body, reply?.plaintext ?? []]))
      let text = Array((reply?.message?.failInfoText ?? "").utf8)
      http["leaksInternals"] = .bool(Internals.areShown(in: response.body) || Internals.areShown(in: text))
      kinds.append(("http", http))
      kinds += body(request, response, &reading)
      for kind in ["certRep", "envelope", "payload", "issued"] {
        if let fields = reply?.fields[kind] { kinds.append((kind, fields)) }
      }
      reading.issued = reply?.issued
      reading.status = reply?.message?.pkiStatus
    }
    reading.observations = kinds.map { kind, fields in observation(kind, fields) }
    return reading
  }

  func observation(_ kind: String, _ fields: [String: Field]) -> Observation {
    Observation(
      kind: kind, fields: fields.mapValues(Bounds.kept), time: Moment(seconds: now), origin: .exchange(number))
  }

  /// A CertRep counts whatever status and media type it came with.
  private func reply(_ request: ExchangeRequest, _ plan: MessagePlan?, _ response: HTTPResponse) -> ReplyReading? {
    guard request.carriesMessage || request.operation == Operation.pkiOperation else { return nil }
    let asksForKey = plan.map { $0.carriesRequest || $0.request.type == MessageType.certPoll } ?? false
    let context = MessageContext(
      now: now, authorities: authorities ?? AuthorityCertificates([], now: now), clientKey: plan?.signerKey,
      clientCertificate: plan?.signer,
      challenge: (plan?.challenges.first).map { Array($0.utf8) },
      requestedPublicKey: asksForKey ? plan?.key.publicKey.subjectPublicKeyInfo : nil,
      requestedSerialNumber: plan?.request.type == MessageType.getCert ? plan?.serialNumber : nil)
    return ReplyReading(body: response.body, context: context)
  }

  /// The replies to the operations that carry no message; only those of status 200 are read.
  private func body(_ request: ExchangeRequest, _ response: HTTPResponse, _ reading: inout Reading) -> [(
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
      return [("nextCA", found.fields)]
    default: return []
    }
  }
}
