import ScepspecHTTPWire

/// From an HTTP request to a call: path, method, operation, message.
struct Router: Sendable {
  var endpoint: Endpoint
  var skip: Set<Verification>
  var refuse: Set<Tolerance>

  func route(_ request: HTTPRequest) throws(Misrouted) -> Routed {
    let query = Query(target: request.target)
    guard var traits = endpoint.traits(of: query.path) else { throw Misrouted(404, "There is no SCEP service here.") }
    traits.formUnion(transportTraits(of: request, query))
    let method = try method(of: request)
    let operation = try operation(of: query)
    switch operation {
    case "GetCACaps": return Routed(call: .capabilities, traits: try plain(operation, method, query, traits))
    case "GetCACert": return Routed(call: .caCertificates, traits: try plain(operation, method, query, traits))
    case "GetNextCACert": return Routed(call: .nextCA, traits: try plain(operation, method, query, traits))
    default:
      if method == "POST" { return try posted(request, traits) }
      return try gotten(query, traits)
    }
  }

  private func method(of request: HTTPRequest) throws(Misrouted) -> String {
    switch request.method {
    case "GET", "POST": return request.method
    case "HEAD": return "GET"
    default:
      if skip.contains(.method) { return "GET" }
      throw Misrouted(405, "SCEP knows GET and POST only.", allow: "GET, POST")
    }
  }

  private func operation(of query: Query) throws(Misrouted) -> String {
    let values = query.values(of: "operation")
    let known = ["GetCACaps", "GetCACert", "GetNextCACert", "PKIOperation"]
    if values.count == 1, let value = Query.decoded(values[0]), known.contains(value) { return value }
    if skip.contains(.operation) { return query.values(of: "message").isEmpty ? "GetCACaps" : "PKIOperation" }
    switch values.count {
    case 0: throw Misrouted(400, "The operation parameter is missing.", operation: "missing")
    case 1: throw Misrouted(400, "The operation is not one of SCEP's.", operation: "unknown")
    default: throw Misrouted(400, "There is more than one operation parameter.", operation: "unknown")
    }
  }

  /// GetCACaps, GetCACert and GetNextCACert go by GET; any message parameter is ignored.
  private func plain(
    _ operation: String, _ method: String, _ query: Query, _ traits: Set<Tolerance>
  ) throws(Misrouted) -> Set<Tolerance> {
    if method == "POST", !skip.contains(.method) {
      throw Misrouted(405, "This operation goes by GET.", allow: "GET", operation: operation)
    }
    let messages = query.values(of: "message")
    var traits = traits
    if !messages.isEmpty { traits.insert(.messageParameter) }
    if messages.contains(where: { !$0.isEmpty }) { traits.insert(.unknownIdentifier) }
    return traits
  }

  private func posted(_ request: HTTPRequest, _ traits: Set<Tolerance>) throws(Misrouted) -> Routed {
    var traits = traits
    traits.insert(.post)
    if request.headers.first("Content-Type") == nil { traits.insert(.absentContentType) }
    if request.body.isEmpty, !skip.contains(.emptyBody) { throw Self.useless("The body is empty.", isEmpty: true) }
    let body = skip.contains(.bodyEncoding) ? Self.unwrapped(request.body) : request.body
    return Routed(call: .pkiOperation(body), traits: sized(body, traits))
  }

  private func gotten(_ query: Query, _ traits: Set<Tolerance>) throws(Misrouted) -> Routed {
    let messages = query.values(of: "message")
    guard messages.count < 2 else { throw Self.useless("There is more than one message parameter.") }
    let raw = messages.first ?? ""
    guard !raw.isEmpty || skip.contains(.emptyBody) else { throw Self.useless("The message parameter is missing.") }
    let isLax = skip.contains(.base64) || refuse.contains(.urlAlphabet)
    guard let message = MessageText(raw, lax: isLax) else {
      throw Self.useless("The message is not base64 (RFC 4648 section 4) in percent escapes.")
    }
    let traits = traits.union(message.traits).union([.get])
    return Routed(call: .pkiOperation(message.octets), traits: sized(message.octets, traits))
  }

  /// A PKIOperation without a message that could be looked at.
  private static func useless(_ text: String, isEmpty: Bool = false) -> Misrouted {
    var misrouted = Misrouted(400, text, operation: "PKIOperation")
    misrouted.isEmptyBody = isEmpty
    return misrouted
  }

  private func sized(_ octets: [UInt8], _ traits: Set<Tolerance>) -> Set<Tolerance> {
    octets.count > Tolerance.largeMessageOctets ? traits.union([.largeMessage]) : traits
  }

  private func transportTraits(of request: HTTPRequest, _ query: Query) -> Set<Tolerance> {
    var traits: Set<Tolerance> = []
    if request.version == "1.0" { traits.insert(.http10) }
    // On a port of its own the server is named with it.
    if let host = request.headers.first("Host"), !host.contains(":") { traits.insert(.portlessHost) }
    if request.isChunked { traits.insert(.chunked) }
    if query.parameters.contains(where: { $0.name != "operation" && $0.name != "message" }) {
      traits.insert(.extraQuery)
    }
    return traits
  }

  /// A body that was base64, PEM or a form, made binary; only the faulty server does that.
  private static func unwrapped(_ body: [UInt8]) -> [UInt8] {
    guard let first = body.first, first != 0x30 else { return body }
    let text = String(decoding: body, as: UTF8.self)
    if let form = Query(target: "?" + text).values(of: "message").first {
      return MessageText(form, lax: true)?.octets ?? body
    }
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
    return Base64.decoded(Array(lines.joined().utf8)) ?? body
  }
}
