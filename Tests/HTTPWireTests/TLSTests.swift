import Foundation
import ScepspecHTTPWire
import Testing

@Suite("TLS")
struct TLSTests {
  private func server() throws -> HTTPServer {
    try HTTPServer(tls: (TestTLS.certificatePEM, TestTLS.keyPEM)) { request in
      RawReply(status: 200, body: [UInt8](repeating: 7, count: 100_000) + request.body)
    }
  }

  private func trustFile() throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("scepspec-\(UUID()).pem").path
    try TestTLS.certificatePEM.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("A certificate of the trust file is believed, under its names only")
  func trusted() throws {
    let server = try server()
    defer { server.stop() }
    let file = try trustFile()
    defer { try? FileManager.default.removeItem(atPath: file) }
    let client = HTTPClient(trust: .file(file))
    let body = [UInt8](repeating: 1, count: 300_000)
    let bytes = RequestHead(
      method: "POST", target: "/", headers: [HTTPHeader("Content-Length", "300000"), HTTPHeader("Connection", "close")]
    ).bytes
    for host in ["127.0.0.1", "localhost"] {
      let request = RawRequest(host: host, port: server.port, isTLS: true, bytes: bytes + body)
      let got = client.exchange(request)
      #expect(got.outcome == .answered, "\(got.detail)")
      #expect(got.response?.body.count == 400_000)
      #expect(got.tls == TLSFacts(version: "TLSv1.3"))
    }
    let other = client.exchange(RawRequest(host: "127.0.0.2", port: server.port, isTLS: true, bytes: bytes + body))
    #expect([.tls, .refused].contains(other.outcome))
  }

  @Test("An unknown certificate fails with the reason, and passes where nothing is verified")
  func untrusted() throws {
    let server = try server()
    defer { server.stop() }
    let refused = HTTPClient().exchange(get("/", server))
    #expect(refused.outcome == .tls)
    #expect(refused.detail.hasPrefix("the server's certificate is not trusted: self"))
    #expect(HTTPClient(trust: .insecure).exchange(get("/", server)).outcome == .answered)
    #expect(HTTPClient(trust: .file("/nowhere")).exchange(get("/", server)).outcome == .tls)
  }

  @Test("A server that speaks no TLS fails the handshake")
  func plain() throws {
    let plain = try HTTPServer { _ in RawReply(status: 200) }
    defer { plain.stop() }
    let request = RawRequest(host: "127.0.0.1", port: plain.port, isTLS: true, bytes: [])
    #expect(HTTPClient(trust: .insecure).exchange(request).outcome == .tls)
  }
}

extension TLSTests {
  @Test("What a server wants of TLS beyond a handshake is seen, and served all the same", arguments: TLSManner.allCases)
  func manners(_ manner: TLSManner) throws {
    let server = try HTTPServer(tls: (TestTLS.certificatePEM, TestTLS.keyPEM), tlsManner: manner) { _ in
      RawReply(status: 200, body: [7])
    }
    defer { server.stop() }
    let got = HTTPClient(trust: .insecure).exchange(get("/", server))
    #expect(got.outcome == .answered, "\(got.detail)")
    let expected = TLSFacts(
      version: manner == .renegotiates ? "TLSv1.2" : "TLSv1.3", asksForCertificate: manner == .asksForCertificate,
      renegotiates: manner == .renegotiates)
    #expect(got.tls == expected)
    var old = get("/", server)
    old.usesOldTLS = true
    let second = HTTPClient(trust: .insecure).exchange(old)
    #expect((second.outcome == .tls) == (manner == .latestOnly))
    #expect(second.tls?.version == (manner == .latestOnly ? nil : "TLSv1.2"))
  }
}
