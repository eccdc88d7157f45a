import ScepspecHTTPWire

/// Puts a request into the octets that go over the wire.
struct RequestWriter {
  var url: TargetURL
  var caIdentifier: String?
  var userAgent: String

  /// `message` is the pkiMessage or whatever stands in its place; `nil` where there is none.
  func request(_ exchange: ExchangeRequest, message: [UInt8]?) -> RawRequest {
    let body = exchange.hasBody ? MessageEncoding.body(message ?? [], as: exchange.http.body) : []
    let head = RequestHead(
      method: exchange.effectiveMethod, target: target(exchange, message), version: exchange.http.version,
      headers: headers(exchange, octets: body.count))
    let sent = exchange.hasBody && exchange.http.isChunked ? chunked(body) : body
    var request = RawRequest(to: url, bytes: head.bytes + sent, isHead: exchange.effectiveMethod == "HEAD")
    request.usesOldTLS = exchange.http.usesOldTLS
    return request
  }

  private func target(_ exchange: ExchangeRequest, _ message: [UInt8]?) -> String {
    var parts = [url.query].compactMap { $0 }
    parts.append(exchange.query ?? query(exchange, message))
    let query = parts.filter { !$0.isEmpty }.joined(separator: "&") + exchange.extraQuery
    // A target that is known by a path such as /scep/pkiclient.exe has the suffix already.
    let suffix = url.path.hasSuffix(exchange.path) ? "" : exchange.path
    return url.path + suffix + (query.isEmpty ? "" : "?" + query)
  }

  private func query(_ exchange: ExchangeRequest, _ message: [UInt8]?) -> String {
    var parts: [String] = []
    if let operation = exchange.operation { parts.append("operation=\(MessageEncoding.escaped(operation))") }
    if exchange.carriesMessage {
      if !exchange.hasBody { parts.append("message=\(MessageEncoding.query(message ?? [], as: exchange.http.base64))") }
    } else if let text = exchange.messageParameter ?? caIdentifier, exchange.operation != Operation.pkiOperation {
      parts.append("message=\(MessageEncoding.escaped(text))")
    }
    return parts.joined(separator: "&")
  }

  private func headers(_ exchange: ExchangeRequest, octets: Int) -> [HTTPHeader] {
    var headers: [HTTPHeader] = []
    switch exchange.http.host {
    case .usual: headers.append(HTTPHeader("Host", url.authority))
    case .text(let text): headers.append(HTTPHeader("Host", text))
    case .withoutPort: headers.append(HTTPHeader("Host", url.hostOfAuthority))
    case .absent: break
    }
    headers.append(HTTPHeader("User-Agent", userAgent))
    headers.append(HTTPHeader("Accept", "*/*"))
    if exchange.hasBody {
      switch exchange.http.contentType {
      case .usual:
        let isForm = exchange.http.body == .form
        headers.append(
          HTTPHeader("Content-Type", isForm ? "application/x-www-form-urlencoded" : "application/x-pki-message"))
      case .text(let text): headers.append(HTTPHeader("Content-Type", text))
      case .absent: break
      }
      headers.append(
        exchange.http.isChunked
          ? HTTPHeader("Transfer-Encoding", "chunked") : HTTPHeader("Content-Length", String(octets)))
    }
    headers += exchange.http.headers.map { HTTPHeader($0.name, $0.value) }
    headers.append(HTTPHeader("Connection", "close"))
    return headers
  }
}
