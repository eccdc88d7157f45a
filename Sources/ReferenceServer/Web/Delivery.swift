import ScepspecHTTPWire

/// Turns replies into octets and the way they are sent.
struct Delivery {
  var request: HTTPRequest
  /// A fault: the connection ends after each reply, unannounced.
  var dropsConnections: Bool

  private static let floodOctets = 64 << 20
  private static let slowMilliseconds = 200
  private static let excess = 4_096

  func raw(_ reply: WebReply) -> RawReply {
    if reply.stopsServer { return RawReply([], script: .die, keepsAlive: false) }
    switch reply.send {
    case .hang: return RawReply([], script: .hang, keepsAlive: false)
    case .close: return RawReply([], script: .close, keepsAlive: false)
    case .garbage:
      return RawReply(Array("\u{15}\u{3}\u{1} this is no HTTP\r\n".utf8), script: .close, keepsAlive: false)
    case .flood:
      return RawReply(octets(reply, length: nil), script: .flood(octets: Self.floodOctets), keepsAlive: false)
    case .longLength:
      return RawReply(octets(reply, length: reply.body.count + Self.excess), script: .close, keepsAlive: false)
    case .cut:
      let octets = octets(reply, length: reply.body.count)
      return RawReply(octets, script: .cut(octets: octets.count - reply.body.count / 2), keepsAlive: false)
    case .slow:
      return RawReply(
        octets(reply, length: reply.body.count), script: .slow(octets: 1, milliseconds: Self.slowMilliseconds),
        keepsAlive: false)
    case .redirect: return whole(Self.redirected(reply, target: request.target))
    case .whole: return whole(reply)
    }
  }

  private func whole(_ reply: WebReply) -> RawReply {
    let keepsAlive = request.wantsKeepAlive
    let raw = RawReply(
      status: reply.status, headers: headers(reply), body: reply.body, keepsAlive: keepsAlive,
      omitsBody: request.method == "HEAD")
    return dropsConnections ? RawReply(raw.bytes, script: .close, keepsAlive: false) : raw
  }

  /// Head and body with that Content-Length, or none.
  private func octets(_ reply: WebReply, length: Int?) -> [UInt8] {
    var lines = ["HTTP/1.1 \(reply.status) \(RawReply.reason(of: reply.status))"]
    lines += headers(reply).map { "\($0.name): \($0.value)" }
    if let length { lines.append("Content-Length: \(length)") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + reply.body
  }

  private func headers(_ reply: WebReply) -> [HTTPHeader] {
    (reply.contentType.map { [HTTPHeader("Content-Type", $0)] } ?? []) + reply.headers
  }

  private static func redirected(_ reply: WebReply, target: String) -> WebReply {
    var redirect = WebReply(status: 302, text: "Moved.")
    let mark = target.contains("?") ? "&" : "?"
    redirect.headers = reply.headers + [HTTPHeader("Location", target + mark + "moved=1")]
    return redirect
  }
}
