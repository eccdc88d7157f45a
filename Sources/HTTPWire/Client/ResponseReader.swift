/// Takes the octets of a reply as they come and says when it is whole. It never waits and knows no socket.
package struct ResponseReader {
  private(set) var received: [UInt8] = []
  package private(set) var state = State.reading
  private let isHeadRequest: Bool
  private let limits: HTTPLimits
  private var head = HeadReader()
  private var headOffset = 0
  private var status: StatusLine?
  private var framing: Framing?

  package enum State: Hashable {
    case reading, whole
    case failed(HTTPOutcome, String)
  }

  private enum Framing {
    case none, untilClose
    case length(Int)
    case chunked(ChunkedReader)
  }

  package init(isHeadRequest: Bool = false, limits: HTTPLimits = HTTPLimits()) {
    self.isHeadRequest = isHeadRequest
    self.limits = limits
  }

  package mutating func take(_ octets: [UInt8]) {
    received += octets
    while state == .reading, framing == nil {
      guard readHead() else { return }
    }
    if state == .reading { readBody() }
  }

  /// Nothing more will come.
  package mutating func end(_ why: String) {
    guard state == .reading else { return }
    switch framing {
    case nil where received.isEmpty: state = .failed(.closed, "\(why) without a reply")
    case nil: state = .failed(.closed, "\(why) within the head, after \(received.count) octets")
    case .length(let length): state = .failed(.cut, "\(why) after \(bodyOctets) of \(length) octets of the body")
    case .chunked: state = .failed(.cut, "\(why) before the last chunk")
    case .untilClose, .some(.none): state = .whole
    }
  }

  private var bodyOctets: Int { received.count - (head.end ?? received.count) }

  /// True when there is a head to go on from.
  private mutating func readHead() -> Bool {
    let prefix = Array("HTTP/".utf8)
    guard zip(received[headOffset...], prefix).allSatisfy(==) else {
      // RFC 8446 section 5.1: an alert record.
      let isTLS = received[headOffset...].starts(with: [0x15, 0x03])
      state = .failed(
        .malformed,
        isTLS ? "the port speaks TLS, so the URL has to begin with https" : "the reply does not begin with HTTP/")
      return false
    }
    head.advance(in: received)
    guard head.end ?? received.count <= limits.head else {
      state = .failed(.flooded, "the head has more than \(limits.head) octets")
      return false
    }
    guard let end = head.end, let line = head.firstLine else { return false }
    guard let status = StatusLine(line) else {
      state = .failed(.malformed, "the first line is no status line")
      return false
    }
    if (100...199).contains(status.code), status.code != 101 {
      headOffset = end
      head = HeadReader(from: end)
      return true
    }
    self.status = status
    setFraming(status.code, from: end)
    return true
  }

  private mutating func setFraming(_ code: Int, from start: Int) {
    let lengths = Set(head.headers.all("Content-Length").flatMap { $0.split(separator: ",").map { trimmed($0) } })
    if isHeadRequest || code < 200 || code == 204 || code == 304 {
      framing = Framing.none
    } else if head.headers.lists("chunked", in: "Transfer-Encoding") {
      framing = .chunked(ChunkedReader(from: start))
    } else if lengths.isEmpty {
      framing = .untilClose
    } else if lengths.count == 1, let text = lengths.first, !text.isEmpty, text.utf8.allSatisfy({ 48...57 ~= $0 }) {
      framing = .length(Int(text) ?? Int.max)
    } else {
      state = .failed(.malformed, "Content-Length is no number, or two different ones")
    }
  }

  private mutating func readBody() {
    switch framing {
    case nil: return
    case .some(.none): state = .whole
    case .length(let length) where bodyOctets >= length: state = .whole
    case .chunked(var reader):
      framing = nil  // so that the reader's buffer is not copied
      reader.advance(in: received)
      if let problem = reader.problem { state = .failed(.malformed, problem) }
      if reader.end != nil { state = .whole }
      framing = .chunked(reader)
    default: break
    }
    if state == .reading, bodyOctets > limits.body {
      state = .failed(.flooded, "the body has more than \(limits.body) octets")
    }
  }

  /// Octets up to the end of the reply; nil where that is the end of the connection, or was not reached.
  var end: Int? {
    guard let start = head.end else { return nil }
    switch framing {
    case .some(.none): return start
    case .length(let length): return length <= received.count - start ? start + length : nil
    case .chunked(let reader): return reader.end
    case .untilClose, nil: return nil
    }
  }

  /// The reply, whole or as far as it came; nil before the end of its head.
  package var response: HTTPResponse? {
    guard let status, let start = head.end, let framing else { return nil }
    let (kind, body): (HTTPResponse.Framing, [UInt8]) =
      switch framing {
      case .none: (.none, [])
      case .untilClose: (.untilClose, Array(received[start...]))
      case .length(let length): (.length, Array(received[start...].prefix(length)))
      case .chunked(let reader): (.chunked, reader.body)
      }
    return HTTPResponse(
      version: status.version, status: status.code, reason: status.reason, headers: head.headers, body: body,
      framing: kind, headOffset: headOffset, bodyOffset: start)
  }
}

/// `HTTP/1.1 200 OK` (RFC 9112 section 4); the reason may be missing.
struct StatusLine: Hashable {
  var version: String
  var code: Int
  var reason: String

  init?(_ line: [UInt8]) {
    let parts = headerText(line).split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/"), parts[0].count > 5 else { return nil }
    guard parts[1].utf8.count == 3, let code = Int(parts[1]), (100...999).contains(code) else { return nil }
    version = String(parts[0].dropFirst(5))
    self.code = code
    reason = parts.count > 2 ? String(parts[2]) : ""
  }
}
