import ScepspecHTTPWire
import ScepspecModel
import ScepspecSCEPExchange
import Testing

@Suite("SCEP exchanges")
struct EnrolmentTests {
  @Test("An enrolment is seen from request to certificate")
  func enrolment() throws {
    let server = try StubServer()
    defer { server.stop() }
    let bench = Bench(server)
    let caps = try bench.perform("caps", ["operation": .text("GetCACaps")])
    #expect(caps.value("caps", "lines") == .texts(["AES", "SHA-256"]))
    #expect(caps.value("caps", "rawLines") == .integer(2))
    let authorities = try bench.perform("ca", ["operation": .text("GetCACert")])
    #expect(authorities.text("caCertificates", "form") == "single")
    #expect(authorities.text("http", "mediaType") == "application/x-x509-ca-cert")
    #expect(authorities.text("http", "mediaTypeParameters") == "x=y")
    let seen = try bench.enrol()
    #expect(seen.text("certRep", "pkiStatus") == "0")
    #expect(seen.value("certRep", "recipientNonce") == seen.value("request", "senderNonce"))
    #expect(seen.value("certRep", "transactionID") == seen.value("request", "transactionID"))
    #expect(seen.bool("certRep", "signatureValid") == true)
    #expect(seen.bool("envelope", "opened") == true)
    #expect(seen.bool("issued", "verifies") == true)
    #expect(seen.bool("http", "leaksChallenge") == false)
    #expect(seen.bool("request", "hasChallenge") == true)
    #expect(bench.adapter.issued.map(\.exchange) == ["enrol"])
    #expect(bench.adapter.transcript.map(\.exchange) == ["caps", "ca", "enrol"])
  }

  @Test("Two enrolments share nothing that should be fresh")
  func freshness() throws {
    let server = try StubServer()
    defer { server.stop() }
    let bench = Bench(server)
    try bench.fetchAuthorities()
    let first = try bench.enrol("one")
    let second = try bench.enrol("two")
    for field in ["transactionID", "senderNonce", "subjectName"] {
      #expect(first.value("request", field) != second.value("request", field))
    }
    #expect(first.value("request", "publicKey") == second.value("request", "publicKey"))
  }

  @Test("Once a key that was certified is refused, each request has a key of its own")
  func freshKeys() throws {
    let seen = KeysSeen()
    let server = try StubServer { request in
      guard let key = request.request?.publicKey.subjectPublicKeyInfo, !seen.insert(key) else { return nil }
      return RawReply(status: 403)
    }
    defer { server.stop() }
    let bench = Bench(server)
    try bench.fetchAuthorities()
    let first = try bench.enrol("first")
    #expect(!bench.adapter.usesFreshKeys)
    let again = try bench.enrol("again", ["of": .text("first"), "probe": .text("same-key")])
    #expect(again.value("request", "publicKey") == first.value("request", "publicKey"))
    #expect(bench.adapter.usesFreshKeys)
    let third = try bench.enrol("third")
    let fourth = try bench.enrol("fourth")
    #expect(third.text("certRep", "pkiStatus") == "0" && fourth.text("certRep", "pkiStatus") == "0")
    #expect(third.value("request", "publicKey") != fourth.value("request", "publicKey"))
  }

  @Test("What an exchange says is 'same' comes from the one it names; a certificate issued there signs")
  func renewal() throws {
    let server = try StubServer()
    defer { server.stop() }
    let bench = Bench(server)
    try bench.fetchAuthorities()
    let first = try bench.enrol()
    let words: [String: Field] = [
      "type": .text("17"), "signer": .text("issued"), "of": .text("enrol"), "subject": .text("same"),
      "key": .text("other"), "challenge": .text("absent"), "transactionID": .text("same"), "senderNonce": .text("same"),
    ]
    let renewal = try bench.enrol("renewal", words)
    #expect(renewal.text("certRep", "pkiStatus") == "0")
    #expect(renewal.bool("envelope", "opened") == true)
    #expect(renewal.value("request", "transactionID") == first.value("request", "transactionID"))
    #expect(renewal.value("request", "senderNonce") == first.value("request", "senderNonce"))
    #expect(renewal.value("request", "subjectName") == first.value("request", "subjectName"))
    #expect(renewal.value("request", "publicKey") != first.value("request", "publicKey"))
    #expect(renewal.value("request", "signer") == first.value("issued", "certificate"))
    #expect(renewal.bool("request", "hasChallenge") == false)
    #expect(bench.adapter.issued.count == 2)
  }

