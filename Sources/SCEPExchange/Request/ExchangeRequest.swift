import ScepspecModel

/// What an exchange is to send: the vocabulary's `parameters`, with a type each.
struct ExchangeRequest: Hashable, Sendable {
  var operation: String?
  /// `nil` where nothing is said.
  var method: String?
  var messageParameter: String?
  var path: String
  var query: String?
  var extraQuery: String
  var http: Travel
  var message: MessageRequest?

  static let words = ["operation", "method", "messageParameter", "path", "query", "extraQuery", "http", "message"]

  init(_ send: Field) throws(AdapterError) {
    let reader = try ParameterReader(send, at: "send", words: Self.words)
    operation = try reader.text("operation")
    method = try reader.text("method")
    messageParameter = try reader.text("messageParameter")
    path = try reader.text("path") ?? ""
    query = try reader.text("query")
    extraQuery = try reader.text("extraQuery") ?? ""
    http = try Travel(try reader.record("http", words: Travel.words))
    message = try reader.record("message", words: MessageRequest.words).map { inner throws(AdapterError) in
      try MessageRequest(inner)
    }
    isPlain = !reader.has("messageParameter") && path.isEmpty && query == nil && extraQuery.isEmpty && message == nil
  }

  /// The operation, said plainly.
  init(operation: String) {
    self.operation = operation
    path = ""
    extraQuery = ""
    http = Travel()
    isPlain = true
  }

  /// Nothing but the operation (and how it travels) is said.
  let isPlain: Bool

  var carriesMessage: Bool { message != nil || http.fill != nil }

  /// POST for a message, GET else, unless something is said.
  var effectiveMethod: String {
    method ?? (carriesMessage || operation == Operation.pkiOperation ? "POST" : "GET")
  }

  /// Sends a message by GET unless its way over HTTP is what matters.
  mutating func preferGET() {
    guard message != nil, method == "POST", http.isUsualButForVersion else { return }
    method = "GET"
  }

  /// Whether the message goes into the body, not into the query.
  var hasBody: Bool { effectiveMethod != "GET" && effectiveMethod != "HEAD" }
}

/// The operations of RFC 8894 section 4.1 whose replies have a form of their own.
enum Operation {
  static let pkiOperation = "PKIOperation"
  static let getCACaps = "GetCACaps"
  static let getCACert = "GetCACert"
  static let getNextCACert = "GetNextCACert"
}

/// How a request travels over HTTP (`send.http`).
struct Travel: Hashable, Sendable {
  /// Such as `1.1`.
  var version: String
  /// No version of TLS after 1.2 is offered.
  var usesOldTLS = false
  var host: Host
  var contentType: ContentType
  var headers: [Header]
  var isChunked: Bool
  var base64: Base64Form
  var body: BodyForm
  var fill: Fill?

  enum Host: Hashable { case usual, absent, withoutPort, text(String) }
  enum ContentType: Hashable { case usual, absent, text(String) }
  struct Header: Hashable { var name, value: String }
  struct Fill: Hashable {
    var octets: Int
    var with: Filling
  }
  enum Base64Form: String, CaseIterable {
    case escaped, wrapped, raw, unpadded
    case lowercaseEscapes = "lowercase-escapes"
    case allEscaped = "all-escaped"
    case paddingEscaped = "padding-escaped"
    case urlAlphabet = "url-alphabet"
  }
  /// What is offered: everything, or `1.2` and older.
  enum TLSVersions: String, CaseIterable {
    case any
    case old = "1.2"
  }
  enum BodyForm: String, CaseIterable { case binary, base64, form, pem }
  enum Filling: String, CaseIterable { case random, zero, text, html, nested, bomb }

  static let words = ["version", "tls", "host", "contentType", "headers", "chunked", "base64", "body", "fill"]
  /// More octets than this are never made up.
  static let mostFilled = 64 << 20

  /// As ordinary clients do, but for the version.
  var isUsualButForVersion: Bool {
    var other = Travel()
    other.version = version
    return self == other
  }

  /// As ordinary clients do.
  init() {
    version = "1.1"
    host = .usual
    contentType = .usual
    headers = []
    isChunked = false
    base64 = .escaped
    body = .binary
  }

  init(_ reader: ParameterReader?) throws(AdapterError) {
    version = try reader?.text("version") ?? "1.1"
    usesOldTLS = try reader?.choice("tls", TLSVersions.self) == .old
    host =
      switch try reader?.text("host") {
      case nil, "default": .usual
      case "absent": .absent
      case "without-port": .withoutPort
      case .some(let text): .text(text)
      }
    contentType =
      switch try reader?.text("contentType") {
      case nil: .usual
      case "absent": .absent
      case .some(let text): .text(text)
      }
    headers = try Self.headers(try reader?.list("headers") ?? [])
    isChunked = try reader?.bool("chunked") ?? false
    base64 = try reader?.choice("base64", Base64Form.self) ?? .escaped
    body = try reader?.choice("body", BodyForm.self) ?? .binary
    fill = try reader?.record("fill", words: ["octets", "with"]).map { inner throws(AdapterError) in
      let octets = try inner.integer("octets") ?? 0
      guard (0...Self.mostFilled).contains(octets) else {
        throw inner.wrong("octets", "between 0 and \(Self.mostFilled)")
      }
      return Fill(octets: octets, with: try inner.choice("with", Filling.self) ?? .random)
    }
  }

  private static func headers(_ list: [Field]) throws(AdapterError) -> [Header] {
    var headers: [Header] = []
    for item in list {
      let reader = try ParameterReader(item, at: "send.http.headers", words: ["name", "value"])
      guard let name = try reader.text("name") else { throw reader.wrong("name", "said") }
      headers.append(Header(name: name, value: try reader.text("value") ?? ""))
    }
    return headers
  }
}
