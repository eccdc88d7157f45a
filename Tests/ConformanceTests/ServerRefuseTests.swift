import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@testable import ScepspecReferenceServer

/// A right request of a certain kind.
struct RightRequest: Sendable {
  var send: @Sendable (ServerTestClient) throws -> RawExchange

  init(_ send: @escaping @Sendable (ServerTestClient) throws -> RawExchange) { self.send = send }

  /// By POST.
  static func message(_ make: @escaping @Sendable (ServerTestClient) throws -> PKIMessageRecipe) -> RightRequest {
    RightRequest { client in client.post(try make(client).build()) }
  }

  static func changed(_ change: @escaping @Sendable (inout PKIMessageRecipe) throws -> Void) -> RightRequest {
    .message { client in
      var recipe = try client.recipe()
      try change(&recipe)
      return recipe
    }
  }

  static func mutated(_ mutation: Mutation) -> RightRequest { .changed { $0.mutations = [mutation] } }

  /// A PKCSReq by GET.
  static func got(_ spelling: ServerGetTests.Spelling, padding: Int = 0) -> RightRequest {
    RightRequest { client in
      let extensions = padding == 0 ? [] : ["1.2.3.4=DER:04820FA0" + String(repeating: "00", count: padding)]
      let message = try client.recipe(extensions: extensions).build()
      return client.get("?operation=PKIOperation&message=\(spelling.text(message))")
    }
  }

  static func query(_ query: String, path: String? = nil) -> RightRequest {
    RightRequest { client in client.get(query, path: path) }
  }

  /// A second request after an ordinary enrolment.
  static func second(
    _ make: @escaping @Sendable (ServerTestClient, Identity) throws -> PKIMessageRecipe
  ) -> RightRequest {
    .message { client in
      let identity = Identity(certificate: try client.enrolled(), key: try ServerKeys.client.get())
      return try make(client, identity)
    }
  }
}

@Suite("Reference server: right requests turned down")
struct ServerRefuseTests {
  private static let transport: [Tolerance: RightRequest] = [
    .get: .got(.escaped), .post: .message { try $0.recipe() },
    .gottenBER: RightRequest { client in
      var recipe = try client.recipe()
      recipe.mutations = [Mutation(.indefinite, "message")]
      return client.get("?operation=PKIOperation&message=\(ServerGetTests.Spelling.escaped.text(try recipe.build()))")
    },
    .pathSuffix: .query("?operation=GetCACaps", path: "/scep/pkiclient.exe"),
    .trailingSlash: .query("?operation=GetCACaps", path: "/scep/"),
    .messageParameter: .query("?operation=GetCACert&message="),
    .unknownIdentifier: .query("?operation=GetCACert&message=CAIdentifier"),
    .extraQuery: .query("?operation=GetCACaps&profile=x"),
    .http10: RightRequest { client in
      client.send(RequestHead(method: "GET", target: "/scep?operation=GetCACaps", version: "1.0"))
    },
    .portlessHost: RightRequest { client in
      let head = RequestHead(
        method: "GET", target: "/scep?operation=GetCACaps", headers: [HTTPHeader("Host", "127.0.0.1")])
      return HTTPClient().exchange(RawRequest(to: client.url, bytes: head.bytes))
    },
    .chunked: RightRequest { client in
      let head = RequestHead(
        method: "POST", target: "/scep?operation=PKIOperation",
        headers: [HTTPHeader("Host", "h"), HTTPHeader("Transfer-Encoding", "chunked")])
      let body = chunked(try client.recipe().build())
      return HTTPClient().exchange(RawRequest(to: client.url, bytes: head.bytes + body))
    },
    .absentContentType: .message { try $0.recipe() }, .escapedBase64: .got(.escaped),
    .lowercaseEscapes: .got(.lowercase), .rawPlus: .got(.onlyPadding), .wrappedBase64: .got(.wrapped),
    .unpaddedBase64: .got(.unpadded), .longGet: .got(.escaped, padding: 4_000),
    .largeMessage: .message { client in
      try client.recipe(extensions: ["1.2.3.4=DER:0483011170" + String(repeating: "00", count: 70_000)])
    },
    .nextCA: .query("?operation=GetNextCACert"),
  ]

