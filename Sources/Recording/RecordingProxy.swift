import Foundation
public import ScepspecHTTPWire

/// Stands between clients and one server, hands on the octets of both unchanged, and reports each exchange before the
/// client gets its reply: whoever writes it down then has it on disk before that client can ask again.
///
/// Clients are served side by side; each request goes to the server on a connection of its own.
public final class RecordingProxy: Sendable {
  /// Where the requests go, and how.
  public struct Settings: Sendable {
    public var upstream: TargetURL
    public var trust: TLSTrust
    public var host: String
    /// 0 takes a free one.
    public var port: Int
    /// PEM text; `nil` for plain HTTP.
    public var tls: (certificatePEM: String, keyPEM: String)?
    /// The Host header names the server in place of what the client wrote.
    public var rewritesHost: Bool
    /// Seconds that the server may take for one reply.
    public var timeout: Double
    /// What a client may ask of the proxy.
    public var limits: HTTPServer.Limits

    public init(
      upstream: TargetURL, trust: TLSTrust = .system, host: String = "127.0.0.1", port: Int = 0,
      tls: (certificatePEM: String, keyPEM: String)? = nil, rewritesHost: Bool = false, timeout: Double = 30,
      limits: HTTPServer.Limits = HTTPServer.Limits()
    ) {
      self.upstream = upstream
      self.trust = trust
      self.host = host
      self.port = port
      self.tls = tls
      self.rewritesHost = rewritesHost
      self.timeout = timeout
      self.limits = limits
    }
  }

  private let server: HTTPServer

  /// Listens at once. `report` is told of each exchange, by one thread at a time.
  ///
  /// - Throws: Where it cannot listen, or certificate and key are no use.
  public init(_ settings: Settings, report: @escaping @Sendable (PassedExchange) -> Void) throws {
    let relay = Relay(settings, report: report)
    server = try HTTPServer(
      host: settings.host, port: settings.port, tls: settings.tls, limits: settings.limits, handler: relay.answer)
  }

  /// Where clients find the server's paths.
  public var url: TargetURL { server.url }

  /// Stops and waits until no exchange is under way.
  public func stop() { server.stop() }
}

/// One request of a client, and what became of it.
public struct PassedExchange: Sendable {
  /// In the order in which they ended, 1-based.
  public var number: Int
  /// As the client sent it.
  public var request: HTTPRequest
  /// As the server got it and what came back.
  public var raw: RawExchange
  /// The status that the proxy itself gave, where the server gave nothing to hand on.
  public var ownStatus: Int?
}

/// Hands one request on and its reply back.
private final class Relay: Sendable {
  private let settings: RecordingProxy.Settings
  private let client: HTTPClient
  private let ledger: Ledger

  init(_ settings: RecordingProxy.Settings, report: @escaping @Sendable (PassedExchange) -> Void) {
    self.settings = settings
    client = HTTPClient(trust: settings.trust)
    ledger = Ledger(report)
  }

  func answer(_ request: HTTPRequest) -> RawReply {
    let octets =
      settings.rewritesHost ? HostHeader.replaced(in: request, by: settings.upstream.authority) : request.bytes
    let raw = client.exchange(
      RawRequest(to: settings.upstream, bytes: octets, isHead: request.method == "HEAD"),
      limits: HTTPLimits(total: settings.timeout, idle: settings.timeout))
    let reply = Self.reply(to: request, raw)
    ledger.enter(request, raw, ownStatus: reply.ownStatus)
    return reply.reply
  }

  private static func reply(to request: HTTPRequest, _ raw: RawExchange) -> (reply: RawReply, ownStatus: Int?) {
    guard !raw.received.isEmpty else {
      let status = raw.outcome == .timeout ? 504 : 502
      let line = "scepspec record: the server gave no answer: \(raw.detail)\n"
      return (
        RawReply(
          status: status, reason: status == 504 ? "Gateway Timeout" : nil,
          headers: [HTTPHeader("Content-Type", "text/plain")], body: Array(line.utf8), keepsAlive: false), status
      )
    }
    // A client that waited for status 100 already had one.
    let hadContinue = request.headers.first("Expect") != nil
    let octets = hadContinue ? Array(raw.received.dropFirst(raw.response?.headOffset ?? 0)) : raw.received
    let isWhole = raw.outcome == .answered && raw.response?.framing != .untilClose
    let closes = raw.response?.headers.all("Connection").contains { $0.lowercased().contains("close") } ?? true
    return (RawReply(octets, script: isWhole ? .whole : .close, keepsAlive: !closes), nil)
  }
}

/// Counts exchanges and reports them one after the other.
private final class Ledger: @unchecked Sendable {  // `lock` guards the count, and what `report` does
  private let lock = NSLock()
  private let report: @Sendable (PassedExchange) -> Void
  private var count = 0

  init(_ report: @escaping @Sendable (PassedExchange) -> Void) { self.report = report }

  func enter(_ request: HTTPRequest, _ raw: RawExchange, ownStatus: Int?) {
    lock.withLock {
      count += 1
      report(PassedExchange(number: count, request: request, raw: raw, ownStatus: ownStatus))
    }
  }
}
