import ScepspecHTTPWire
public import ScepspecModel
public import ScepspecTranscripts

extension PassiveJudge {
  /// Takes one entry of a HAR file. A body that the recording tool did not keep, or not unharmed, is no empty one.
  public mutating func add(_ entry: HAREntry) -> [CheckResult] {
    guard let line = RequestLine(entry.request) else {
      passOver()
      return []
    }
    let request = line.request()
    // The body of a message that the recording does not hold says nothing about the client.
    let isPost = entry.request.method.uppercased() == "POST"
    if isPost, entry.request.body.map({ $0.isDamaged || $0.octets.isEmpty && !entry.saysEmptyRequest }) ?? true,
      carriesMessage(request)
    {
      leaveOut()
      return []
    }
    let body = entry.response?.body
    let isKept = entry.response == nil || !(body?.isDamaged ?? !entry.mayHaveNoBody)
    let response = entry.response.map { response in
      HTTPResponse(
        version: RequestLine.version(response.httpVersion), status: response.status, reason: response.statusText,
        headers: entry.replyHeaders, body: response.body?.octets ?? [])
    }
    let octets = response?.body.count ?? 0
    let raw = RawExchange(
      request: request, outcome: response == nil ? .closed : .answered,
      detail: response.map { "HTTP \($0.status) with \(octets) octets" } ?? "no reply was recorded",
      response: response, startedAt: entry.startedAt ?? 0, duration: entry.duration)
    let forwarded = entry.request.headers.first { $0.name.lowercased() == "x-forwarded-for" }?.value
      .split(separator: ",").first.map { RequestText.withoutBlanks(String($0)) }
    return add(
      raw, time: time(of: entry), client: forwarded ?? entry.client,
      connection: entry.connection.flatMap { $0 == "\(line.port)" || $0.isEmpty ? nil : $0 },
      isReplyKnown: isKept && entry.response != nil)
  }
}

extension HAREntry {
  fileprivate var saysEmptyRequest: Bool {
    request.headers.contains { $0.name.lowercased() == "content-length" && $0.value == "0" }
  }

  /// Replies that have no body whoever keeps them (RFC 9110 section 6.4.1).
  fileprivate var mayHaveNoBody: Bool {
    guard let response else { return false }
    return request.method == "HEAD" || [204, 304].contains(response.status)
      || response.headers.contains { $0.name.lowercased() == "content-length" && $0.value == "0" }
  }

  /// Without the pseudo headers of HTTP/2, and without a content coding that the client itself allowed: tools write
  /// the body decoded. Where no header was kept, the media type says what it can.
  fileprivate var replyHeaders: [HTTPHeader] {
    guard let response else { return [] }
    var headers = response.headers.filter { !$0.name.hasPrefix(":") }
    if headers.isEmpty, let type = response.body?.mimeType, !type.isEmpty {
      headers = [HARHeader("Content-Type", type)]
    }
    let allowed = request.headers.filter { $0.name.lowercased() == "accept-encoding" }.map { $0.value.lowercased() }
    return headers.filter { header in
      header.name.lowercased() != "content-encoding"
        || !allowed.contains { $0.contains(header.value.lowercased()) || $0.contains("*") }
    }.map { HTTPHeader($0.name, $0.value) }
  }
}
