import Foundation
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPExchange
import Testing

@Suite("What can be sent")
struct ParameterTests {
  private func bench() throws -> Bench {
    let bench = Bench(try StubServer())
    try bench.fetchAuthorities()
    try bench.enrol()
    return bench
  }

  @Test("A message travels in a query in every spelling")
  func queries() throws {
    let bench = try bench()
    defer { bench.server.stop() }
    let forms = [
      "escaped", "lowercase-escapes", "all-escaped", "padding-escaped", "url-alphabet", "wrapped", "raw", "unpadded",
    ]
    for form in forms {
      let seen = try bench.enrol("get-\(form)", http: ["base64": .text(form)], method: "GET")
      #expect(seen.text("certRep", "pkiStatus") == "0", "\(form)")
    }
    let targets = bench.server.seen.suffix(forms.count).map(\.http.target)
    #expect(zip(forms, targets).allSatisfy { form, target in target.contains("%0A") == (form == "wrapped") })
    #expect(targets[1].contains("%2b") || targets[1].contains("%2f"))
    #expect(targets[4].contains("-") && targets[4].contains("_"))
    #expect(!targets[6].dropFirst(2).contains("%"))
  }

  @Test("A message travels in a body in every spelling, with and without its length")
  func bodies() throws {
    let bench = try bench()
    defer { bench.server.stop() }
    let form: (String) throws -> StubServer.Seen = { text in
      try bench.enrol(
        "post-\(text)",
        http: [
          "body": .text(text),
          "headers": .list([
            .record(["name": .text("X-Extra"), "value": .text("1")])
          ]),
        ])
      return try #require(bench.server.seen.last)
    }
    #expect(try form("base64").http.body.starts(with: Array("MII".utf8)))
    #expect(try form("pem").http.body.starts(with: Array("-----BEGIN PKCS7-----\n".utf8)))
    #expect(try form("form").http.body.starts(with: Array("operation=PKIOperation&message=MII".utf8)))
    #expect(bench.server.seen.last?.http.headers.first("Content-Type") == "application/x-www-form-urlencoded")
    #expect(bench.server.seen.last?.http.headers.first("X-Extra") == "1")
    let seen = try bench.enrol(
      "odd",
      http: ["chunked": .bool(true), "contentType": .text("absent"), "host": .text("x"), "version": .text("1.0")])
    #expect(seen.text("certRep", "pkiStatus") == "0")
    let http = try #require(bench.server.seen.last?.http)
    #expect(http.isChunked && http.version == "1.0")
    #expect(http.headers.first("Host") == "x")
    #expect(http.headers.first("Content-Type") == nil)
  }

  @Test("Path, query and message parameter are put together as they are said")
  func targets() throws {
    let bench = try bench()
    defer { bench.server.stop() }
    let cases: [([String: Field], String)] = [
      (["operation": .text("GetFoo"), "messageParameter": .text("a b&c")], "GET /?operation=GetFoo&message=a%20b%26c"),
      (["path": .text("x/pkiclient.exe"), "extraQuery": .text("&p=1")], "GET /x/pkiclient.exe&p=1"),
      // What the target's own path ends in is not said twice.
      (["path": .text("/"), "operation": .text("GetFoo")], "GET /?operation=GetFoo"),
      (["query": .text("message=%zz&&operation"), "method": .text("PUT")], "PUT /?message=%zz&&operation"),
      (["operation": .text("PKIOperation"), "method": .text("GET")], "GET /?operation=PKIOperation"),
    ]
    for (send, start) in cases {
      try bench.perform("x", send)
      let bytes = try #require(bench.adapter.transcript.last?.raw.request.bytes)
      let line = String(decoding: bytes.prefix { $0 != 0x0D }, as: UTF8.self)
      #expect(line == start + " HTTP/1.1" || line.hasPrefix("GET /x/pkiclient.exe"), "\(line)")
    }
  }

