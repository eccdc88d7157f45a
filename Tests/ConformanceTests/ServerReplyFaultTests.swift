import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@testable import ScepspecReferenceServer

@Suite("Reference server: wrong replies")
struct ServerReplyFaultTests {
  private static func client(
    to: [String: Value] = ["operation": .text("PKIOperation")], build: [String: Field] = [:],
    mutate: [Mutation] = [], http: [String: Field] = [:], configure: [String: Field] = [:],
    _ change: (inout ServerConfiguration) -> Void = { _ in }
  ) throws -> ServerTestClient {
    let change_ = ReplyChange(to: to, build: build, mutate: mutate, http: http)
    return try ServerTestClient(
      fault: ServerFaultTests.fault(configure: configure, replies: [change_]), change)
  }

  private static func reply(build word: String, _ value: String) throws -> (PKIMessageRecipe, ServerTestReply) {
    let client = try client(build: [word: .text(value)])
    let recipe = try client.recipe()
    return (recipe, try client.ask(recipe))
  }

  @Test("Nonces come back wrong")
  func nonces() throws {
    var (recipe, reply) = try Self.reply(build: "recipientNonce", "reversed")
    #expect(reply.message.recipientNonce == recipe.senderNonce?.reversed())
    (recipe, reply) = try Self.reply(build: "recipientNonce", "padded")
    #expect(reply.message.recipientNonce?.count == 17)
    (recipe, reply) = try Self.reply(build: "recipientNonce", "absent")
    #expect(reply.message.recipientNonce == nil)
    (recipe, reply) = try Self.reply(build: "senderNonce", "copied")
    #expect(reply.message.senderNonce == recipe.senderNonce)
    (recipe, reply) = try Self.reply(build: "senderNonce", "short")
    #expect(reply.message.senderNonce?.count == 8)
  }

