import ScepspecHTTPWire

/// Requests and replies. How the octets were cut on their way must not change what is read.
enum HTTPTarget {
  @Sendable static func takeRequest(_ octets: [UInt8]) {
    let limits = HTTPServer.Limits(head: 1 << 12, body: 1 << 12)
    var whole = RequestReader(limits: limits)
    whole.take(octets)
    var pieces = RequestReader(limits: limits)
    for piece in cut(octets) { pieces.take(piece) }
    guard whole.state == .whole, pieces.state == .whole else { return }
    precondition(whole.request == pieces.request, "a request in pieces is read otherwise than in one")
  }

  @Sendable static func takeReply(_ octets: [UInt8]) {
    let limits = HTTPLimits(total: 60, idle: 60, head: 1 << 12, body: 1 << 12)
    var whole = ResponseReader(limits: limits)
    whole.take(octets)
    whole.end("closed")
    var pieces = ResponseReader(limits: limits)
    for piece in cut(octets) { pieces.take(piece) }
    pieces.end("closed")
    guard whole.state == .whole, pieces.state == .whole else { return }
    precondition(whole.response?.body == pieces.response?.body, "a reply in pieces is read otherwise than in one")
    precondition(whole.response?.status == pieces.response?.status)
  }

  /// Pieces whose lengths the octets themselves decide.
  private static func cut(_ octets: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var rest = octets[...]
    while let first = rest.first {
      let count = Int(first & 0x1F) + 1
      pieces.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return pieces
  }
}
