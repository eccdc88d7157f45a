import ScepspecHTTPWire
import ScepspecReferenceServer

/// The reference server, whose replies repeat a secret, in every usual encoding.
struct LeakyServer {
  /// Where the secret shows.
  enum Place: String, CaseIterable, Sendable {
    case reason, header, contentType, capabilities, errorPage, everyBody, failInfoText
  }

  let place: Place
  let secret: String

  func handler(of server: ReferenceServer) -> HTTPServer.Handler {
    { request in
      let reply = server.answer(request)
      guard case .whole = reply.script else { return reply }
      return leak(reply)
    }
  }

  private var spelled: [String] { Spelling.all(of: secret).map(\.text) }

  private func leak(_ reply: RawReply) -> RawReply {
    guard let end = Self.endOfHead(reply.bytes) else { return reply }
    var lines = String(decoding: reply.bytes[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
    var body = Array(reply.bytes[(end + 4)...])
    let type = lines.first { $0.lowercased().hasPrefix("content-type:") } ?? ""
    switch place {
    case .failInfoText: return reply
    case .reason: lines[0] = lines[0].prefix(13) + spelled.joined(separator: " ")
    case .header: lines += spelled.enumerated().map { "X-Debug-\($0): \($1)" } + ["Set-Cookie: c=\(secret)"]
    case .contentType:
      lines = lines.map { $0 == type ? "Content-Type: text/html; note=\"\(spelled.joined(separator: ","))\"" : $0 }
    case .capabilities where type.contains("text/plain"): body += Array(("\n" + spelled.joined(separator: "\n")).utf8)
    case .errorPage where type.contains("pki"):
      lines[0] = "HTTP/1.1 500 Internal Server Error"
      lines = lines.map { $0 == type ? "Content-Type: text/plain" : $0 }
      body = Array(spelled.joined(separator: "\n").utf8)
    case .everyBody: body = Array(spelled.joined(separator: " ").utf8) + body
    case .capabilities, .errorPage: break
    }
    lines = lines.map { $0.lowercased().hasPrefix("content-length:") ? "Content-Length: \(body.count)" : $0 }
    return RawReply(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body, keepsAlive: reply.keepsAlive)
  }

  private static func endOfHead(_ octets: [UInt8]) -> Int? {
    octets.indices.first { octets[$0...].starts(with: Array("\r\n\r\n".utf8)) }
  }
}
