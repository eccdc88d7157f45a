import ScepspecHTTPWire
import ScepspecSCEPExchange
import ScepspecSCEPMessages
import ScepspecTranscripts

extension HAREntry {
  /// A recorded exchange as an entry; what HAR has no place for stands in `_scepspec`.
  init(_ recorded: RecordedExchange) {
    let raw = recorded.raw
    let text = RequestText(raw.request.bytes)
    let scheme = raw.request.isTLS ? "https" : "http"
    let host = raw.request.host.contains(":") ? "[\(raw.request.host)]" : raw.request.host
    let type = text.headers.first("Content-Type") ?? ""
    let request = HARRequest(
      method: text.method, url: "\(scheme)://\(host):\(raw.request.port)\(text.target)",
      httpVersion: "HTTP/\(text.version)", headers: text.headers.map { HARHeader($0.name, $0.value) },
      body: text.body.isEmpty ? nil : HARBody(text.body, mimeType: type))
    let response = raw.response.map { response in
      HARResponse(
        status: response.status, statusText: response.reason, httpVersion: "HTTP/\(response.version)",
        headers: response.headers.map { HARHeader($0.name, $0.value) },
        body: HARBody(response.body, mimeType: response.headers.first("Content-Type") ?? ""))
    }
    self.init(
      startedAt: raw.startedAt, duration: raw.duration, request: request, response: response,
      comment: recorded.asked == nil ? "does it live?" : recorded.exchange,
      own: Self.own(recorded, requestOctets: text.octets == raw.request.bytes ? nil : raw.request.bytes))
  }

  private static func own(_ recorded: RecordedExchange, requestOctets: [UInt8]?) -> JSONValue {
    let issued = recorded.issued.map { issued -> JSONValue in
      ["serial": .string(issued.serial), "subject": .string(issued.subject)]
    }
    let seen = JSONValue.object(
      recorded.seen.sorted { $0.key < $1.key }.map { .init($0.key, FieldCoding.json($0.value)) })
    return .present([
      ("exchange", .string(recorded.exchange)), ("number", .integer(recorded.number)),
      ("parameters", recorded.parameters.map(JSONValue.hex)), ("now", .integer(recorded.now)),
      ("asked", recorded.asked.map(asked)), ("requestOctets", requestOctets.map(JSONValue.base64)),
      ("reply", reply(recorded)),
      ("contentKeys", recorded.contentKeys.isEmpty ? nil : .array(recorded.contentKeys.map(contentKey))),
      ("showsChallenge", recorded.showsChallenge ? true : nil),
      ("leaksChallenge", recorded.leaksChallenge ? true : nil),
      ("seen", recorded.seen.isEmpty ? nil : seen), ("issued", issued),
    ])
  }

  private static func asked(_ asked: Asked) -> JSONValue {
    .present([
      ("operation", asked.operation.map(JSONValue.string)), ("carriesMessage", .bool(asked.carriesMessage)),
      ("isPlain", .bool(asked.isPlain)), ("isForNextCA", asked.isForNextCA ? .bool(true) : nil),
      ("request", FieldCoding.json(asked.fields)),
      ("signer", asked.signer.map { .base64($0.der) }),
      ("requestedPublicKey", asked.requestedPublicKey.map(JSONValue.hex)),
      ("requestedSerialNumber", asked.requestedSerialNumber.map(JSONValue.hex)),
    ])
  }

  private static func reply(_ recorded: RecordedExchange) -> JSONValue {
    let raw = recorded.raw
    let octets = recorded.receivedOctets ?? raw.received.count
    return .present([
      ("outcome", .string(raw.outcome.rawValue)), ("detail", .string(raw.detail)), ("octets", .integer(octets)),
      ("framing", raw.response.map { .string($0.framing.word) }),
      ("received", raw.response == nil && !raw.received.isEmpty ? .base64(raw.received) : nil),
      ("tls", raw.tls?.version.map(JSONValue.string)),
      ("asksForClientCertificate", raw.tls?.asksForCertificate == true ? true : nil),
      ("tlsRenegotiates", raw.tls?.renegotiates == true ? true : nil),
    ])
  }

  private static func contentKey(_ key: ContentKey) -> JSONValue {
    switch key.result {
    case .success(let octets): return ["of": .hex(key.encryptedKeyDigest), "key": .hex(octets)]
    case .failure(let problem):
      return [
        "of": .hex(key.encryptedKeyDigest), "problem": .string(problem.code.rawValue),
        "reason": .string(problem.reason),
      ]
    }
  }
}

extension HTTPResponse.Framing {
  var word: String {
    switch self {
    case .length: "length"
    case .chunked: "chunked"
    case .untilClose: "until-close"
    case .none: "none"
    }
  }

  init?(word: String) {
    guard let found = [Self.length, .chunked, .untilClose, .none].first(where: { $0.word == word }) else { return nil }
    self = found
  }
}
