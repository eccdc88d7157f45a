import Foundation
import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecRecording
import ScepspecReferenceServer
import ScepspecSCEPExchange
import ScepspecTranscripts
import Testing

@Suite struct EntryTests {
  private static let challenge = "Readable-Challenge-7"

  /// A certification request with a challenge, which a client posts without an envelope.
  private static func exposed() throws -> [UInt8] {
    let key = try PrivateKey.generateRSA(bits: 2048)
    return try CertificationRequest.build(
      subject: Name("/CN=device"), key: key.publicKey, challenges: [(challenge, .fitting(challenge))], extensions: [],
      digest: .sha256, signingKey: key)
  }

  private static func passed(_ head: String, _ body: [UInt8], reply: String) throws -> PassedExchange {
    let passing = try Passing { _ in RawReply(status: 200, body: Array(reply.utf8)) }
    defer { passing.stop() }
    _ = passing.send(Array("\(head)\r\nHost: h\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body)
    return try #require(passing.exchanges.first)
  }

  @Test(
    "A challenge in clear is masked in the same length: in binary, in base64, in a URL, and where the reply shows it")
  func masked() throws {
    let request = try Self.exposed()
    #expect(String(decoding: request, as: UTF8.self).contains(Self.challenge))
    let base64 = Data(request).base64EncodedString()
    let escaped = base64.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
    let pem =
      "-----BEGIN CERTIFICATE REQUEST-----\n\(Data(request).base64EncodedString(options: .lineLength64Characters))\n"
    let ways: [(String, [UInt8])] = [
      ("POST /scep?operation=PKIOperation HTTP/1.1", request),
      ("POST /scep?operation=PKIOperation HTTP/1.1", Array(base64.utf8)),
      ("POST /scep?operation=PKIOperation HTTP/1.1", Array(pem.utf8)),
      ("GET /scep?operation=PKIOperation&message=\(escaped) HTTP/1.1", []),
    ]
    for (head, body) in ways {
      let passed = try Self.passed(head, body, reply: "refused: \(Self.challenge) is wrong")
      let entry = passed.entry(upstream: TargetURL(host: "ca.test", port: 80))
      #expect(entry.comment?.contains("masked") == true)
      let text = HARFile(creator: "test", creatorVersion: "1", entries: [entry]).encoded()
      let decoded =
        [entry.request.body?.octets, entry.response?.body?.octets].compactMap { $0 }
        + [
          Data(base64Encoded: String(decoding: entry.request.body?.octets ?? [], as: UTF8.self)).map { Array($0) } ?? []
        ]
      let url = entry.request.url.split(separator: "message=").last.flatMap { String($0).removingPercentEncoding } ?? ""
      let all = decoded + [Array(text.utf8), Data(base64Encoded: url).map { Array($0) } ?? []]
      for octets in all {
        #expect(!String(decoding: octets, as: UTF8.self).contains(Self.challenge))
      }
      #expect(entry.response?.body?.octets.count == passed.raw.response?.body.count)
      if body == request { #expect(entry.request.body?.octets.count == request.count) }
    }
  }

  @Test(
    "Our own client enrols through the proxy, and the file holds what passed, octet for octet, without the challenge")
  func enrolment() throws {
    var configuration = ServerConfiguration()
    configuration.challenge = .fixed(Self.challenge)
    let server = try ReferenceServer(configuration)
    let upstream = try TargetURL(server.start().absoluteString)
    defer { server.stop() }
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).har").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let log = try Log(path, upstream)
    let proxy = try RecordingProxy(RecordingProxy.Settings(upstream: upstream)) { log.take($0) }
    defer { proxy.stop() }
    var url = upstream
    url.port = proxy.url.port
    let adapter = SCEPAdapter(settings: TargetSettings(url: url, challenge: .fixed(Self.challenge), timeout: 60))
    for (number, exchange) in try Self.exchanges().enumerated() {
      _ = try adapter.perform(exchange, number: number + 1)
      // The exchange is on disk before the client has its reply.
      #expect(try Self.entries(path).count == number + 1)
    }
    let entries = try Self.entries(path)
    #expect(entries.map { $0.response?.status } == [200, 200, 200])
    #expect(entries.allSatisfy { $0.request.url.hasPrefix("\(upstream)?operation=") })
    let sent = adapter.transcript.map(\.raw)
    #expect(entries.map { $0.response?.body?.octets } == sent.map { $0.response?.body })
    #expect(
      sent.last?.request.bytes.suffix(entries.last?.request.body?.octets.count ?? 0)
        == entries.last?.request.body?.octets[...])
    #expect(adapter.issued.count == 1)
    let octets = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(octets.range(of: Data(Self.challenge.utf8)) == nil)
  }

  private static func entries(_ path: String) throws -> [HAREntry] {
    try HARFile(Array(Data(contentsOf: URL(fileURLWithPath: path))), name: path).entries
  }

  private static func exchanges() throws -> [Exchange] {
    ["GetCACaps", "GetCACert", "PKIOperation"].map { operation in
      var send: [String: Field] = ["operation": .text(operation)]
      if operation == "PKIOperation" { send["message"] = .record(["type": .text("19")]) }
      return Exchange(
        id: operation, about: operation, after: [], send: .record(send), harmful: false,
        location: Location(file: "test", line: 1, column: 1))
    }
  }

  private final class Log: @unchecked Sendable {  // the proxy calls from one thread at a time
    private let writer: HARWriter
    private let upstream: TargetURL

    init(_ path: String, _ upstream: TargetURL) throws {
      writer = try HARWriter(path: path, creator: "test", version: "1")
      self.upstream = upstream
    }

    func take(_ passed: PassedExchange) {
      #expect(throws: Never.self) { try writer.append(passed.entry(upstream: upstream)) }
    }
  }
}
