import Foundation

/// A small HTTP server whose handler decides about every octet: one thread accepts, each connection has a thread.
public final class HTTPServer: Sendable {
  public typealias Handler = @Sendable (HTTPRequest) -> RawReply

  /// What a client may ask of it.
  public struct Limits: Hashable, Sendable {
    /// Octets of the request line and headers; more earns status 431.
    public var head: Int
    /// Octets of the body; more earns status 413.
    public var body: Int
    /// Seconds that a request may take to arrive; more earns status 408.
    public var seconds: Double
    /// Seconds that a connection may lie idle between requests.
    public var idle: Double
    /// Connections at a time; more wait.
    public var connections: Int

    public init(
      head: Int = 256 << 10, body: Int = 16 << 20, seconds: Double = 30, idle: Double = 30, connections: Int = 64
    ) {
      self.head = head
      self.body = body
      self.seconds = seconds
      self.idle = idle
      self.connections = connections
    }
  }

  public let host: String
  public let port: Int
  public let isTLS: Bool
  let limits: Limits
  let handler: Handler
  let tls: TLSContext?
  let tlsManner: TLSManner
  let stopping = StopSignal()
  private let listener: Listener
  private let turnstile: Turnstile
  private let accepting = Turnstile(most: 1)

  /// Listens at once; port 0 takes a free one. A certificate chain with its key, both PEM text, makes it speak TLS.
  public init(
    host: String = "127.0.0.1", port: Int = 0, tls: (certificatePEM: String, keyPEM: String)? = nil,
    tlsManner: TLSManner = .ordinary, limits: Limits = Limits(), handler: @escaping Handler
  ) throws {
    self.tls = try tls.map { pair throws(TLSError) in
      try TLSContext.server(certificatePEM: pair.certificatePEM, keyPEM: pair.keyPEM, manner: tlsManner)
    }
    self.tlsManner = tlsManner
    listener = try Listener(host: host, port: port)
    self.host = host
    self.port = listener.port
    self.limits = limits
    self.handler = handler
    isTLS = tls != nil
    turnstile = Turnstile(most: limits.connections)
    guard accepting.enter() else { return }
    Thread.detachNewThread { [self] in
      accept()
      accepting.leave()
    }
  }

  /// Such as `http://127.0.0.1:8080/`.
  public var url: TargetURL { TargetURL(isTLS: isTLS, host: host, port: port) }

  /// Stops taking requests and returns at once; connections are dropped where they stand. A handler may call it.
  public func shutDown() {
    stopping.raise()
    turnstile.close()
  }

  /// Shuts down and waits until nobody listens any more, so that who sees the connection end finds no server either.
  func die() {
    shutDown()
    accepting.close()
    accepting.waitUntilEmpty()
  }

  /// Stops and waits until every thread is done. Not to be called by a handler.
  public func stop() {
    shutDown()
    accepting.close()
    accepting.waitUntilEmpty()
    turnstile.waitUntilEmpty()
  }

  /// Waits until the server was stopped.
  public func wait() {
    while !stopping.wait(until: Deadline.after(seconds: 3600)) {}
    stop()
  }

  private func accept() {
    while turnstile.enter() {
      guard let socket = nextConnection() else {
        turnstile.leave()
        break
      }
      Thread.detachNewThread { [self] in
        ServerConnection(self, socket).serve()
        turnstile.leave()
      }
    }
    listener.close()
  }

  private func nextConnection() -> Socket? {
    while !stopping.isRaised {
      let ready = poll([(listener.descriptor, POLLIN), (stopping.descriptor, POLLIN)], until: .after(seconds: 3600))
      if ready == nil || stopping.isRaised { continue }
      if let socket = listener.accept() { return socket }
      // Out of descriptors, perhaps: no use in asking again at once.
      _ = stopping.wait(until: .after(seconds: 0.02))
    }
    return nil
  }
}
