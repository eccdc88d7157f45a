/// Takes the octets of a request as they come and says when it is whole. It never waits and knows no socket.
package struct RequestReader {
  private(set) var received: [UInt8]
  package private(set) var state = State.reading
  private let limits: HTTPServer.Limits
  private var head: HeadReader
  private var line: RequestLine?
  private var length = 0
  private var chunks: ChunkedReader?
  /// The client waits for `100 Continue` before it sends the body (RFC 9110 section 10.1.1).
  private(set) var awaitsContinue = false

  package enum State: Hashable {
    case reading, whole
    /// The status to turn the request away with.
    case refused(Int)
  }

  /// `early` holds what came behind the request before.
  package init(limits: HTTPServer.Limits, early: [UInt8] = []) {
    self.limits = limits
    let start = early.firstIndex { $0 != 0x0D && $0 != 0x0A } ?? early.endIndex
    received = Array(early[start...])
    head = HeadReader()
    advance()
  }

  package mutating func take(_ octets: [UInt8]) {
    // Empty lines before a request are skipped (RFC 9112 section 2.2).
    received += received.isEmpty ? Array(octets.drop { $0 == 0x0D || $0 == 0x0A }) : octets
    advance()
  }

  mutating func continued() { awaitsContinue = false }

  /// The request did not arrive in time.
  mutating func giveUp() { refuse(408) }

  private mutating func advance() {
    guard state == .reading, !received.isEmpty else { return }
    if line == nil { readHead() }
    if state == .reading, line != nil { readBody() }
  }

  private mutating func readHead() {
    head.advance(in: received)
    guard head.end ?? received.count <= limits.head else { return refuse(431) }
    guard let first = head.firstLine else { return }
    guard let parsed = RequestLine(first) else { return refuse(400) }
    guard head.end != nil else { return }
    let lengths = Set(head.headers.all("Content-Length"))
    if head.headers.lists("chunked", in: "Transfer-Encoding") {
      chunks = ChunkedReader(from: head.end ?? 0)
    } else if let text = lengths.first {
      guard lengths.count == 1, text.utf8.allSatisfy({ 48...57 ~= $0 }), !text.isEmpty else { return refuse(400) }
      length = Int(text) ?? Int.max
      if length > limits.body { return refuse(413) }
    }
    line = parsed
    awaitsContinue = head.headers.first("Expect")?.lowercased() == "100-continue"
  }

  private mutating func readBody() {
    guard let start = head.end else { return }
    guard var reader = chunks else {
      if received.count - start >= length { state = .whole }
      return
    }
    chunks = nil  // so that the reader's buffer is not copied
    reader.advance(in: received)
    if reader.problem != nil { refuse(400) }
    if reader.body.count > limits.body || received.count > 2 * limits.body + limits.head { refuse(413) }
    if reader.end != nil, state == .reading { state = .whole }
    chunks = reader
  }

  private mutating func refuse(_ status: Int) { state = .refused(status) }

  /// Octets of the request; what follows belongs to the next one.
  private var end: Int { chunks?.end ?? (head.end ?? 0) + length }

  package var remainder: [UInt8] { state == .whole ? Array(received[end...]) : [] }

  /// The request once it is whole.
  package var request: HTTPRequest? {
    guard state == .whole, let line, let start = head.end else { return nil }
    return HTTPRequest(
      method: line.method, target: line.target, version: line.version, headers: head.headers,
      body: chunks?.body ?? Array(received[start..<end]), isChunked: chunks != nil, bytes: Array(received[..<end]))
  }
}

/// `GET /target HTTP/1.1`: the target is all between the first blank and the last one.
struct RequestLine: Hashable {
  var method: String
  var target: String
  var version: String

  init?(_ line: [UInt8]) {
    let text = headerText(line)
    guard let first = text.firstIndex(of: " "), let last = text.lastIndex(of: " "), first < last else { return nil }
    let version = text[text.index(after: last)...]
    guard version.hasPrefix("HTTP/"), first > text.startIndex else { return nil }
    method = String(text[..<first])
    target = String(text[text.index(after: first)..<last])
    self.version = String(version.dropFirst(5))
  }
}