  /// Words that need a certificate, a command or a server of a kind.
  private static let needing: Set<String> = ["signer-revoked", "signer-expired-issued", "recipient-next-ca"]

  @Test("Every choice of every word can be sent")
  func choices() throws {
    let bench = try bench()
    defer { bench.server.stop() }
    let vocabulary = try #require(bundled.specifications).vocabulary
    guard case .record(let message)? = vocabulary.parameters.fields["message"]?.type else {
      Issue.record("no message in the vocabulary")
      return
    }
    for (word, type) in message.fields.sorted(by: { $0.key < $1.key }) {
      for value in type.values ?? [] {
        var words: [String: Field] = [word: .text(value), "of": .text("enrol")]
        if word == "serial" || word == "issuer" { words["type"] = .text("21") }
        guard !Self.needing.contains("\(word)-\(value)") else {
          // What only the person at the command line can give is told as missing, and nothing is sent.
          let sent = bench.adapter.transcript.count
          #expect(throws: (any Error).self, "\(word): \(value)") { try bench.enrol("\(word)-\(value)", words) }
          #expect(bench.adapter.transcript.count == sent)
          continue
        }
        #expect(throws: Never.self, "\(word): \(value)") { try bench.enrol("\(word)-\(value)", words) }
      }
    }
    for oid in (vocabulary.names["oid"] ?? [:]).filter({ ["DES-CBC", "DES-EDE3-CBC", "AES256-CBC"].contains($0.key) }) {
      try bench.enrol("cipher", ["cipher": Field(oid.value)])
    }
  }

  @Test(
    "The challenge reaches the server in the form asked for",
    arguments: [
      ("right", ["Stub-Secret/1"]), ("absent", []), ("empty", [""]), ("right-and-space", ["Stub-Secret/1 "]),
      ("prefix", ["Stub-S"]), ("other-case", ["sTUB-sECRET/1"]),
    ])
  func challenges(_ form: String, _ texts: [String]) throws {
    let server = try StubServer()
    defer { server.stop() }
    let bench = Bench(server)
    try bench.fetchAuthorities()
    try bench.enrol("enrol", ["challenge": .text(form)])
    let found = server.seen.last?.request?.challengePasswords.map { String(decoding: $0.octets, as: UTF8.self) }
    #expect(found == texts)
  }

  @Test("A challenge command is run once for each enrolment that wants a right challenge")
  func challengeCommand() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("scepspec-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let server = try StubServer()
    defer { server.stop() }
    let bench = Bench(server, challenge: .command("echo x >> \(file); echo one-time-$(wc -l < \(file) | tr -d ' ')"))
    try bench.fetchAuthorities()
    for form in ["right", "wrong", "absent", "right"] { try bench.enrol(form, ["challenge": .text(form)]) }
    let found = server.seen.map {
      $0.request?.challengePasswords.first.map { String(decoding: $0.octets, as: UTF8.self) }
    }
    #expect(found.first == "one-time-1")
    #expect(found.last == "one-time-2")
    let failing = Bench(server, challenge: .command("echo top-secret; exit 3"))
    try failing.fetchAuthorities()
    let error = #expect(throws: AdapterError.self) { try failing.enrol() }
    #expect(error?.reason == "the challenge command ended with status 3")
  }

  @Test("Every exchange of the specifications can be performed")
  func everyExchange() throws {
    let bench = Bench(try StubServer(), timeout: 5)
    defer { bench.server.stop() }
    let exchanges = try #require(bundled.specifications).exchanges
    var done: Set<String> = []
    func perform(_ id: String) throws {
      guard let exchange = exchanges[id], done.insert(id).inserted else { return }
      for before in exchange.after { try perform(before) }
      do {
        try bench.perform(exchange)
      } catch let error as AdapterError {
        // The stub refuses much, so that some exchanges have no certificate to go on with.
        #expect(error.code == .precondition, "\(id): \(error)")
      }
    }
    for id in exchanges.keys.sorted() { try perform(id) }
    #expect(!done.isEmpty)
  }
}
