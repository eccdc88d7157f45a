import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@testable import ScepspecReferenceServer

@Suite("Reference server: verifications left out")
struct ServerSkipTests {
  /// A request that is only served where the verification is left out.
  private static let requests: [Verification: WrongRequest] = {
    let byName = Dictionary(uniqueKeysWithValues: ServerRefusalTests.wrong.map { ($0.testDescription, $0) })
    let names: [Verification: String] = [
      .signature: "signature with a wrong bit", .messageDigest: "messageDigest with a wrong bit",
      .contentTypeAttribute: "no contentType attribute", .signedAttributes: "no signed attributes",
      .singleValues: "two transactionIDs", .signerCertificate: "no signer certificate",
      .trailingOctets: "octets behind the message", .digest: "MD5", .cipher: "single DES",
      .recipient: "recipient unknown", .contentMatchesType: "random payload", .envelope: "bare CSR",
      .messageType: "messageType 18", .transactionID: "no transactionID", .senderNonce: "no senderNonce",
      .challenge: "wrong challenge", .csrSignature: "CSR signed by another key", .csrDigest: "CSR signed with MD5",
      .keySize: "small key", .renewalSigner: "self-signed RenewalReq",
      .unknownSerial: "GetCert for an unknown serial number",
    ]
    return names.compactMapValues { byName[$0] }
  }()

  private static func client(skipping words: Verification...) throws -> ServerTestClient {
    let list = Field.list(words.map { .text($0.rawValue) })
    return try ServerTestClient(fault: ServerFaultTests.fault(configure: ["skip": list]))
  }

  @Test("A wrong request is served", arguments: requests.keys.sorted { $0.rawValue < $1.rawValue })
  func served(word: Verification) throws {
    let client = try Self.client(skipping: word)
    let recipe = try #require(Self.requests[word]).make(client)
    let reply = try ServerTestReply(client.post(try recipe.build()), to: recipe)
    #expect(reply.status == "0", "\(reply.message.failInfoText ?? "")")
  }

  @Test("eContentType is not looked at")
  func contentType() throws {
    let client = try Self.client(skipping: .eContentType, .contentTypeAttribute)
    var recipe = try client.recipe()
    recipe.mutations = [Mutation(.replace, "message.eContentType", ["value": .text("hex:2a864886f70d010703")])]
    #expect(try client.ask(recipe).status == "0")
  }

  @Test("A certificate without subject is issued")
  func subject() throws {
    let strict = try ServerTestClient()
    #expect(try strict.ask(strict.recipe(subject: "/")).status == "2")
    let careless = try Self.client(skipping: .subject)
    #expect(try careless.ask(careless.recipe(subject: "/")).issued.first?.subject.isEmpty == true)
  }

  @Test("A one-time challenge buys two certificates, a repeated request too")
  func repetition() throws {
    let list = Field.list([.text("oneTimeChallenge"), .text("replay")])
    let fault = ServerFaultTests.fault(configure: ["skip": list])
    let client = try ServerTestClient(fault: fault) { $0.challenge = .oneTime(["once"]) }
    let recipe = try client.recipe(challenge: "once")
    let first = try client.ask(recipe)
    let second = try client.ask(recipe)
    #expect(first.issued.count == 1 && second.issued.count == 1 && first.issued != second.issued)
  }

  @Test(
    "An absent or empty challenge is good",
    arguments: [(Verification.challengePresence, nil), (.emptyChallenge, "")])
  func looseChallenge(word: Verification, challenge: String?) throws {
    let strict = try ServerTestClient()
    #expect(try strict.ask(strict.recipe(challenge: challenge)).status == "2")
    let careless = try Self.client(skipping: word)
    #expect(try careless.ask(careless.recipe(challenge: challenge)).status == "0")
    #expect(try careless.ask(careless.recipe(challenge: "another")).status == "2")
  }

