import Foundation
import ScepspecCMS
import ScepspecHTTPWire
import ScepspecSCEPMessages

/// The least that answers like a SCEP server: one CA, one challenge, GetCACaps, GetCACert, PKCSReq and RenewalReq.
final class StubServer: @unchecked Sendable {
  static let challenge = "Stub-Secret/1"
  private static let identity = Result { try Identity() }

  struct Identity: Sendable {
    let key: PrivateKey
    let certificate: Certificate

    init() throws {
      key = try PrivateKey.generateRSA(bits: 2048)
      let now = Int(Date().timeIntervalSince1970)
      certificate = try CertificateTemplate(
        subject: try Name("/O=stub/CN=stub CA"), serialNumber: [1], notBefore: now - 86_400,
        notAfter: now + 86_400 * 365, publicKey: key.publicKey,
        extensions: [
          "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,digitalSignature,keyEncipherment",
          "subjectKeyIdentifier=hash",
        ]
      ).issue(signedBy: key)
    }
  }

  /// What a PKIOperation brought, as far as it could be read.
  struct Seen: Sendable {
    var http: HTTPRequest
    var message: [UInt8]
    var signed: SignedMessage?
    var plaintext: [UInt8]?
    var request: CertificationRequest?
  }

  private let lock = NSLock()
  private var requests: [Seen] = []
  private var http: HTTPServer?

  var seen: [Seen] { lock.withLock { requests } }
  var url: TargetURL { http?.url ?? TargetURL(host: "", port: 0) }

  /// `answer` may take over a PKIOperation.
  init(answer: (@Sendable (Seen) -> RawReply?)? = nil) throws {
    let identity = try Self.identity.get()
    http = try HTTPServer { [weak self] request in
      let target = request.target
      if target.contains("operation=GetCACaps") {
        return RawReply(
          status: 200, headers: [HTTPHeader("Content-Type", "text/plain")], body: Array("AES\r\nSHA-256\n".utf8))
      }
      if target.contains("operation=GetCACert") {
        let type = HTTPHeader("Content-Type", "application/x-x509-ca-cert; x=y")
        return RawReply(status: 200, headers: [type], body: identity.certificate.der)
      }
      let seen = Self.read(request, identity)
      self?.note(seen)
      return answer?(seen) ?? Self.certRep(seen, identity) ?? RawReply(status: 400)
    }
  }

  func stop() { http?.stop() }

  private func note(_ seen: Seen) { lock.withLock { requests.append(seen) } }

  private static func read(_ request: HTTPRequest, _ identity: Identity) -> Seen {
    var message = request.body
    if request.method == "GET", let range = request.target.range(of: "&message=") {
      let text = String(request.target[range.upperBound...]).removingPercentEncoding ?? ""
      let standard = text.replacing("-", with: "+").replacing("_", with: "/").filter { $0 != "\n" }
      let padding = String(repeating: "=", count: (4 - standard.count % 4) % 4)
      message = Array(Data(base64Encoded: standard + padding) ?? Data())
    }
    let signed = try? SignedMessage.read(message)
    let envelope = (signed?.eContent?.octets).flatMap { try? Envelope.read($0) }
    let plaintext = envelope?.open(with: identity.key, certificate: identity.certificate).content
    return Seen(
      http: request, message: message, signed: signed, plaintext: plaintext,
      request: plaintext.flatMap { try? CertificationRequest(der: $0) })
  }

  /// SUCCESS with a new certificate where the challenge is right or the message is no PKCSReq, else FAILURE.
  private static func certRep(_ seen: Seen, _ identity: Identity) -> RawReply? {
    guard let signed = seen.signed, let client = signed.readableCertificates.last else { return nil }
    var recipe = PKIMessageRecipe(signer: SignerRecipe(certificate: identity.certificate, key: identity.key))
    recipe.messageType = "3"
    recipe.transactionID = signed.transactionID
    recipe.recipientNonce = signed.senderNonce
    recipe.senderNonce = Randomness.bytes(16)
    let given = seen.request?.challengePasswords.map { String(decoding: $0.octets, as: UTF8.self) }
    recipe.pkiStatus = "2"
    recipe.failInfo = "2"
    if let request = seen.request, given == [challenge] || signed.messageType == "17",
      let certificate = try? issue(request, identity),
      let payload = try? MessageData.signedData(SignedDataRecipe(certificates: [certificate]))
    {
      recipe.pkiStatus = "0"
      recipe.failInfo = nil
      recipe.payload = payload
      recipe.recipients = [Recipient(client)]
    }
    guard let body = try? recipe.build() else { return nil }
    return RawReply(status: 200, headers: [HTTPHeader("Content-Type", "application/x-pki-message")], body: body)
  }

  private static func issue(_ request: CertificationRequest, _ identity: Identity) throws -> Certificate {
    let now = Int(Date().timeIntervalSince1970)
    return try CertificateTemplate(
      subject: try Name(der: request.subjectName), serialNumber: [0x11] + Randomness.bytes(8), notBefore: now - 60,
      notAfter: now + 86_400, publicKey: request.publicKey,
      extensions: ["keyUsage=critical,digitalSignature,keyEncipherment"]
    ).issue(signedBy: identity.key, issuer: identity.certificate)
  }
}
