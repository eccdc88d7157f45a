public import ScepspecHTTPWire
public import ScepspecModel
public import ScepspecSCEPMessages

/// One exchange with all that it takes to judge it again, and no private key.
public struct RecordedExchange: Sendable {
  /// The exchange's id in the specifications; empty for a question whether the server lives that belongs to none.
  public var exchange: String
  /// Its number in the run, 1-based; a probe has that of the exchange it follows.
  public var number: Int
  /// SHA-256 of the parameters that it was made from; `nil` for a probe.
  public var parameters: [UInt8]?
  /// The tester's clock when the reply was read, in seconds since 1970-01-01T00:00:00Z.
  public var now: Int
  /// `nil` for a probe: a question whether the server lives.
  public var asked: Asked?
  public var raw: RawExchange
  /// Octets that came, where `raw` does not hold them all as they came.
  public var receivedOctets: Int?
  public var contentKeys: [ContentKey]
  /// The challenge stands readable in the request.
  public var showsChallenge: Bool
  /// The reply shows the challenge that the request carried.
  public var leaksChallenge: Bool
  /// What was seen where the octets do not show it any more, by kind.
  public var seen: [String: [String: Field]]
  /// The certificate that the octets do not show any more.
  public var issued: IssuedCertificate?

  /// What the reply's envelope held; it is never written.
  public var plaintext: [UInt8]?

  public init(
    exchange: String, number: Int, parameters: [UInt8]? = nil, now: Int, asked: Asked? = nil, raw: RawExchange,
    receivedOctets: Int? = nil, contentKeys: [ContentKey] = [], showsChallenge: Bool = false,
    leaksChallenge: Bool = false, seen: [String: [String: Field]] = [:], issued: IssuedCertificate? = nil
  ) {
    self.exchange = exchange
    self.number = number
    self.parameters = parameters
    self.now = now
    self.asked = asked
    self.raw = raw
    self.receivedOctets = receivedOctets
    self.contentKeys = contentKeys
    self.showsChallenge = showsChallenge
    self.leaksChallenge = leaksChallenge
    self.seen = seen
    self.issued = issued
  }
}