  @Test("Algorithms are others than the request's")
  func algorithms() throws {
    #expect(
      try Self.reply(build: "cipher", "DES-CBC").1.envelope?.contentEncryptionAlgorithm?.oid == ContentCipher.desCBC.oid
    )
    #expect(
      try Self.reply(build: "cipher", "2.16.840.1.101.3.4.1.42").1.envelope?.contentEncryptionAlgorithm?.oid
        == ContentCipher.aes256CBC.oid)
    #expect(try Self.reply(build: "digest", "MD5").1.message.signer?.digestAlgorithm?.oid == Digest.md5.oid)
    #expect(
      try Self.reply(build: "signatureAlgorithm", "withDigest").1.message.signer?.signatureAlgorithm?.oid
        == Digest.sha256.rsaSignatureOID)
    #expect(
      try Self.reply(build: "keyTransport", "RSAES-OAEP-SHA256").1.envelope?.recipients.first?.keyEncryptionAlgorithm?
        .oid
        == KeyTransport.oaepSHA256.oid)
  }

  @Test("The envelope is for somebody else")
  func recipients() throws {
    #expect(try Self.reply(build: "encryptTo", "all").1.envelope?.recipients.count == 3)
    #expect(try Self.reply(build: "encryptTo", "stranger").1.contents == nil)
    #expect(try Self.reply(build: "encryptTo", "ca").1.contents == nil)
    let (recipe, reply) = try Self.reply(build: "rid", "ca")
    #expect(reply.envelope?.names(recipe.signer.certificate) == false && reply.issued.count == 1)
    #expect(try Self.reply(build: "encryptTo", "csr").1.issued.count == 1, "signer and request have the same key")
  }

  @Test("The payload is not what it should be", arguments: PayloadForm.allCases)
  func payload(form: PayloadForm) throws {
    let client = try Self.client(build: ["payload": .text(form.rawValue)])
    let recipe = try client.recipe()
    let exchange = client.post(try recipe.build())
    let message = try SignedMessage.read(try #require(exchange.response).body)
    let opening = try Envelope.read(try #require(message.eContent).octets)
      .open(with: recipe.signer.key, certificate: recipe.signer.certificate)
    let content = try #require(opening.content)
    let read = try? SignedMessage.read(content)
    switch form {
    case .degenerate: #expect(read?.certificates.count == 1 && read?.signers.isEmpty == true)
    case .bareSignedData: #expect(read?.isContentInfo == false)
    case .certificate: #expect((try? Certificate(der: content)) != nil)
    case .empty: #expect(content.isEmpty)
    case .withContent: #expect(read?.eContent != nil)
    case .withSigner: #expect(read?.signers.count == 1)
    case .caFirst, .unrelated: #expect(read?.certificates.count == 2)
    case .onlyCA: #expect(read?.readableCertificates.map(\.isCA) == [true])
    case .withCRL: #expect(read?.crls.count == 1)
    }
  }

  @Test("The encapsulated content is odd", arguments: ContentForm.allCases)
  func content(form: ContentForm) throws {
    let change = ["content": Field.text(form.rawValue)]
    let client = try Self.client(build: change)
    let exchange = client.post(try client.recipe(challenge: nil).build())
    let failure = try SignedMessage.read(try #require(exchange.response).body)
    #expect(failure.pkiStatus == "2" && failure.verify(with: []).coversContent)
    let octets = failure.eContent?.octets
    switch form {
    case .right, .absent, .payloadInClear: #expect(octets == nil)
    case .empty: #expect(octets == [])
    case .zeroOctet: #expect(octets == [0])
    case .fillerEnvelope: #expect(try Envelope.read(try #require(octets)).isContentInfo)
    }
  }

  @Test("failInfo and its text are odd, on SUCCESS too")
  func failInfo() throws {
    let text = try Self.client(build: ["failInfoText": .text("{challenge} {trace}"), "failInfo": .text("7")])
    let reply = try text.ask(text.recipe(challenge: "wrong"))
    #expect(reply.failInfo == "7")
    #expect(reply.message.failInfoText?.hasPrefix("wrong java.lang") == true)
    let extra = Field.list([.text("failInfo"), .text("failInfoText"), .text("signingTime-wrong")])
    let client = try Self.client(build: ["extra": extra])
    let success = try client.ask(client.recipe())
    #expect(success.status == "0" && success.failInfo == "2" && success.message.failInfoText != nil)
    #expect(success.message.signingTime.map { $0 < ServerTestClient.now - 86_400 } == true)
  }

  @Test("A stranger signs, certificates are missing or too many")
  func signers() throws {
    let stranger = try Self.reply(build: "sign", "stranger").1
    #expect(stranger.finding.isValid && stranger.finding.signer?.subject == "CN=Stranger,O=Elsewhere")
    #expect(try Self.reply(build: "certificates", "none").1.message.certificates.isEmpty)
    #expect(try Self.reply(build: "certificates", "issued-first").1.message.certificates.count == 2)
  }

  @Test("Conditions choose the replies")
  func conditions() throws {
    let client = try Self.client(
      to: ["operation": .text("PKIOperation"), "status": .text("FAILURE"), "messageType": .text("PKCSReq")],
      mutate: [Mutation(.drop, "attributes.recipientNonce")])
    #expect(try client.ask(client.recipe()).message.recipientNonce != nil)
    #expect(try client.ask(client.recipe(challenge: nil)).message.recipientNonce == nil)
    #expect(try client.ask(client.recipe("17", challenge: nil)).message.recipientNonce != nil)
  }

  @Test("Replies travel wrong", arguments: SendForm.allCases)
  func sending(form: SendForm) throws {
    let client = try Self.client(to: ["operation": .text("GetCACert")], http: ["send": .text(form.rawValue)])
    let request = RawRequest(
      to: client.url, bytes: RequestHead(method: "GET", target: "/scep?operation=GetCACert").bytes)
    let seconds: Double = [.slow, .hang].contains(form) ? 1 : 60
    let outcome = HTTPClient().exchange(request, limits: HTTPLimits(total: seconds, idle: seconds, body: 1 << 20))
      .outcome
    switch form {
    case .whole, .redirect: #expect(outcome == .answered)
    case .cut, .longLength: #expect(outcome == .cut)
    case .slow, .hang: #expect(outcome == .timeout)
    case .close: #expect(outcome == .closed)
    case .flood: #expect(outcome == .flooded)
    case .garbage: #expect(outcome == .malformed)
    }
  }

  @Test("Bodies have another spelling", arguments: BodyForm.allCases)
  func bodies(form: BodyForm) throws {
    let client = try Self.client(to: ["operation": .text("GetCACert")], http: ["bodyForm": .text(form.rawValue)]) {
      $0.layout = form == .bareSignedData ? .chain : .single
    }
    let body = try #require(client.get("?operation=GetCACert").response).body
    let right = client.server.certificates[0].der
    switch form {
    case .binary: #expect(body == right)
    case .base64: #expect(Base64.decoded(body) == right)
    case .pem: #expect(try Certificate(pem: String(decoding: body, as: UTF8.self)).der == right)
    case .trailingNewline: #expect(body == right + [0x0A])
    case .empty: #expect(body.isEmpty)
    case .otherCertificate: #expect(try !Certificate(der: body).isCA)
    case .ecCA: #expect(try Certificate(der: body).publicKey.kind == .ec)
    case .longLength: #expect(body.starts(with: [0x30, 0x85, 0]) && body.suffix(200) == right.suffix(200))
    case .brokenEnd:
      #expect(try !Certificate(der: body).isSigned(by: Certificate(der: body)) && body.count == right.count)
    case .bareSignedData: #expect(try !SignedMessage.read(body).isContentInfo)
    }
  }

  @Test("Bundles have another shape", arguments: BundleForm.allCases, ["GetCACert", "GetNextCACert"])
  func bundles(form: BundleForm, operation: String) throws {
    let client = try Self.client(to: ["operation": .text(operation)], http: ["form": .text(form.rawValue)]) {
      $0.layout = form == .singleAsBundle ? .single : .chain
    }
    let right = try ServerTestClient { $0.layout = .chain }.get("?operation=\(operation)").response
    let body = try #require(client.get("?operation=\(operation)").response).body
    let read = try? SignedMessage.read(body)
    guard operation == "GetCACert" else { return #expect(!body.isEmpty && right?.status == 200) }
    switch form {
    case .singleAsBundle: #expect(read?.certificates.count == 1)
    case .bundleAsSingle: #expect((try? Certificate(der: body)) != nil)
    case .emptyBundle: #expect(read?.certificates.isEmpty == true)
    case .leafMissing: #expect(read?.readableCertificates.map(\.isSelfIssued) == [true])
    case .rootMissing: #expect(read?.readableCertificates.map(\.isSelfIssued) == [false])
    case .withContent: #expect(read?.eContent != nil)
    case .withSigner: #expect(read?.signers.count == 1)
    case .indefinite: #expect(body.starts(with: [0x30, 0x80]))
    case .bare: #expect(read?.isContentInfo == false)
    case .leafTwice: #expect(read?.readableCertificates.map(\.isSelfIssued) == [false, true, false])
    case .withStranger: #expect(read?.readableCertificates.last?.subject == "CN=Stranger,O=Elsewhere")
    case .nextInOuter, .unsigned, .signedByNext, .currentAgain: #expect(read?.certificates.count == 2)
    }
  }

  @Test("Capabilities are separated in many ways", arguments: LineForm.allCases)
  func lines(form: LineForm) throws {
    let client = try Self.client(to: ["operation": .text("GetCACaps")], http: ["lines": .text(form.rawValue)])
    let text = String(decoding: try #require(client.get("?operation=GetCACaps").response).body, as: UTF8.self)
    let separators: [LineForm: String] = [
      .lf: "\n", .crlf: "\r\n", .cr: "\r", .spaces: " ", .commas: ",", .literal: "\\n",
    ]
    let separator = try #require(separators[form])
    #expect(Array(text.utf8.prefix(4 + separator.utf8.count)) == Array(("AES" + separator + "D").utf8))
  }

  @Test(
    "What is no message is answered in every wrong way",
    arguments: ["http-500", "html", "empty-200", "close", "success", "stall", "die"])
  func junk(form: String) throws {
    let fault = ServerFaultTests.fault(configure: ["junkAs": .text(form)])
    let client = try ServerTestClient(fault: fault)
    let exchange = client.send(RequestHead(method: "POST", target: "/scep?operation=PKIOperation"), [1, 2, 3])
    switch form {
    case "http-500": #expect(exchange.response?.status == 500)
    case "html": #expect(exchange.response?.headers.first("Content-Type") == "text/html")
    case "empty-200": #expect(exchange.response?.status == 200 && exchange.response?.body.isEmpty == true)
    case "success": #expect(try SignedMessage.read(try #require(exchange.response).body).pkiStatus == "0")
    default: #expect(exchange.response == nil)
    }
    let survives = form != "stall" && form != "die"
    #expect((client.get("?operation=GetCACaps").response != nil) == survives)
  }

  @Test("Certificates are wrong in many ways")
  func certificates() throws {
    func issued(_ key: String, _ value: String) throws -> Certificate {
      let fault = ServerFaultTests.fault(configure: [key: .text(value)])
      let client = try ServerTestClient(fault: fault)
      return try client.enrolled()
    }
    #expect(try issued("serials", "negative").serialNumber.first.map { $0 & 0x80 } == 0x80)
    #expect(try issued("serials", "zero").serialNumber == [0])
    #expect(try issued("serials", "long").serialNumber.count > 20)
    #expect(try issued("serials", "constant").serialNumber == [0x2A])
    #expect(try issued("validity", "future").notBefore > ServerTestClient.now)
    #expect(try issued("validity", "expired").notAfter < ServerTestClient.now)
    #expect(try issued("validity", "from-now").notBefore == ServerTestClient.now)
    #expect(try issued("issueWith", "v1").version == 1)
    #expect(try issued("issueWith", "as-ca").isCA)
    #expect(try issued("issueWith", "md5").signatureAlgorithmOID == Digest.md5.rsaSignatureOID)
    #expect(try issued("issueFor", "other").publicKey != ServerKeys.client.get().publicKey)
  }

  @Test(
    "transactionIDs come back changed", arguments: [("lower-case", "abcdef"), ("truncated", "ABC"), ("constant", "1")])
  func transactionIDs(form: String, expected: String) throws {
    let client = try ServerTestClient(fault: ServerFaultTests.fault(configure: ["transactionIDs": .text(form)]))
    var recipe = try client.recipe()
    recipe.transactionID = "ABCDEF"
    #expect(try client.ask(recipe).message.transactionID == expected)
  }

  @Test("The CA is wrong")
  func authority() throws {
    func ca(_ configure: [String: Field]) throws -> Certificate {
      try #require(try ServerTestClient(fault: ServerFaultTests.fault(configure: configure)).server.certificates.first)
    }
    #expect(try ca(["caKeyBits": .integer(1024)]).publicKey.bits == 1024)
    #expect(try ca(["caValidity": .text("expired")]).notAfter < ServerTestClient.now)
    #expect(try ca(["caSignature": .text("pss")]).signatureAlgorithmOID == "1.2.840.113549.1.1.10")
    #expect(
      try ca(["caSignature": .text("sha1"), "layout": .text("chain")]).signatureAlgorithmOID
        == Digest.sha1.rsaSignatureOID)
    #expect(try ca(["caKeyUsage": .list([.text("keyCertSign")])]).keyUsage == ["keyCertSign"])
    #expect(try ca(["caKeyUsage": .list([])]).keyUsage == nil)
  }
}
