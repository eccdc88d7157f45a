/// A request as the server read it; nothing is unescaped or normalised.
public struct HTTPRequest: Hashable, Sendable {
  public var method: String
  /// What stands between method and version, blanks included.
  public var target: String
  /// Such as `1.1`.
  public var version: String
  /// In the order of the request.
  public var headers: [HTTPHeader]
  /// Without the chunked transfer coding.
  public var body: [UInt8]
  public var isChunked: Bool
  /// Octets of head and body as they were received.
  public var bytes: [UInt8]

  public init(
    method: String, target: String, version: String = "1.1", headers: [HTTPHeader] = [], body: [UInt8] = [],
    isChunked: Bool = false, bytes: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.version = version
    self.headers = headers
    self.body = body
    self.isChunked = isChunked
    self.bytes = bytes
  }

  /// Whether the client wants to go on using the connection (RFC 9112 section 9.3).
  public var wantsKeepAlive: Bool {
    if headers.lists("close", in: "Connection") { return false }
    return version == "1.1" || headers.lists("keep-alive", in: "Connection")
  }
}
