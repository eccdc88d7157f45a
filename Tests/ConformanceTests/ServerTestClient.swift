import Foundation
import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecReferenceServer
import ScepspecSCEPMessages
import Testing

/// Keys that every test shares: making them is what takes time.
enum ServerKeys {
  static let ring = KeyRing()
  static let client = Result { try PrivateKey.generateRSA(bits: 2048) }
  static let other = Result { try PrivateKey.generateRSA(bits: 2048) }
  static let small = Result { try PrivateKey.generateRSA(bits: 1024) }
  static let curve = Result { try PrivateKey.generateEC() }
}

/// A small SCEP client that sends what a test says and reads the reply with the project's own reader.
final class ServerTestClient: Sendable {
  static let now = 1_800_000_000
  static let challenge = "Tests-Only-1"

  let server: ReferenceServer
  let url: TargetURL
  private let http = HTTPClient(trust: .insecure)

  /// Starts a server of its own, with a fixed clock and a challenge unless the test says otherwise.
  init(fault: Fault? = nil, _ change: (inout ServerConfiguration) -> Void = { _ in }) throws {
    var configuration = ServerConfiguration()
    configuration.keys = ServerKeys.ring
    configuration.challenge = .fixed(Self.challenge)
    configuration.clock = { Self.now }
    change(&configuration)
    server = try ReferenceServer(configuration, fault: fault)
    url = try TargetURL(server.start().absoluteString)
  }

  deinit { server.stop() }

  // MARK: HTTP

  func send(_ head: RequestHead, _ body: [UInt8] = []) -> RawExchange {
    var head = head
    head.headers.append(HTTPHeader("Host", url.authority))
    if !body.isEmpty || head.method == "POST" { head.headers.append(HTTPHeader("Content-Length", "\(body.count)")) }
    let limits = HTTPLimits(total: 60, idle: 60)
    return http.exchange(
      RawRequest(to: url, bytes: head.bytes + body, isHead: head.method == "HEAD"), limits: limits)
  }

  func get(_ query: String, path: String? = nil) -> RawExchange {
    send(RequestHead(method: "GET", target: (path ?? url.path) + query))
  }

  func post(_ message: [UInt8]) -> RawExchange {
    send(RequestHead(method: "POST", target: url.path + "?operation=PKIOperation"), message)
  }

  // MARK: Messages

  /// A PKCSReq that the server has to grant, unless the test changes it.
  func recipe(
    _ type: String = "19", subject: String = "/O=Tests/CN=device", key: PrivateKey? = nil, signer: Identity? = nil,
    challenge: String? = ServerTestClient.challenge, extensions: [String] = [], csrDigest: Digest = .sha256,
    csrSigner: PrivateKey? = nil
  ) throws -> PKIMessageRecipe {
    let key = try key ?? ServerKeys.client.get()
    let signer = try signer ?? Identity.selfSigned(subject, key: key)
    var recipe = PKIMessageRecipe(signer: SignerRecipe(certificate: signer.certificate, key: signer.key))
    recipe.transactionID = UUID().uuidString
    recipe.messageType = type
    recipe.senderNonce = Randomness.bytes(16)
    recipe.signingTime = Self.now
    recipe.recipients = server.certificates.prefix(1).map { Recipient($0) }
    recipe.payload = .certificationRequest(
      try CertificationRequest.build(
        subject: Name(subject), key: key.publicKey, challenges: challenge.map { [($0, .fitting($0))] } ?? [],
        extensions: extensions, digest: csrDigest, signingKey: csrSigner ?? key))
    return recipe
  }

  func ask(_ recipe: PKIMessageRecipe) throws -> ServerTestReply {
    try ServerTestReply(post(try recipe.build()), to: recipe)
  }

  /// The certificate that an ordinary enrolment gives.
  func enrolled(_ subject: String = "/O=Tests/CN=device") throws -> Certificate {
    try #require(try ask(recipe(subject: subject)).issued.first)
  }

  func payload(naming certificate: Certificate) -> MessageData {
    .issuerAndSerialNumber(
      IssuerAndSerialNumber(issuerName: certificate.issuerName, serialNumber: certificate.serialNumber))
  }
}

/// A certificate with its key.
struct Identity {
  var certificate: Certificate
  var key: PrivateKey

  static func selfSigned(_ subject: String, key: PrivateKey, digest: Digest = .sha256) throws -> Identity {
    let template = CertificateTemplate(
      subject: try Name(subject), serialNumber: [0x0B] + Randomness.bytes(8),
      notBefore: ServerTestClient.now - 600, notAfter: ServerTestClient.now + 86_400, publicKey: key.publicKey,
      extensions: ["keyUsage=critical,digitalSignature,keyEncipherment"])
    return Identity(certificate: try template.issue(signedBy: key, digest: digest), key: key)
  }
}

/// A CertRep, verified and opened.
struct ServerTestReply {
  var exchange: RawExchange
  var message: SignedMessage
  var finding: SignatureFinding
  var envelope: Envelope?
  var contents: SignedMessage?

  init(_ exchange: RawExchange, to request: PKIMessageRecipe) throws {
    self.exchange = exchange
    let response = try #require(exchange.response, "\(exchange.detail)")
    try #require(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
    message = try SignedMessage.read(response.body)
    finding = message.verify(with: [])
    guard let content = message.eContent?.octets else { return }
    envelope = try Envelope.read(content)
    let opening = envelope?.open(
      with: request.signer.key, certificate: request.signer.certificate,
      password: Array(ServerTestClient.challenge.utf8))
    contents = try opening?.content.map { try SignedMessage.read($0) }
  }

  var status: String? { message.pkiStatus }
  var failInfo: String? { message.failInfo }
  /// The certificates of the envelope.
  var issued: [Certificate] { contents?.readableCertificates ?? [] }
}
