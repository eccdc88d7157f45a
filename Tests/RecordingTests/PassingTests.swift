import Foundation
import ScepspecCMS
import ScepspecHTTPWire
import ScepspecRecording
import ScepspecTranscripts
import Testing

@Suite struct PassingTests {
  @Test("Octets go both ways unchanged: header order and case, bodies, odd status lines, chunks")
  func unchanged() throws {
    let reply = "HTTP/1.1 200  Fine by me \r\nX-b: 1\r\nx-A:2\r\nCONTENT-length:  5\r\n\r\n\u{0}\u{1}abc"
    let passing = try Passing { _ in RawReply(Array(reply.utf8)) }
    defer { passing.stop() }
    let requests = [
      "GET /scep?operation=GetCACaps&message=%20a+b HTTP/1.1\r\nhOST: example.test:1\r\nx-Odd:   1\r\nAccept: */*\r\n\r\n",
      "POST /other?operation=PKIOperation HTTP/1.0\r\nContent-Length: 4\r\nB: 2\r\nA: 1\r\n\r\n\u{0}\u{7F}\r\n",
      "POST /scep HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: 1\r\n\r\n",
    ]
    for request in requests {
      let exchange = passing.send(request)
      #expect(exchange.received == Array(reply.utf8))
    }
    #expect(passing.seen == requests.map { Array($0.utf8) })
    #expect(passing.exchanges.map(\.number) == [1, 2, 3])
    #expect(passing.exchanges.allSatisfy { $0.ownStatus == nil && $0.raw.outcome == .answered })
  }

  @Test("With rewritesHost only the value of Host differs")
  func host() throws {
    let passing = try Passing({ $0.rewritesHost = true }) { _ in RawReply(status: 200) }
    defer { passing.stop() }
    _ = passing.send("GET / HTTP/1.1\r\nA: host: x\r\nhost:old\r\nHost-Name: y\r\n\r\n")
    let authority = passing.upstream.authority
    #expect(passing.seen == [Array("GET / HTTP/1.1\r\nA: host: x\r\nhost: \(authority)\r\nHost-Name: y\r\n\r\n".utf8)])
  }

  @Test("A client's connection is kept as server and client want it")
  func keepAlive() throws {
    let passing = try Passing { _ in RawReply(status: 200, body: Array("ok".utf8)) }
    defer { passing.stop() }
    // Two requests on one connection: the client reads one reply and leaves the second.
    _ = passing.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n")
    passing.stop()
    #expect(passing.exchanges.count >= 1)
    #expect(passing.exchanges.first?.request.target == "/1")
  }

  @Test(
    "A server that nobody reaches, that hangs or that hangs up gives 502 or 504 with one line", arguments: [0, 1, 2])
  func noAnswer(way: Int) throws {
    let passing = try Passing({ settings in
      if way == 0 { (settings.upstream.host, settings.upstream.port) = ("127.0.0.1", 1) }
      if way == 1 { settings.timeout = 0.2 }
    }) { _ in RawReply([], script: way == 1 ? .hang : .close) }
    defer { passing.stop() }
    let response = try #require(passing.send("GET /scep HTTP/1.1\r\nHost: h\r\n\r\n").response)
    #expect(response.status == (way == 1 ? 504 : 502))
    let text = String(decoding: response.body, as: UTF8.self)
    #expect(text.hasPrefix("scepspec record: ") && text.split(separator: "\n").count == 1)
    #expect(passing.exchanges.map(\.ownStatus) == [response.status])
    let entry = try #require(passing.exchanges.first).entry(upstream: passing.upstream)
    #expect(entry.response == nil && entry.comment?.isEmpty == false)
  }

  @Test("A reply that breaks off, or that is no HTTP, is handed on as far as it came")
  func broken() throws {
    let passing = try Passing { request in
      request.target == "/cut"
        ? RawReply(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".utf8), script: .close)
        : RawReply(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8), script: .close)
    }
    defer { passing.stop() }
    let cut = passing.send("GET /cut HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(cut.outcome == .cut && cut.response?.body == Array("half".utf8))
    let odd = passing.send("GET /odd HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(odd.outcome == .malformed && odd.received == Array("SSH-2.0-OpenSSH_9.2\r\n".utf8))
    #expect(passing.exchanges.map(\.raw.outcome) == [.cut, .malformed])
  }

  @Test("Clients that send too much, or nothing sensible, are turned away and never reach the server")
  func bounds() throws {
    let passing = try Passing({
      $0.limits = HTTPServer.Limits(head: 1_000, body: 1_000, seconds: 60, idle: 60, connections: 4)
    }) { _ in RawReply(status: 200) }
    defer { passing.stop() }
    #expect(passing.send("POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n").response?.status == 413)
    let long = String(repeating: "a", count: 2_000)
    #expect(passing.send("GET /\(long) HTTP/1.1\r\n\r\n").response?.status == 431)
    #expect(passing.send("\u{0}\u{1}\r\n\r\n").response?.status == 400)
    #expect(passing.seen.isEmpty && passing.exchanges.isEmpty)
  }

  @Test("The proxy speaks TLS to clients and plain HTTP to the server")
  func tls() throws {
    let key = try PrivateKey.generateRSA(bits: 2048)
    let now = Int(Date().timeIntervalSince1970)
    let certificate = try CertificateTemplate(
      subject: Name("/CN=127.0.0.1"), serialNumber: [1], notBefore: now - 60, notAfter: now + 3_600,
      publicKey: key.publicKey, extensions: ["subjectAltName=IP:127.0.0.1"]
    ).issue(signedBy: key)
    let passing = try Passing({ $0.tls = (certificate.pem, key.pem) }) { _ in RawReply(status: 200) }
    defer { passing.stop() }
    #expect(passing.proxy.url.isTLS)
    let exchange = passing.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(exchange.response?.status == 200 && exchange.tls?.version != nil)
  }

  @Test("Sixteen clients at once each get their own reply, and each exchange is reported once")
  func together() async throws {
    let passing = try Passing { RawReply(status: 200, body: Array($0.target.utf8)) }
    defer { passing.stop() }
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<16 {
        group.addTask {
          passing.send("GET /\(number) HTTP/1.1\r\nHost: h\r\n\r\n").response?.body == Array("/\(number)".utf8)
        }
      }
      for await isRight in group { #expect(isRight) }
    }
    #expect(passing.exchanges.map(\.number) == Array(1...16))
    #expect(Set(passing.exchanges.map(\.request.target)) == Set((0..<16).map { "/\($0)" }))
  }
}