  @Test("CA:TRUE and the usages of a CA are granted")
  func extensions() throws {
    let client = try Self.client(skipping: .requestedCA, .caUsage)
    let wanted = ["basicConstraints=critical,CA:TRUE", "keyUsage=digitalSignature,keyCertSign"]
    let issued = try #require(try client.ask(client.recipe(extensions: wanted)).issued.first)
    #expect(issued.isCA && issued.keyUsage == ["digitalSignature", "keyCertSign"])
  }

  @Test("Any poll is answered PENDING, anybody's poll with the certificate")
  func polls() throws {
    let client = try Self.client(skipping: .unknownPoll, .pollIdentity)
    var poll = try client.recipe("20", key: ServerKeys.other.get())
    let name = try Name("/CN=a").der
    poll.payload = .issuerAndSubject(IssuerAndSubject(issuerName: name, subjectName: name))
    #expect(try client.ask(poll).status == "3")
    let request = try client.recipe()
    _ = try client.ask(request)
    poll.transactionID = request.transactionID
    #expect(try client.ask(poll).status == "0")
  }

  @Test("HTTP is taken as it comes")
  func http() throws {
    let client = try Self.client(skipping: .operation, .method, .emptyBody, .bodyEncoding, .base64)
    #expect(client.get("?operation=Foo").response?.status == 200)
    #expect(client.send(RequestHead(method: "PUT", target: "/scep?operation=GetCACaps")).response?.status == 200)
    #expect(client.post([]).response?.body.isEmpty == true)
    let recipe = try client.recipe()
    let text = Base64.encoded(try recipe.build())
    #expect(try ServerTestReply(client.post(text), to: recipe).status == "0")
    let alphabet = String(decoding: text, as: UTF8.self).replacing("+", with: "-").replacing("/", with: "_")
    #expect(try ServerTestReply(client.get("?operation=PKIOperation&message=\(alphabet)"), to: recipe).status == "0")
  }

  @Test("A certificate that has expired, or was revoked, is renewed")
  func renewals() throws {
    let key = try ServerKeys.client.get()
    for (word, isServed) in [(nil, false), (Verification.renewalValidity, true)] {
      let client = try word.map { try Self.client(skipping: $0) } ?? ServerTestClient()
      let expired = try client.server.expiredCertificate(for: key.publicKey, subject: "/O=Tests/CN=device")
      let renewal = try client.recipe(
        "17", key: ServerKeys.other.get(), signer: Identity(certificate: expired, key: key), challenge: nil)
      #expect(try client.ask(renewal).status == (isServed ? "0" : "2"))
    }
    for (word, isServed) in [(nil, false), (Verification.renewalRevocation, true)] {
      let client = try word.map { try Self.client(skipping: $0) } ?? ServerTestClient()
      let issued = try client.enrolled()
      #expect(client.server.revoke(serialNumber: issued.serialNumber))
      let renewal = try client.recipe(
        "17", key: ServerKeys.other.get(), signer: Identity(certificate: issued, key: key), challenge: nil)
      #expect(try client.ask(renewal).status == (isServed ? "0" : "2"))
    }
  }

  @Test("An issued certificate beside the signer's speaks for whoever signed")
  func namedSigner() throws {
    for (word, isServed) in [(nil, false), (Verification.namedSigner, true)] {
      let client = try word.map { try Self.client(skipping: $0) } ?? ServerTestClient()
      let issued = try client.enrolled()
      var recipe = try client.recipe(key: ServerKeys.other.get(), challenge: nil)
      recipe.certificates.insert(issued, at: 0)
      #expect(try client.ask(recipe).status == (isServed ? "0" : "2"))
    }
  }

  @Test("Every verification has a test")
  func complete() {
    let elsewhere: Set<Verification> = [
      .eContentType, .oneTimeChallenge, .replay, .requestedCA, .caUsage, .unknownPoll, .pollIdentity,
      .operation, .method, .emptyBody, .bodyEncoding, .base64, .challengePresence, .emptyChallenge, .subject,
      .renewalValidity, .renewalRevocation, .namedSigner,
    ]
    #expect(elsewhere.union(Self.requests.keys) == Set(Verification.allCases))
  }
}
