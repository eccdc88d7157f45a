/// How an exchange ended; the words are the vocabulary's (`names.outcome`).
public enum HTTPOutcome: String, CaseIterable, Hashable, Sendable {
  /// A whole HTTP reply came.
  case answered
  /// No TCP connection.
  case refused
  /// Nothing, or not all, came in time.
  case timeout
  /// The connection ended before a whole head.
  case closed
  /// The body ended before its announced length.
  case cut
  /// More octets than the limit.
  case flooded
  /// The reply was no HTTP.
  case malformed
  /// The TLS handshake failed.
  case tls
}

/// How long and how much an exchange may take.
public struct HTTPLimits: Hashable, Sendable {
  /// Seconds for the whole exchange.
  public var total: Double
  /// Seconds between two signs of life.
  public var idle: Double
  /// Octets of the head, 1xx replies included.
  public var head: Int
  /// Octets of the body.
  public var body: Int

  public init(total: Double = 30, idle: Double = 30, head: Int = 65_536, body: Int = 16 << 20) {
    self.total = total
    self.idle = idle
    self.head = head
    self.body = body
  }
}

/// Octets to be sent, and where to.
public struct RawRequest: Hashable, Sendable {
  public var host: String
  public var port: Int
  public var isTLS: Bool
  /// No version of TLS after 1.2 is offered.
  public var usesOldTLS = false
  /// Head and body, sent as they stand.
  public var bytes: [UInt8]
  /// The reply has no body whatever its head says (RFC 9110 section 9.3.2).
  public var isHead: Bool

  public init(host: String, port: Int, isTLS: Bool = false, bytes: [UInt8], isHead: Bool = false) {
    self.host = host
    self.port = port
    self.isTLS = isTLS
    self.bytes = bytes
    self.isHead = isHead
  }

  public init(to url: TargetURL, bytes: [UInt8], isHead: Bool = false) {
    self.init(host: url.host, port: url.port, isTLS: url.isTLS, bytes: bytes, isHead: isHead)
  }
}

/// What was sent and what came back, octet by octet.
public struct RawExchange: Hashable, Sendable {
  public var request: RawRequest
  /// Exactly as received, inside TLS where there is TLS.
  public var received: [UInt8]
  public var outcome: HTTPOutcome
  /// The outcome in a sentence, without a full stop.
  public var detail: String
  /// The reply, whole or as far as it came; `nil` where no head was complete.
  public var response: HTTPResponse?
  /// `nil` without TLS, and where no handshake began.
  public var tls: TLSFacts?
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var startedAt: Int
  /// Milliseconds that the exchange took.
  public var duration: Int

  public init(
    request: RawRequest, received: [UInt8] = [], outcome: HTTPOutcome, detail: String, response: HTTPResponse? = nil,
    tls: TLSFacts? = nil, startedAt: Int = 0, duration: Int = 0
  ) {
    self.request = request
    self.received = received
    self.outcome = outcome
    self.detail = detail
    self.response = response
    self.tls = tls
    self.startedAt = startedAt
    self.duration = duration
  }
}
