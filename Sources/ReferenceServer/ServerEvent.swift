/// One exchange, as the server's own log tells it.
public struct ServerEvent: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var time: Int
  /// HTTP method.
  public var method: String
  /// The operation, where there was one.
  public var operation: String?
  /// The name of the messageType of a PKIOperation.
  public var messageType: String?
  public var transactionID: String?
  /// Subject of the certification request, or of the signer, in RFC 4514 form.
  public var subject: String?
  /// HTTP status of the reply; `nil` where none was sent.
  public var httpStatus: Int?
  /// The name of the pkiStatus of a CertRep.
  public var pkiStatus: String?
  /// The name of the failInfo.
  public var failInfo: String?
  /// Why it was refused.
  public var reason: String?

  public init(time: Int, method: String) {
    self.time = time
    self.method = method
  }
}
