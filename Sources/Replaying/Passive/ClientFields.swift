import CMS
import HTTPWire
import Model
import SCEPMessages

/// What a client did before, at one server: by it its next request is judged.
struct ClientHistory {
  var caps: [String]?
  var authorities: AuthorityCertificates?
  var hasAskedForCertificates = false
  private var nonces: Set<[UInt8]> = []
  /// By transactionID: the octets of the request that began it, the key that signed it, and the last pkiStatus.
  private var transactions: [String: Transaction] = [:]

  private struct Transaction {
    var octets: [UInt8]
    var signerKey: [UInt8]?
    var subject: [UInt8]?
    var status: String?
  }

  private static let poll = "20"
  private static let pending = "3"
  private static let enrolments = ["17", "19"]

  /// The kind `client`: the request beside what went before.
  func fields(_ request: SeenRequest, now: Int) -> [String: Field] {
    var fields: [String: Field] = ["knowsCertificates": .bool(authorities != nil)]
    if let caps { fields["caps"] = Field(.texts(caps)) }
    guard let message = request.message else { return fields }
    if let nonce = message.senderNonce { fields["nonceIsNew"] = .bool(!nonces.contains(nonce)) }
    let envelope = message.eContent.flatMap { try? Envelope.read($0.octets) }
    if let authorities, let envelope {
      fields["recipientIsKnown"] = .bool(authorities.all.contains(where: envelope.names))
      if let recipient = authorities.recipient { fields["recipientMayDecipher"] = .bool(envelope.names(recipient)) }
    }
    guard let id = message.transactionID, let type = message.messageType else { return fields }
    let earlier = transactions[id]
    let signer = message.verify(with: []).signer
    if type == Self.poll {
      fields["pollsPending"] = .bool(earlier?.status == Self.pending)
      fields["pollsOwn"] = earlier.map { .bool($0.signerKey == signer?.publicKey.subjectPublicKeyInfo) }
    } else {
      // The same octets again are a repetition after a lost reply, not another transaction.
      fields["transactionIDIsNew"] = .bool(earlier == nil || earlier?.octets == message.octets)
    }
    if let signer, let issuer = authorities?.issuers.first(where: { $0.subjectName == signer.issuerName }) {
      fields["signerIsIssued"] = .bool(signer.isSigned(by: issuer))
    } else if signer != nil {
      fields["signerIsIssued"] = .bool(false)
    }
    return fields
  }

  /// Remembers what was asked, and what was answered.
  mutating func learn(_ request: SeenRequest, _ observations: [Observation], now: Int) {
    func field(_ kind: String, _ name: String) -> Field? {
      observations.first { $0.kind == kind }?.fields[name]
    }
    if request.operation == "GetCACaps", case .list(let lines)? = field("caps", "lines")?.value {
      caps = lines.compactMap { if case .text(let text) = $0.value { text } else { nil } }
    }
    guard let message = request.message else { return }
    if let nonce = message.senderNonce { nonces.insert(nonce) }
    guard let id = message.transactionID, let type = message.messageType else { return }
    if type != Self.poll, transactions[id] == nil, Self.enrolments.contains(type) {
      let signer = message.verify(with: []).signer
      transactions[id] = Transaction(
        octets: message.octets, signerKey: signer?.publicKey.subjectPublicKeyInfo, subject: signer?.subjectName)
    }
    if case .text(let status)? = field("certRep", "pkiStatus")?.value { transactions[id]?.status = status }
  }
}

/// The kind `sent`: the request's message as its octets show it.
enum SentFields {
  static func make(_ request: SeenRequest, opened: Inside?, now: Int) -> [String: Field] {
    var fields: [String: Field] = ["isMessage": .bool(request.message != nil)]
    fields["contentType"] = request.contentType.map { .text($0) }
    fields["isEscaped"] = request.isEscaped.map { .bool($0) }
    guard let message = request.message else { return fields }
    let finding = message.verify(with: [])
    let envelope = message.eContent.flatMap { try? Envelope.read($0.octets) }
    let context = MessageContext(now: now, caCertificates: [])
    let all = message.certRepFields(finding, envelope: envelope, context: context)
    for name in Self.names { fields[name] = all[name] }
    if let signer = finding.signer {
      fields["signerIsSelfSigned"] = .bool(signer.isSelfIssued && signer.isSigned(by: signer))
    }
    fields["cipher"] = envelope?.contentEncryptionAlgorithm.map { .text($0.oid) }
    guard let opened else { return fields }
    fields["isOpened"] = .bool(true)
    guard let requested = opened.requested else { return fields }
    fields["csrSignatureValid"] = .bool(requested.signatureValid)
    fields["challengeCount"] = .integer(requested.challengePasswords.count)
    if let signer = finding.signer {
      fields["signerHasRequestedKey"] = .bool(
        signer.publicKey.subjectPublicKeyInfo == requested.publicKey.subjectPublicKeyInfo)
      fields["signerHasRequestedName"] = .bool(signer.subjectName == requested.subjectName)
    }
    return fields
  }

  private static let names = [
    "isContentInfo", "isDER", "eContent", "signerInfoCount", "signedAttributesPresent", "attributeTypes",
    "transactionID", "messageType", "senderNonce", "contentTypeAttribute", "messageDigestMatches", "signatureValid",
    "signerFound", "signer", "certificateCount", "trailingOctets",
  ]

  /// What an envelope of a request holds.
  struct Inside {
    var requested: CertificationRequest?
  }
}