  private static let messages: [Tolerance: RightRequest] = [
    .ber: .mutated(Mutation(.indefinite, "message")),
    .segments: .mutated(Mutation(.segment, "envelope.encryptedContent", ["octets": .integer(100)])),
    .aes128: .changed { $0.cipher = .aes128CBC }, .aes192: .changed { $0.cipher = .aes192CBC },
    .aes256: .changed { $0.cipher = .aes256CBC }, .tripleDES: .changed { $0.cipher = .des3CBC },
    .sha1: .changed { $0.signer.digest = .sha1 }, .sha256: .changed { $0.signer.digest = .sha256 },
    .sha384: .changed { $0.signer.digest = .sha384 }, .sha512: .changed { $0.signer.digest = .sha512 },
    .reencodedName: .mutated(
      Mutation(.retag, "envelope.recipientInfo.rid.lastName", ["to": .text("T61String")])),
    .unsortedAttributes: .mutated(Mutation(.reorder, "attributes")),
    .absentDigestParameters: .mutated(
      Mutation(
        .replace, "message.signerInfo.digestAlgorithm",
        ["der": .text("hex:300b0609608648016503040201")])),
    .withDigest: .changed { $0.signer.spelling = .withDigest }, .oaep: .changed { $0.keyTransport = .oaepSHA1 },
    .utf8String: challenge(.utf8String), .ia5String: challenge(.ia5String), .t61String: challenge(.t61String),
    .extraAttributes: .changed { $0.otherAttributes = [OtherAttribute(oid: "1.2.3.4", values: [[5, 0]])] },
    .absentSigningTime: .changed { $0.signingTime = nil },
    .oddSigningTime: .changed { $0.signingTime = ServerTestClient.now - 86_400 * 400 },
    .oddNonce: .changed { $0.senderNonce = [1, 2, 3] }, .freeTransactionID: .changed { $0.transactionID = "rtu-7" },
    .subjectKeyIdentifier: .message { client in
      var recipe = try client.recipe()
      recipe.recipients = client.server.certificates.map { Recipient($0, reference: .subjectKeyIdentifier) }
      return recipe
    },
    .unnamedRecipient: .changed { recipe in
      recipe.recipients = recipe.recipients.map { Recipient(recipe.signer.certificate, publicKey: $0.publicKey) }
    },
    .twoRecipients: .changed { $0.recipients.insert(Recipient($0.signer.certificate), at: 0) },
    .chain: .message { client in
      var recipe = try client.recipe()
      recipe.certificates = client.server.certificates + recipe.certificates
      return recipe
    },
    .otherKey: .message { try $0.recipe(signer: .selfSigned("/O=Tests/CN=device", key: ServerKeys.other.get())) },
    .otherSubject: .message { try $0.recipe(signer: .selfSigned("/CN=other", key: ServerKeys.client.get())) },
    .criticalKeyIdentifier: .message { client in
      let key = try ServerKeys.client.get()
      let template = CertificateTemplate(
        subject: try Name("/CN=SCEP Protocol Certificate"), serialNumber: [9], notBefore: ServerTestClient.now,
        notAfter: ServerTestClient.now + 60, publicKey: key.publicKey,
        extensions: ["subjectKeyIdentifier=hash", "2.5.29.35=critical,DER:30058003010203"])
      return try client.recipe(
        signer: Identity(certificate: template.issue(signedBy: key, digest: .sha1), key: key))
    },
    .expiredSigner: .message { client in
      let key = try ServerKeys.client.get()
      let template = CertificateTemplate(
        subject: try Name("/O=Tests/CN=device"), serialNumber: [9], notBefore: ServerTestClient.now - 86_400,
        notAfter: ServerTestClient.now - 60, publicKey: key.publicKey)
      return try client.recipe(signer: Identity(certificate: template.issue(signedBy: key), key: key))
    },
    .mediumExtension: .message {
      try $0.recipe(extensions: [
        "subjectAltName=DNS:\(String(repeating: "a", count: 50)).\(String(repeating: "b", count: 60)).\(String(repeating: "c", count: 60)).example"
      ])
    },
    .requestedExtensions: .message { try $0.recipe(extensions: ["subjectAltName=DNS:a.example"]) },
    .rsa3072: .message { try $0.recipe(key: .generateRSA(bits: 3072)) },
    .sameSubject: .second { client, _ in try client.recipe(key: ServerKeys.other.get()) },
    .sameKey: .second { client, _ in try client.recipe(subject: "/CN=other") },
    .secondEnrolment: .second { client, _ in
      try client.recipe(subject: "/CN=other", key: ServerKeys.other.get())
    },
    .renewal: .second { client, old in
      try client.recipe("17", key: ServerKeys.other.get(), signer: old, challenge: nil)
    },
    .renewalAsPKCSReq: .second { client, old in
      try client.recipe(key: ServerKeys.other.get(), signer: old, challenge: nil)
    },
    .renewalWithoutChallenge: .second { client, old in
      try client.recipe("17", key: ServerKeys.other.get(), signer: old, challenge: nil)
    },
    .renewedExtensions: .second { client, old in
      try client.recipe(
        "17", key: ServerKeys.other.get(), signer: old, challenge: nil,
        extensions: ["subjectAltName=DNS:a.example"])
    },
    .getCert: .second { client, old in
      var recipe = try client.recipe("21")
      recipe.payload = client.payload(naming: old.certificate)
      return recipe
    },
    .getCRL: .second { client, old in
      var recipe = try client.recipe("22")
      recipe.payload = client.payload(naming: old.certificate)
      return recipe
    },
    .poll: .message { try poll($0) }, .pollAgain: .message { try poll($0) },
  ]

