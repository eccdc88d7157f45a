import ScepspecHTTPWire

/// A reply before it becomes octets on a connection.
struct WebReply: Sendable {
  var status = 200
  /// `nil` leaves the header out.
  var contentType: String?
  var headers: [HTTPHeader] = []
  var body: [UInt8] = []
  var send: SendForm = .whole
  /// Nothing on any connection is answered any more.
  var stallsServer = false
  var stopsServer = false

  init(contentType: String, body: [UInt8]) {
    self.contentType = contentType
    self.body = body
  }

  /// One line of text for a person.
  init(status: Int, text: String) {
    self.status = status
    contentType = "text/plain"
    body = Array((text + "\n").utf8)
  }

  init(_ misrouted: Misrouted) {
    self.init(status: misrouted.status, text: misrouted.text)
    if let allow = misrouted.allow { headers.append(HTTPHeader("Allow", allow)) }
  }

  /// A refusal in a form that is no CertRep.
  init(_ form: RefusalForm) {
    switch form {
    case .http400, .success, .pending: self.init(status: 400, text: "The request is not understood.")
    case .http500: self.init(status: 500, text: "Internal server error.")
    case .html: self.init(contentType: "text/html", body: Array("<html><body><h1>Sign in</h1></body></html>\n".utf8))
    case .empty200: self.init(contentType: "application/x-pki-message", body: [])
    case .close: self.init(sending: .close)
    case .hang: self.init(sending: .hang)
    case .stall:
      self.init(sending: .hang)
      stallsServer = true
    case .die:
      self.init(sending: .close)
      stopsServer = true
    }
  }

  private init(sending form: SendForm) { send = form }
}
