import ScepspecHTTPWire
import Testing

/// What the client makes of a server that says exactly this to the first octets it hears, and then closes.
private func answer(
  to text: String = "GET / HTTP/1.1\r\n\r\n", isHead: Bool = false,
  limits: HTTPLimits = HTTPLimits(total: 60, idle: 60),
  _ reply: String
) throws -> RawExchange {
  let peer = try RawPeer { connection in
    _ = hear(on: connection)
    say(reply, on: connection)
  }
  let request = RawRequest(host: "127.0.0.1", port: peer.port, bytes: Array(text.utf8), isHead: isHead)
  return HTTPClient().exchange(request, limits: limits)
}

@Suite("HTTP client")
struct ClientTests {
  @Test("A whole reply is taken apart and kept as it came")
  func whole() throws {
    let text = "HTTP/1.1 200 All right\r\nX-a: 1\r\nx-A:2 \r\nContent-Length: 3\r\n\r\nabcd"
    let got = try answer(text)
    #expect(got.outcome == .answered)
    #expect(got.received == Array(text.utf8))
    #expect(got.response?.reason == "All right")
    #expect(got.response?.headers.map(\.name) == ["X-a", "x-A", "Content-Length"])
    #expect(got.response?.headers.all("x-a") == ["1", "2"])
    #expect(got.response?.body == Array("abc".utf8))
  }

  @Test("Bare line feeds, a missing reason and HTTP/1.0 are understood")
  func lenient() throws {
    let got = try answer("HTTP/1.0 404\nServer: x\n folded\n\ngone")
    #expect(got.outcome == .answered)
    #expect(got.response?.version == "1.0")
    #expect(got.response?.status == 404)
    #expect(got.response?.headers.first("server") == "x folded")
    #expect(got.response?.framing == .untilClose)
    #expect(got.response?.body == Array("gone".utf8))
  }

  @Test("A chunked body is decoded, extensions and trailers are skipped")
  func chunkedBody() throws {
    let got = try answer(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: 1\r\n\r\n")
    #expect(got.outcome == .answered)
    #expect(got.response?.body == Array("abcde".utf8))
  }

  @Test("Interim replies are skipped; HEAD and 204 have no body")
  func bodiless() throws {
    let interim = try answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
    #expect(interim.response?.status == 200)
    #expect(interim.response?.headOffset == 25)
    let head = try answer(isHead: true, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")
    #expect(head.outcome == .answered)
    #expect(try answer("HTTP/1.1 204 No Content\r\n\r\n").response?.framing == HTTPResponse.Framing.none)
  }

  @Test("A redirect is reported and not followed")
  func redirect() throws {
    let got = try answer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
    #expect(got.outcome == .answered)
    #expect(got.response?.headers.first("location") == "http://127.0.0.1:1/")
  }

  @Test(
    "Broken replies have an outcome each",
    arguments: [
      ("", HTTPOutcome.closed),
      ("HTTP/1.1 200 OK\r\nContent-", .closed),
      ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", .cut),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", .cut),
      ("\u{16}\u{3}\u{1}garbage", .malformed),
      ("HTTP/1.1 two OK\r\n\r\n", .malformed),
      ("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", .malformed),
      ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nabc", .malformed),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", .malformed),
    ])
  func broken(_ reply: String, _ outcome: HTTPOutcome) throws {
    let got = try answer(reply)
    #expect(got.outcome == outcome, "\(got.detail)")
    #expect(got.received == Array(reply.utf8))
  }

  @Test("A part of a body is kept when the connection ends early")
  func cutKeepsPart() throws {
    let got = try answer("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc")
    #expect(got.outcome == .cut)
    #expect(got.response?.body == Array("abc".utf8))
  }

  @Test("More octets than the limit are a flood, in head and body")
  func flooded() throws {
    let limits = HTTPLimits(total: 60, idle: 60, head: 1000, body: 1000)
    let body = try answer(limits: limits, "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 5000))
    #expect(body.outcome == .flooded)
    #expect(body.detail == "the body has more than 1000 octets")
    let head = try answer(limits: limits, "HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 5000))
    #expect(head.outcome == .flooded)
  }

  @Test("A port that nobody listens on and a host without address are refused")
  func refused() throws {
    let port = try RawPeer.deadPort()
    let got = HTTPClient().exchange(RawRequest(host: "127.0.0.1", port: port, bytes: []))
    #expect(got.outcome == .refused)
    #expect(got.detail == "no TCP connection to 127.0.0.1 port \(port): Connection refused")
    #expect(HTTPClient().exchange(RawRequest(host: "no.host.invalid", port: 1, bytes: [])).outcome == .refused)
  }

  @Test("A server that says nothing, or stops half way, runs into the deadline")
  func timeout() throws {
    let server = try HTTPServer { request in
      RawReply(request.target == "/" ? [] : Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab".utf8), script: .hang)
    }
    defer { server.stop() }
    for (target, idle, detail) in [("/", 0.2, "no answer within 0.2 s"), ("/half", 5, "only 40 octets within 5 s")] {
      let got = HTTPClient().exchange(get(target, server), limits: HTTPLimits(total: 60, idle: idle))
      #expect(got.outcome == .timeout)
      #expect(got.detail == detail)
    }
  }

  @Test("A server that drips octets runs into the total deadline")
  func drip() throws {
    let server = try HTTPServer { _ in
      RawReply(Array("HTTP/1.1 200 OK\r\n\r\n".utf8), script: .slow(octets: 1, milliseconds: 50))
    }
    defer { server.stop() }
    let got = HTTPClient().exchange(get("/", server), limits: HTTPLimits(total: 0.3, idle: 5))
    #expect(got.outcome == .timeout)
  }

  @Test("A server that never stops talking runs into the total deadline")
  func talker() throws {
    let peer = try RawPeer { connection in
      say("HTTP/1.1 200 OK\r\n\r\n", on: connection)
      sendUntilRefused(connection, "x")
    }
    let got = HTTPClient().exchange(
      RawRequest(host: "127.0.0.1", port: peer.port, bytes: [10]), limits: HTTPLimits(total: 0.5, body: 1 << 40))
    #expect(got.outcome == .timeout)
  }

  @Test("An early answer is read although the request cannot be sent to its end")
  func earlyAnswer() throws {
    let peer = try RawPeer { connection in
      _ = hear(on: connection)
      say("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno", on: connection)
    }
    let bytes = Array("POST / HTTP/1.1\r\n\r\n".utf8) + [UInt8](repeating: 0, count: 32 << 20)
    let got = HTTPClient().exchange(RawRequest(host: "127.0.0.1", port: peer.port, bytes: bytes))
    #expect(got.response?.status == 413, "\(got.outcome) \(got.detail)")
  }

  @Test("IPv6 and host names are connected to")
  func addresses() throws {
    for (listening, host) in [("::1", "::1"), ("127.0.0.1", "localhost")] {
      // A machine without IPv6 cannot listen on the first one.
      guard let server = try? HTTPServer(host: listening, handler: { _ in RawReply(status: 200, body: [1]) }) else {
        continue
      }
      defer { server.stop() }
      let bytes = RequestHead(method: "GET", target: "/").bytes
      let got = HTTPClient().exchange(RawRequest(host: host, port: server.port, bytes: bytes))
      #expect(got.outcome == .answered, "\(got.detail)")
    }
  }
}

func get(_ target: String, _ server: HTTPServer, headers: [HTTPHeader] = []) -> RawRequest {
  RawRequest(to: server.url, bytes: RequestHead(method: "GET", target: target, headers: headers).bytes)
}
