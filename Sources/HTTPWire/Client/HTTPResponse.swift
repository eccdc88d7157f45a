/// The reply as far as it is HTTP.
public struct HTTPResponse: Hashable, Sendable {
  /// Such as `1.1`.
  public var version: String
  public var status: Int
  public var reason: String
  /// In the order of the reply.
  public var headers: [HTTPHeader]
  /// Without transfer coding; a content coding is left on.
  public var body: [UInt8]
  public var framing: Framing
  /// Octets from the start of what was received to the head (after any 1xx reply) and to the body as it was sent.
  public var headOffset: Int
  public var bodyOffset: Int

  /// How the end of the body was told.
  public enum Framing: Hashable, Sendable { case length, chunked, untilClose, none }

  public init(
    version: String = "1.1", status: Int, reason: String = "", headers: [HTTPHeader] = [], body: [UInt8] = [],
    framing: Framing = .length, headOffset: Int = 0, bodyOffset: Int = 0
  ) {
    self.version = version
    self.status = status
    self.reason = reason
    self.headers = headers
    self.body = body
    self.framing = framing
    self.headOffset = headOffset
    self.bodyOffset = bodyOffset
  }
}
