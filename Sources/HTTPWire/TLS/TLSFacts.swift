/// What a TLS session shows of a server, as far as clients differ about it.
public struct TLSFacts: Hashable, Sendable {
  /// Such as `TLSv1.3`; `nil` where the handshake failed.
  public var version: String?
  /// The server asked for a client certificate; none was sent.
  public var asksForCertificate: Bool
  /// The server asked for another handshake in the middle of the session (TLS 1.2: HelloRequest).
  public var renegotiates: Bool

  public init(version: String?, asksForCertificate: Bool = false, renegotiates: Bool = false) {
    self.version = version
    self.asksForCertificate = asksForCertificate
    self.renegotiates = renegotiates
  }
}

/// How a TLS server behaves beside speaking TLS.
public enum TLSManner: String, CaseIterable, Hashable, Sendable {
  case ordinary
  /// Asks every client for a certificate, and serves those without one too.
  case asksForCertificate = "asks-for-certificate"
  /// Speaks TLS 1.3 and nothing older.
  case latestOnly = "latest-only"
  /// Speaks TLS 1.2 and shakes hands again after each request.
  case renegotiates
}