  /// For a request that was granted at once.
  private static func poll(_ client: ServerTestClient) throws -> PKIMessageRecipe {
    let request = try client.recipe()
    _ = try client.ask(request)
    var poll = try client.recipe(
      "20", signer: Identity(certificate: request.signer.certificate, key: request.signer.key))
    poll.transactionID = request.transactionID
    let name = request.signer.certificate.subjectName
    poll.payload = .issuerAndSubject(IssuerAndSubject(issuerName: name, subjectName: name))
    return poll
  }

  private static func challenge(_ type: CertificationRequest.StringType) -> RightRequest {
    .changed { recipe in
      recipe.payload = .certificationRequest(
        try CertificationRequest.build(
          subject: Name("/O=Tests/CN=device"), key: recipe.signer.key, challenges: [(ServerTestClient.challenge, type)])
      )
    }
  }

  private static func isServed(_ exchange: RawExchange) -> Bool {
    guard let response = exchange.response, response.status == 200 else { return false }
    guard response.headers.first("Content-Type") == "application/x-pki-message" else { return true }
    return (try? SignedMessage.read(response.body))?.pkiStatus == "0"
  }

  private static let requests = transport.merging(messages) { first, _ in first }

  @Test(
    "Right requests are served, unless the fault turns them down",
    arguments: requests.keys.sorted { $0.rawValue < $1.rawValue })
  func refused(word: Tolerance) throws {
    let request = try #require(Self.requests[word])
    let right = try request.send(ServerTestClient())
    #expect(Self.isServed(right), "\(right.detail)")
    let fault = ServerFaultTests.fault(configure: ["refuse": .list([.text(word.rawValue)])])
    let wrong = try request.send(ServerTestClient(fault: fault))
    #expect(!Self.isServed(wrong))
    #expect(wrong.outcome == .answered)
  }

  @Test("What is turned down anyway can be turned down wrongly")
  func wrongWays() throws {
    let refuse = Field.list([.text("EC"), .text("urlAlphabet")])
    let fault = ServerFaultTests.fault(configure: ["refuse": refuse, "refuseWith": .text("close")])
    let client = try ServerTestClient(fault: fault)
    #expect(client.post(try client.recipe(key: ServerKeys.curve.get()).build()).outcome == .closed)
    let text = ServerGetTests.Spelling.escaped.text(try client.recipe().build())
      .replacing("%2B", with: "-").replacing("%2F", with: "_")
    #expect(client.get("?operation=PKIOperation&message=\(text)").outcome == .closed)
  }

  @Test("Connections are dropped without a word")
  func keepAlive() throws {
    let fault = ServerFaultTests.fault(configure: ["refuse": .list([.text("keepAlive")])])
    let client = try ServerTestClient(fault: fault)
    let response = try #require(client.get("?operation=GetCACaps").response)
    #expect(response.status == 200 && response.headers.first("Connection") == nil)
  }

  @Test("After many wrong requests a right one is turned down")
  func lockedOut() throws {
    let fault = ServerFaultTests.fault(configure: ["refuse": .list([.text("afterRefusals")])])
    let client = try ServerTestClient(fault: fault)
    for _ in 0..<Tolerance.mostRefusals {
      #expect(try client.ask(client.recipe(challenge: "wrong")).message.pkiStatus == "2")
    }
    #expect(try client.ask(client.recipe()).message.pkiStatus == "2")
  }

  @Test("After some bodies that are no message a right request is turned down")
  func lockedOutByJunk() throws {
    let fault = ServerFaultTests.fault(configure: ["refuse": .list([.text("afterJunk")])])
    let client = try ServerTestClient(fault: fault)
    #expect(try client.ask(client.recipe()).message.pkiStatus == "0")
    for _ in 0..<Tolerance.mostJunk { #expect(client.post([1, 2, 3]).response?.status == 400) }
    #expect(try client.ask(client.recipe(subject: "/CN=later")).message.pkiStatus == "2")
  }

  @Test("Every tolerance has a test")
  func complete() {
    let elsewhere: Set<Tolerance> = [.ec, .urlAlphabet, .keepAlive, .afterRefusals, .afterJunk]
    #expect(elsewhere.union(Self.requests.keys) == Set(Tolerance.allCases))
  }
}
