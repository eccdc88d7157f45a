import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecSCEPExchange
import ScepspecSCEPMessages
import ScepspecTranscripts

/// An entry of a recording of ours, read back.
struct EntryReading {
  let entry: HAREntry
  let own: JSONValue
  /// For errors: the file, and the place of the entry in it.
  let file: String
  let path: String

  func recorded() throws(HARError) -> RecordedExchange {
    guard let number = own["number"]?.integer, let exchange = own["exchange"]?.text, let now = own["now"]?.integer
    else { throw error("number, exchange or now is missing; record the run anew") }
    let asked = try own["asked"].map { json throws(HARError) in try self.asked(json) }
    var recorded = RecordedExchange(
      exchange: exchange, number: number, parameters: own["parameters"]?.hexOctets, now: now, asked: asked,
      raw: try raw(), receivedOctets: own["reply"]?["octets"]?.integer, contentKeys: try contentKeys(),
      showsChallenge: own["showsChallenge"]?.bool ?? false, leaksChallenge: own["leaksChallenge"]?.bool ?? false)
    for member in own["seen"]?.members ?? [] {
      guard let fields = FieldCoding.fields(member.value) else { throw error("seen.\(member.key) holds no fields") }
      recorded.seen[member.key] = fields
    }
    if let issued = own["issued"] {
      recorded.issued = IssuedCertificate(
        serial: issued["serial"]?.text ?? "", subject: issued["subject"]?.text ?? "", exchange: exchange)
    }
    return recorded
  }

  private func asked(_ json: JSONValue) throws(HARError) -> Asked {
    guard let fields = FieldCoding.fields(json["request"]) else { throw error("asked.request holds no fields") }
    var signer: Certificate?
    if let value = json["signer"] {
      guard let der = value.base64Octets, let certificate = try? Certificate(der: der) else {
        throw error("asked.signer is no certificate in base64")
      }
      signer = certificate
    }
    var asked = Asked(
      operation: json["operation"]?.text, carriesMessage: json["carriesMessage"]?.bool ?? false,
      isPlain: json["isPlain"]?.bool ?? false, fields: fields, signer: signer,
      requestedPublicKey: json["requestedPublicKey"]?.hexOctets,
      requestedSerialNumber: json["requestedSerialNumber"]?.hexOctets)
    asked.isForNextCA = json["isForNextCA"]?.bool ?? false
    return asked
  }

  private func raw() throws(HARError) -> RawExchange {
    guard let reply = own["reply"], let outcome = reply["outcome"]?.text.flatMap(HTTPOutcome.init) else {
      throw error("reply.outcome is no outcome of an exchange")
    }
    let request = try request()
    let response = entry.response.map { response in
      HTTPResponse(
        version: RequestLine.version(response.httpVersion), status: response.status, reason: response.statusText,
        headers: response.headers.map { HTTPHeader($0.name, $0.value) }, body: response.body?.octets ?? [],
        framing: reply["framing"]?.text.flatMap(HTTPResponse.Framing.init(word:)) ?? .length)
    }
    return RawExchange(
      request: request, received: reply["received"]?.base64Octets ?? [], outcome: outcome,
      detail: reply["detail"]?.text ?? "", response: response, tls: tls(reply), startedAt: entry.startedAt ?? 0,
      duration: entry.duration)
  }

  private func tls(_ reply: JSONValue) -> TLSFacts? {
    let version = reply["tls"]?.text
    let asks = reply["asksForClientCertificate"]?.bool ?? false
    guard version != nil || asks else { return nil }
    return TLSFacts(
      version: version, asksForCertificate: asks, renegotiates: reply["tlsRenegotiates"]?.bool ?? false)
  }

  private func request() throws(HARError) -> RawRequest {
    guard let line = RequestLine(entry.request) else {
      throw HARError(file: file, path: "\(path).request.url", "expected an absolute http or https URL")
    }
    return line.request(octets: own["requestOctets"]?.base64Octets)
  }

  private func contentKeys() throws(HARError) -> [ContentKey] {
    var keys: [ContentKey] = []
    for json in own["contentKeys"]?.items ?? [] {
      guard let digest = json["of"]?.hexOctets else { throw error("contentKeys: of is missing") }
      if let key = json["key"]?.hexOctets {
        keys.append(ContentKey(encryptedKeyDigest: digest, result: .success(key)))
      } else if let code = json["problem"]?.text.flatMap(Envelope.Problem.Code.init(rawValue:)) {
        let problem = Envelope.Problem(code, json["reason"]?.text ?? "")
        keys.append(ContentKey(encryptedKeyDigest: digest, result: .failure(problem)))
      } else {
        throw error("contentKeys: neither key nor problem")
      }
    }
    return keys
  }

  private func error(_ reason: String) -> HARError { HARError(file: file, path: "\(path)._scepspec", reason) }
}
