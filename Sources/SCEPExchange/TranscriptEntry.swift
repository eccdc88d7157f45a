public import ScepspecHTTPWire

/// One exchange of octets, for a transcript.
public struct TranscriptEntry: Sendable {
  /// The exchange's id in the specifications.
  public var exchange: String
  /// Its number in the run, 1-based; a probe has that of the exchange it follows.
  public var number: Int
  /// Whether it only asked if the server still lives.
  public var isProbe: Bool
  public var raw: RawExchange
  /// The challenge stands readable in the request, so that the octets must not be shown.
  public var showsChallenge: Bool
  /// Request, reply and body are cut to `Transcript.least` octets each.
  public internal(set) var isCut = false

  public init(exchange: String, number: Int, isProbe: Bool = false, raw: RawExchange, showsChallenge: Bool = false) {
    self.exchange = exchange
    self.number = number
    self.isProbe = isProbe
    self.raw = raw
    self.showsChallenge = showsChallenge
  }
}