  @Test("Where something is missing nothing is sent")
  func preconditions() throws {
    let server = try StubServer()
    defer { server.stop() }
    let bench = Bench(server, challenge: .none)
    let cases: [([String: Field], AdapterError.Code)] = [
      ([:], .precondition),  // no GetCACert yet
      (["challenge": .text("prefix")], .precondition),
      (["signer": .text("issued"), "of": .text("enrol")], .precondition),
      (["signer": .text("issued")], .specification),
      (["type": .text("21"), "of": .text("never")], .precondition),
      (["signer": .text("nobody")], .specification),
      (["colour": .text("red")], .specification),
      (["cipher": .text("1.2.3")], .specification),
    ]
    for (message, code) in cases {
      let error = #expect(throws: AdapterError.self, "\(message)") { try bench.enrol("enrol", message) }
      #expect(error?.code == code, "\(message)")
    }
    #expect(bench.adapter.transcript.isEmpty)
  }

  @Test("A CA whose fingerprint is not the pinned one gets no request")
  func pinned() throws {
    let server = try StubServer()
    defer { server.stop() }
    let settings = TargetSettings(url: server.url, caFingerprint: octets(hexadecimal: "00:11:22:33"))
    let adapter = SCEPAdapter(settings: settings, keys: sharedKeys)
    let place = Location(file: "test", line: 1, column: 1)
    let ask = Exchange(
      id: "ca", about: "", after: [], send: .record(["operation": .text("GetCACert")]), harmful: false, location: place)
    _ = try adapter.perform(ask, number: 1)
    var enrol = ask
    enrol.send = .record(["operation": .text("PKIOperation"), "message": .record([:])])
    #expect(throws: AdapterError.self) { try adapter.perform(enrol, number: 2) }
  }

  @Test("A reply that shows the challenge or a stack trace is noticed")
  func leaks() throws {
    let server = try StubServer { seen in
      let secret = seen.request?.challengePasswords.first.map { String(decoding: $0.octets, as: UTF8.self) } ?? ""
      let trace = "Exception\n\tat org.example.Ra.check(Ra.java:12)\n"
      return RawReply(status: 500, body: Array((secret.contains("wrong") ? trace : "no: \(secret)").utf8))
    }
    defer { server.stop() }
    let bench = Bench(server)
    try bench.fetchAuthorities()
    let told = try bench.enrol()
    #expect(told.bool("http", "leaksChallenge") == true)
    #expect(told.bool("http", "leaksInternals") == false)
    let traced = try bench.enrol("wrong", ["challenge": .text("wrong")])
    #expect(traced.bool("http", "leaksChallenge") == false)
    #expect(traced.bool("http", "leaksInternals") == true)
  }

  @Test(
    "Traces of every kind are told from ordinary texts",
    arguments: [
      ("Traceback (most recent call last):\n", true), ("goroutine 17 [running]:\n", true),
      ("\tat org.example.Ra.check(Ra.java:12)", true), ("   at Ra.Main() in C:\\src\\Ra\\Main.cs:line 12", true),
      ("/usr/src/ra/main.go:12 +0x1d", true), ("caused by org.example.ra.BadThingException: no", true),
      ("System.Security.Cryptography.CryptographicException", true), ("", false), ("goroutine ", false),
      ("HTTP Status 500 – Internal Server Error", false), ("see http://ca.example:8080/help.html", false),
      ("Error: bad request at 12:34:56", false), ("An Exception occurred. Error 17", false), ("/a/b/c:12", false),
    ])
  func internals(_ text: String, _ shown: Bool) throws {
    let server = try StubServer { _ in RawReply(status: 500, body: Array(text.utf8)) }
    defer { server.stop() }
    let seen = try Bench(server).perform(
      "x", ["operation": .text("PKIOperation"), "http": .record(["fill": .record(["octets": .integer(9)])])])
    #expect(seen.bool("http", "leaksInternals") == shown)
  }

  @Test("After a harmful exchange the server is asked whether it lives")
  func liveness() throws {
    let server = try StubServer { seen in
      seen.message.isEmpty ? RawReply([], script: .die) : RawReply([], script: .close)
    }
    defer { server.stop() }
    let bench = Bench(server)
    try bench.fetchAuthorities()
    let send: [String: Field] = [
      "operation": .text("PKIOperation"), "http": .record(["fill": .record(["octets": .integer(9)])]),
    ]
    let hurt = try bench.perform("hurt", harmful: true, send)
    #expect(hurt.text("transport", "outcome") == "closed")
    #expect(hurt.bool("liveness", "alive") == true)
    let fatal = try bench.perform(
      "fatal", harmful: true, send.merging(["http": .record(["fill": .record(["octets": .integer(0)])])]) { $1 })
    #expect(fatal.bool("liveness", "alive") == false)
    #expect(bench.adapter.transcript.filter(\.isProbe).map(\.exchange) == ["hurt", "fatal"])
  }
}
