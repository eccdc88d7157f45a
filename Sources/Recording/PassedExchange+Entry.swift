public import ScepspecHTTPWire
public import ScepspecTranscripts

extension PassedExchange {
  /// The exchange for a HAR, with the server's URL; challenges that stand there in clear are masked.
  public func entry(upstream: TargetURL) -> HAREntry {
    let masked = MaskedExchange(self)
    let isWhole = masked.target.lowercased().hasPrefix("http://") || masked.target.lowercased().hasPrefix("https://")
    let origin = "\(upstream.isTLS ? "https" : "http")://\(upstream.authority)"
    let type = masked.headers.first("Content-Type") ?? ""
    let sent = HARRequest(
      method: request.method, url: isWhole ? masked.target : origin + masked.target,
      httpVersion: "HTTP/\(request.version)", headers: masked.headers.map { HARHeader($0.name, $0.value) },
      body: masked.body.isEmpty ? nil : HARBody(masked.body, mimeType: type))
    let got = raw.response.map { response in
      HARResponse(
        status: response.status, statusText: response.reason, httpVersion: "HTTP/\(response.version)",
        headers: masked.replyHeaders.map { HARHeader($0.name, $0.value) },
        body: HARBody(masked.replyBody, mimeType: response.headers.first("Content-Type") ?? ""))
    }
    var remarks: [String] = []
    if raw.outcome != .answered { remarks.append(raw.detail) }
    if masked.isMasked { remarks.append("a challenge that was sent in clear is masked") }
    return HAREntry(
      startedAt: raw.startedAt, duration: raw.duration, request: sent, response: got,
      comment: remarks.isEmpty ? nil : remarks.joined(separator: "; "))
  }
}
