/// Octets to be sent back, and how.
public struct RawReply: Hashable, Sendable {
  /// Head and body, sent as they stand.
  public var bytes: [UInt8]
  public var script: Script
  /// Whether the server may go on with the connection, if the client wants that too.
  public var keepsAlive: Bool

  public enum Script: Hashable, Sendable {
    /// Everything, in one write.
    case whole
    /// The first `octets`, then the connection is closed.
    case cut(octets: Int)
    /// `octets` at a time, with a pause of so many milliseconds before each.
    case slow(octets: Int, milliseconds: Int)
    /// The bytes, and then nothing until the client goes away or the server stops.
    case hang
    /// The bytes, and then the connection is closed.
    case close
    /// The bytes, and then that many further octets, the letter x.
    case flood(octets: Int)
    /// The bytes, and then the whole server stops taking requests.
    case die
  }

  public init(_ bytes: [UInt8], script: Script = .whole, keepsAlive: Bool = true) {
    self.bytes = bytes
    self.script = script
    self.keepsAlive = keepsAlive
  }

  /// A reply with `Content-Length`, and `Connection: close` where the connection will be closed.
  public init(
    status: Int, reason: String? = nil, headers: [HTTPHeader] = [], body: [UInt8] = [], version: String = "1.1",
    keepsAlive: Bool = true, script: Script = .whole, omitsBody: Bool = false
  ) {
    var lines = ["HTTP/\(version) \(status) \(reason ?? Self.reason(of: status))"]
    lines += headers.map { "\($0.name): \($0.value)" }
    if headers.first("Content-Length") == nil { lines.append("Content-Length: \(body.count)") }
    if !keepsAlive, headers.first("Connection") == nil { lines.append("Connection: close") }
    let head = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    self.init(omitsBody ? head : head + body, script: script, keepsAlive: keepsAlive)
  }

  /// The reason phrases of RFC 9110 section 15 that a SCEP server has a use for.
  public static func reason(of status: Int) -> String {
    switch status {
    case 200: "OK"
    case 204: "No Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 411: "Length Required"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    default: "Status"
    }
  }
}
