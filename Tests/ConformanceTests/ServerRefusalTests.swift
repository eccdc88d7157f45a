import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecReferenceServer
import ScepspecSCEPMessages
import Testing

/// One way for a request to be wrong, and what it earns.
struct WrongRequest: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// The failInfo; `nil` where no CertRep can be made and HTTP status 400 is due.
  var failInfo: String?
  var make: @Sendable (ServerTestClient) throws -> PKIMessageRecipe

  init(_ about: String, _ failInfo: String?, _ make: @escaping @Sendable (ServerTestClient) throws -> PKIMessageRecipe)
  {
    testDescription = about
    self.failInfo = failInfo
    self.make = make
  }

  /// An ordinary request with one change.
  init(
    _ about: String, _ failInfo: String?, changing change: @escaping @Sendable (inout PKIMessageRecipe) throws -> Void
  ) {
    self.init(about, failInfo) { client in
      var recipe = try client.recipe()
      try change(&recipe)
      return recipe
    }
  }

  init(_ about: String, _ failInfo: String?, mutation: Mutation) {
    self.init(about, failInfo) { (recipe: inout PKIMessageRecipe) in recipe.mutations = [mutation] }
  }
}

@Suite("Reference server: refusals")
struct ServerRefusalTests {
  static let wrong: [WrongRequest] = [
    // badAlg
    .init("single DES", "0") { (recipe: inout PKIMessageRecipe) in recipe.cipher = .desCBC },
    .init("RC2", "0") { (recipe: inout PKIMessageRecipe) in recipe.cipher = .rc2CBC },
    .init("MD5", "0") { (recipe: inout PKIMessageRecipe) in recipe.signer.digest = .md5 },
    .init("EC signer and key without challenge", "0") { client in
      try client.recipe(key: ServerKeys.curve.get(), challenge: nil)
    },
    .init("CSR signed with MD5", "0") { client in
      try client.recipe(csrDigest: .md5)
    },
    // badMessageCheck
    .init("signature with a wrong bit", "1", mutation: Mutation(.flip, "message.signature", ["bit": .integer(9)])),
    .init("content with a wrong bit", "1", mutation: Mutation(.flip, "message.eContent.octets", ["bit": .integer(-9)])),
    .init(
      "messageDigest with a wrong bit", "1",
      mutation: Mutation(.flip, "attributes.messageDigest.value", ["bit": .integer(9)])),
    .init("no messageDigest", "1", mutation: Mutation(.drop, "attributes.messageDigest")),
    .init("no contentType attribute", "1", mutation: Mutation(.drop, "attributes.contentType")),
    .init("no signer certificate", "1") { (recipe: inout PKIMessageRecipe) in recipe.certificates = [] },
    .init("signed with another key", "1") { (recipe: inout PKIMessageRecipe) in
      recipe.signer.key = try ServerKeys.other.get()
    },
    // badRequest
    .init("wrong challenge", "2") { client in try client.recipe(challenge: "wrong") },
    .init("challenge in another case", "2") { client in try client.recipe(challenge: "tests-only-1") },
    .init("challenge and a blank", "2") { client in try client.recipe(challenge: "Tests-Only-1 ") },
    .init("no challenge", "2") { client in try client.recipe(challenge: nil) },
    .init("empty challenge", "2") { client in try client.recipe(challenge: "") },
    .init("CSR signed by another key", "2") { client in
      try client.recipe(csrSigner: ServerKeys.other.get())
    },
    .init("small key", "2") { client in
      try client.recipe(key: ServerKeys.small.get(), signer: .selfSigned("/CN=a", key: ServerKeys.client.get()))
    },
    .init("messageType 18", "2") { client in try client.recipe("18") },
    .init("messageType 3", "2") { client in try client.recipe("3") },
    .init("messageType 4294967315", "2") { client in try client.recipe("4294967315") },
    .init("messageType with a blank", "2") { client in try client.recipe("19 ") },
    .init("no messageType", "2", mutation: Mutation(.drop, "attributes.messageType")),
    .init(
      "messageType as INTEGER", "2",
      mutation: Mutation(.retag, "attributes.messageType.value", ["to": .text("INTEGER")])),
    .init(
      "transactionID as UTF8String", "2",
      mutation: Mutation(.retag, "attributes.transactionID.value", ["to": .text("UTF8String")])),
    .init("two transactionIDs", "2", mutation: Mutation(.duplicate, "attributes.transactionID")),
    .init(
      "eContentType envelopedData", "2",
      mutation: Mutation(.replace, "message.eContentType", ["value": .text("hex:2a864886f70d010703")])),
    .init("octets behind the message", "2", mutation: Mutation(.append, "body", ["with": .text("hex:0000")])),
    .init("no envelope", "2") { (recipe: inout PKIMessageRecipe) in recipe.payload = nil },
    .init("bare CSR", "2") { (recipe: inout PKIMessageRecipe) in
      recipe.content = .octets(try #require(recipe.payload).encoded)
    },
    .init("recipient unknown", "2") { (recipe: inout PKIMessageRecipe) in
      recipe.recipients = [Recipient(recipe.signer.certificate)]
    },
    .init("content key for another key", "2") { (recipe: inout PKIMessageRecipe) in
      recipe.recipients = [Recipient(recipe.recipients[0].certificate, publicKey: try ServerKeys.other.get().publicKey)]
    },
    .init(
      "content key with a wrong bit", "2",
      mutation: Mutation(.flip, "envelope.recipientInfo.encryptedKey", ["bit": .integer(77)])),
    .init("ciphertext cut", "2", mutation: Mutation(.truncate, "envelope.encryptedContent", ["by": .integer(7)])),
    .init(
      "ciphertext with a wrong bit", "2", mutation: Mutation(.flip, "envelope.encryptedContent", ["bit": .integer(-9)])),
    .init("no initialisation vector", "2", mutation: Mutation(.drop, "envelope.iv")),
    .init("random payload", "2") { (recipe: inout PKIMessageRecipe) in recipe.payload = .octets(Randomness.bytes(300))
    },
    .init("octets behind the payload", "2", mutation: Mutation(.append, "payload", ["with": .text("hex:00")])),
    .init("CSR under CertPoll", "2") { client in try client.recipe("20") },
    .init("serial number under PKCSReq", "2") { client in
      var recipe = try client.recipe()
      recipe.payload = client.payload(naming: recipe.signer.certificate)
      return recipe
    },
    .init("self-signed RenewalReq", "2") { client in try client.recipe("17", challenge: nil) },
    .init("self-signed RenewalReq with the right challenge", "2") { client in try client.recipe("17") },
    .init("RenewalReq by a copy of an issued certificate", "2") { client in
      let issued = try client.enrolled()
      let key = try ServerKeys.other.get()
      let copy = try CertificateTemplate(
        subject: Name(der: issued.subjectName), issuer: Name(der: issued.issuerName), serialNumber: issued.serialNumber,
        notBefore: issued.notBefore, notAfter: issued.notAfter, publicKey: key.publicKey
      ).issue(signedBy: key)
      return try client.recipe("17", signer: Identity(certificate: copy, key: key), challenge: nil)
    },
    .init("RenewalReq by a revoked certificate", "2") { client in
      let issued = try client.enrolled()
      client.server.revoke(serialNumber: issued.serialNumber)
      let signer = Identity(certificate: issued, key: try ServerKeys.client.get())
      return try client.recipe("17", signer: signer, challenge: nil)
    },
    // badCertId
    .init("CertPoll for an unknown transaction", "4") { client in
      var recipe = try client.recipe("20")
      recipe.payload = .issuerAndSubject(
        IssuerAndSubject(
          issuerName: client.server.certificates[0].subjectName, subjectName: recipe.signer.certificate.subjectName))
      return recipe
    },
    .init("GetCert for an unknown serial number", "4") { client in
      var recipe = try client.recipe("21")
      recipe.payload = client.payload(naming: recipe.signer.certificate)
      return recipe
    },
    .init("GetCRL of a foreign issuer", "4") { client in
      var recipe = try client.recipe("22")
      recipe.payload = client.payload(naming: recipe.signer.certificate)
      return recipe
    },
    // No CertRep can be made.
    .init("no transactionID", nil, mutation: Mutation(.drop, "attributes.transactionID")),
    .init("no senderNonce", nil, mutation: Mutation(.drop, "attributes.senderNonce")),
    .init("no signed attributes", nil, mutation: Mutation(.drop, "message.signedAttrs")),
    .init("no signer", nil, mutation: Mutation(.drop, "message.signerInfo")),
    .init("half a message", nil, mutation: Mutation(.truncate, "body", ["to": .integer(500)])),
  ]

  @Test("What is wrong with a request decides about its failInfo", arguments: wrong)
  func failure(wrong: WrongRequest) throws {
    let client = try ServerTestClient()
    let recipe = try wrong.make(client)
    guard let failInfo = wrong.failInfo else {
      let response = try #require(client.post(try recipe.build()).response)
      #expect(response.status == 400 && response.headers.first("Content-Type") == "text/plain")
      return
    }
    let reply = try client.ask(recipe)
    #expect(reply.status == "2" && reply.failInfo == failInfo, "\(reply.message.failInfoText ?? "")")
    #expect(reply.message.eContent == nil)
    #expect(reply.finding.coversContent)
    #expect(reply.message.transactionID == recipe.transactionID)
    #expect(reply.message.recipientNonce == recipe.senderNonce)
    #expect(reply.message.value(AttributeOID.failInfoText)?.encoding.tag == "UTF8String")
    #expect(reply.message.failInfoText?.isEmpty == false)
  }

  @Test("Every unusable envelope earns the same words")
  func noOracle() throws {
    let client = try ServerTestClient()
    let envelopes = Self.wrong.filter {
      ["content key with a wrong bit", "ciphertext cut", "ciphertext with a wrong bit", "random payload"].contains(
        $0.testDescription)
    }
    let texts = try Set(envelopes.map { try client.ask($0.make(client)).message.failInfoText })
    #expect(envelopes.count == 4 && texts.count == 1)
  }

  @Test("The challenge never comes back")
  func confidential() throws {
    let client = try ServerTestClient()
    let secret = "a-secret-that-is-wrong"
    let reply = try client.ask(client.recipe(challenge: secret))
    #expect(!String(decoding: reply.exchange.received, as: UTF8.self).contains(secret))
  }

  @Test(
    "What is no SCEP over HTTP is refused by status",
    arguments: [
      ("GET", "?operation=Foo", 400), ("GET", "", 400), ("GET", "?operation=", 400),
      ("GET", "?operation=GetCACaps&operation=GetCACaps", 400), ("GET", "?operation=getcacaps", 400),
      ("PUT", "?operation=GetCACaps", 405), ("POST", "?operation=GetCACert", 405),
      ("POST", "?operation=PKIOperation", 400),
      ("GET", "?operation=PKIOperation", 400), ("GET", "?operation=PKIOperation&message=", 400),
      ("GET", "?operation=PKIOperation&message=MIA%2", 400), ("GET", "?operation=PKIOperation&message=A-_B", 400),
      ("GET", "?operation=PKIOperation&message=MAA%3D&message=MAA%3D", 400), ("HEAD", "?operation=GetCACert", 200),
    ])
  func status(method: String, query: String, status: Int) throws {
    let client = try ServerTestClient()
    let exchange = client.send(RequestHead(method: method, target: client.url.path + query))
    #expect(exchange.response?.status == status)
  }

  @Test(
    "Octets that are no message are refused, and the server goes on",
    arguments: [
      [UInt8](repeating: 0x30, count: 20_000), [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x80], [0],
      Array("MIIB".utf8),
      [UInt8](repeating: 0xAA, count: 1 << 20),
    ])
  func junk(octets: [UInt8]) throws {
    let client = try ServerTestClient()
    #expect(client.post(octets).response?.status == 400)
    #expect(client.get("?operation=GetCACaps").response?.status == 200)
  }

  @Test(
    "Paths that clients make of the URL lead to the server",
    arguments: [
      ("/scep", 200), ("/scep/", 200), ("/scep/pkiclient.exe", 200), ("/cgi-bin/pkiclient.exe", 200),
      ("/scep/cgi-bin/pkiclient.exe", 200), ("/", 404), ("/other", 404), ("/scep/other", 404),
    ])
  func paths(path: String, status: Int) throws {
    let client = try ServerTestClient()
    #expect(client.get("?operation=GetCACaps", path: path).response?.status == status)
  }
}
