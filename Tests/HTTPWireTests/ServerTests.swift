import Foundation
import ScepspecHTTPWire
import Testing

/// A server that tells what it was asked.
private func echo(limits: HTTPServer.Limits = HTTPServer.Limits()) throws -> HTTPServer {
  try HTTPServer(limits: limits) { request in
    let text = "\(request.method)|\(request.target)|\(request.version)|\(String(decoding: request.body, as: UTF8.self))"
    return RawReply(status: 200, body: Array(text.utf8), keepsAlive: request.wantsKeepAlive)
  }
}

private func body(_ reply: String) -> String {
  reply.split(separator: "\r\n\r\n", maxSplits: 1).last.map(String.init) ?? ""
}

@Suite("HTTP server")
struct ServerTests {
  @Test("The target reaches the handler as it was written")
  func rawTarget() throws {
    let server = try echo()
    defer { server.stop() }
    for target in ["/a b\\c?message=MIAG+/==%zz", "no-slash", "*", "/../x//y?x#y"] {
      #expect(body(try talk(to: server.port, "GET \(target) HTTP/1.0\r\n\r\n")) == "GET|\(target)|1.0|")
    }
  }

  @Test("Bodies come by length or in chunks, lines may end in a bare line feed")
  func bodies() throws {
    let server = try echo()
    defer { server.stop() }
    let heads = [
      "POST /x HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello",
      "POST /x HTTP/1.0\nContent-Length: 5\n\nhello",
      "\r\nPOST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
    ]
    for head in heads { #expect(body(try talk(to: server.port, head)) == "POST|/x|1.0|hello") }
  }

  @Test("A connection is kept until the client asks to close it, and requests may be pipelined")
  func keepAlive() throws {
    let server = try echo()
    defer { server.stop() }
    let text =
      "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\nConnection: close\r\n\r\nGET /4 HTTP/1.1\r\n\r\n"
    let reply = try talk(to: server.port, text)
    for target in ["/1", "/2", "/3"] { #expect(reply.contains("GET|\(target)|1.1|")) }
    #expect(!reply.contains("/4"))
    #expect(reply.contains("Connection: close"))
  }

  @Test("A client that waits for 100 Continue gets it")
  func expectContinue() throws {
    let server = try echo()
    defer { server.stop() }
    let head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n"
    let reply = try talk(to: server.port, head + "ab")
    #expect(reply.hasPrefix("HTTP/1.1 200") || reply.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200"))
  }

  @Test(
    "Limits and nonsense earn a status",
    arguments: [
      ("GET /" + String(repeating: "x", count: 3000) + " HTTP/1.1\r\n\r\n", "431"),
      ("POST / HTTP/1.1\r\nContent-Length: 3000\r\n\r\n", "413"),
      ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400"),
      ("hello\r\n\r\n", "400"),
      ("POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nabc", "408"),
    ])
  func limits(_ request: String, _ status: String) throws {
    // Only the request that never ends is to meet the clock.
    let seconds = status == "408" ? 0.2 : 60
    let server = try echo(limits: HTTPServer.Limits(head: 2000, body: 2000, seconds: seconds))
    defer { server.stop() }
    #expect(try talk(to: server.port, request).hasPrefix("HTTP/1.1 \(status) "))
  }

  @Test("Each script has the outcome that it is for")
  func scripts() throws {
    let server = try HTTPServer { request in
      let reply = RawReply(status: 200, body: Array("0123456789".utf8))
      let script: RawReply.Script =
        switch request.target {
        case "/cut": .cut(octets: reply.bytes.count - 5)
        case "/close": .cut(octets: 0)
        case "/slow": .slow(octets: 20, milliseconds: 1)
        case "/flood": .flood(octets: 1 << 20)
        default: .whole
        }
      return request.target == "/flood"
        ? RawReply(Array("HTTP/1.1 200 OK\r\n\r\n".utf8), script: script) : RawReply(reply.bytes, script: script)
    }
    defer { server.stop() }
    let outcomes: [(String, HTTPOutcome)] = [
      ("/", .answered), ("/cut", .cut), ("/close", .closed), ("/slow", .answered), ("/flood", .flooded),
    ]
    for (target, outcome) in outcomes {
      let got = HTTPClient().exchange(get(target, server), limits: HTTPLimits(total: 60, idle: 60, body: 100_000))
      #expect(got.outcome == outcome, "\(target): \(got.detail)")
    }
  }

  @Test("Stopping wakes a handler that hangs, and nobody listens afterwards")
  func stop() throws {
    let (asked, stopped) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let server = try HTTPServer { _ in
      asked.signal()
      return RawReply([], script: .hang)
    }
    // A thread of its own: tasks may have to wait for other tests.
    Thread.detachNewThread {
      asked.wait()
      server.stop()
      stopped.signal()
    }
    let request = get("/", server)
    #expect(HTTPClient().exchange(request, limits: HTTPLimits(total: 60, idle: 60)).outcome == .closed)
    stopped.wait()
    #expect(HTTPClient().exchange(request).outcome == .refused)
  }

  @Test("A reply can make the whole server die")
  func die() throws {
    let server = try HTTPServer { _ in RawReply([], script: .die) }
    #expect(HTTPClient().exchange(get("/", server)).outcome == .closed)
    server.stop()
    #expect(HTTPClient().exchange(get("/", server)).outcome == .refused)
  }

  @Test("A client that sends without end, but never listens, is let go")
  func deaf() throws {
    let limits = HTTPServer.Limits(seconds: 0.5, idle: 0.5)
    let server = try HTTPServer(limits: limits) { _ in
      RawReply(status: 200, body: [UInt8](repeating: 1, count: 32 << 20))
    }
    defer { server.stop() }
    sendUntilRefused(to: server.port, "GET / HTTP/1.1\r\n\r\n")
  }

  @Test("The framing of chunks may not outgrow the body")
  func chunkFraming() throws {
    let server = try echo(limits: HTTPServer.Limits(head: 1000, body: 1000))
    defer { server.stop() }
    let head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    let reply = try talk(to: server.port, head + String(repeating: "1\r\nx\r\n", count: 900))
    #expect(reply.hasPrefix("HTTP/1.1 413 "))
  }

  @Test("Many clients at once are all served")
  func crowd() async throws {
    let server = try echo(limits: HTTPServer.Limits(connections: 4))
    defer { server.stop() }
    let request = get("/", server, headers: [HTTPHeader("Connection", "close")])
    await withTaskGroup(of: HTTPOutcome.self) { group in
      for _ in 0..<40 { group.addTask { HTTPClient().exchange(request).outcome } }
      for await outcome in group { #expect(outcome == .answered) }
    }
  }
}
