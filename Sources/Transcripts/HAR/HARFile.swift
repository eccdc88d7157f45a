/// Recorded HTTP exchanges in the HTTP Archive format 1.2.
public struct HARFile: Hashable, Sendable {
  /// The tool that wrote it, and its version.
  public var creator: String
  public var creatorVersion: String
  public var entries: [HAREntry]
  /// The log's `_scepspec`, which only recordings of this tool have.
  public var own: JSONValue?

  public init(creator: String, creatorVersion: String, entries: [HAREntry] = [], own: JSONValue? = nil) {
    self.creator = creator
    self.creatorVersion = creatorVersion
    self.entries = entries
    self.own = own
  }
}

/// One request and what came back.
public struct HAREntry: Hashable, Sendable {
  /// When it began, as it is written there (ISO 8601).
  public var started: String
  /// Milliseconds since 1970-01-01T00:00:00Z; `nil` where `started` is no time.
  public var startedAt: Int?
  /// Milliseconds that it took.
  public var duration: Int
  public var request: HARRequest
  /// `nil` where none came: HAR says status 0 then.
  public var response: HARResponse?
  public var comment: String?
  /// The client's address without its port, where the recording tool says it: `_clientAddress`, as proxies write it.
  public var client: String?
  /// What the recording tool calls the TCP connection (`connection` of HAR 1.2).
  public var connection: String?
  /// The entry's `_scepspec`.
  public var own: JSONValue?

  public init(
    startedAt: Int, duration: Int, request: HARRequest, response: HARResponse?, comment: String? = nil,
    client: String? = nil, connection: String? = nil, own: JSONValue? = nil
  ) {
    self.client = client
    self.connection = connection
    started = HARTime.text(startedAt)
    self.startedAt = startedAt
    self.duration = duration
    self.request = request
    self.response = response
    self.comment = comment
    self.own = own
  }

  init(
    started: String, startedAt: Int?, duration: Int, request: HARRequest, response: HARResponse?, comment: String?,
    client: String?, connection: String?, own: JSONValue?
  ) {
    self.client = client
    self.connection = connection
    self.started = started
    self.startedAt = startedAt
    self.duration = duration
    self.request = request
    self.response = response
    self.comment = comment
    self.own = own
  }
}

public struct HARHeader: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

public struct HARRequest: Hashable, Sendable {
  public var method: String
  /// Absolute, as it is written there.
  public var url: String
  /// Such as `HTTP/1.1`.
  public var httpVersion: String
  public var headers: [HARHeader]
  public var body: HARBody?

  public init(
    method: String, url: String, httpVersion: String = "HTTP/1.1", headers: [HARHeader] = [], body: HARBody? = nil
  ) {
    self.method = method
    self.url = url
    self.httpVersion = httpVersion
    self.headers = headers
    self.body = body
  }
}

public struct HARResponse: Hashable, Sendable {
  public var status: Int
  public var statusText: String
  /// Such as `HTTP/1.1`.
  public var httpVersion: String
  public var headers: [HARHeader]
  /// `nil` where the recording tool did not keep it.
  public var body: HARBody?

  public init(
    status: Int, statusText: String = "", httpVersion: String = "HTTP/1.1", headers: [HARHeader] = [],
    body: HARBody? = nil
  ) {
    self.status = status
    self.statusText = statusText
    self.httpVersion = httpVersion
    self.headers = headers
    self.body = body
  }
}

public struct HARBody: Hashable, Sendable {
  public var octets: [UInt8]
  public var mimeType: String
  /// The recording tool wrote the octets as text and lost some of them on the way.
  public var isDamaged: Bool

  public init(_ octets: [UInt8], mimeType: String = "", isDamaged: Bool = false) {
    self.octets = octets
    self.mimeType = mimeType
    self.isDamaged = isDamaged
  }
}
