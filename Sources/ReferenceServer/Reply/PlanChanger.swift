import ScepspecCMS
import ScepspecSCEPMessages

/// Makes the right plan of a reply wrong in the ways that a fault asks for.
struct PlanChanger {
  var authority: Authority
  var context: ReplyContext
  var strangers: Strangers?
  var random: @Sendable (Int) -> [UInt8]

  private static let halfYear = 183 * 86_400
  private static let trace =
    "java.lang.NullPointerException at com.example.Enrol.handle(/srv/app/src/Enrol.java:42)"

  func apply(_ behaviour: Behaviour, to plan: inout ReplyPlan) {
    if plan.status == .failure, let failInfo = behaviour.failInfo { plan.failInfo = failInfo }
    switch behaviour.transactionIDs {
    case .echo: break
    case .lowerCase: plan.transactionID = Array(String(decoding: plan.transactionID, as: UTF8.self).lowercased().utf8)
    case .truncated: plan.transactionID = Array(plan.transactionID.prefix(max(1, plan.transactionID.count / 2)))
    case .constant: plan.transactionID = Array("1".utf8)
    }
  }

  func apply(_ change: BuildChange, to plan: inout ReplyPlan) {
    plan.cipher = change.cipher ?? plan.cipher
    plan.digest = change.digest ?? plan.digest
    plan.keyTransport = change.keyTransport.map(transport) ?? plan.keyTransport
    plan.spelling = change.signatureAlgorithm.map { $0 == .withDigest ? .withDigest : .rsaEncryption } ?? plan.spelling
    plan.content = change.content ?? plan.content
    if let form = change.senderNonce { plan.senderNonce = senderNonce(form) }
    if let form = change.recipientNonce { plan.recipientNonce = recipientNonce(form) }
    if change.sign == .stranger, let stranger = strangers?.ca {
      plan.signer = stranger
      plan.certificates = [stranger.certificate]
    }
    if change.sign == .device, let device = strangers.flatMap(device) {
      plan.signer = device
      plan.certificates = [device.certificate]
    }
    changePayload(change, &plan)
    changeRecipients(change, &plan)
    changeAttributes(change, &plan)
    if let form = change.certificates { plan.certificates = certificates(form, of: plan) }
  }

  /// Somebody who got a certificate from this CA, for the stranger's key.
  private func device(_ strangers: Strangers) -> Identity? {
    guard let subject = try? Name("/O=Reference/CN=Some device") else { return nil }
    let template = CertificateTemplate(
      subject: subject, serialNumber: SerialNumber.random(random), notBefore: authority.issuer.certificate.notBefore,
      notAfter: authority.issuer.certificate.notAfter, publicKey: strangers.ca.key.publicKey,
      extensions: ["basicConstraints=critical,CA:FALSE", "keyUsage=critical,digitalSignature,keyEncipherment"])
    guard
      let made = try? template.issue(signedBy: authority.issuer.key, issuer: authority.issuer.certificate)
    else { return nil }
    return Identity(certificate: made, key: strangers.ca.key)
  }

  private func transport(_ word: KeyTransportWord) -> KeyTransport {
    switch word {
    case .rsaEncryption: .rsaEncryption
    case .oaepSHA1: .oaepSHA1
    case .oaepSHA256: .oaepSHA256
    }
  }

  private func senderNonce(_ form: SenderNonceForm) -> [UInt8]? {
    switch form {
    case .fresh: random(16)
    case .copied: context.senderNonce
    case .likewise: random(context.senderNonce?.count ?? 16)
    case .constant: [UInt8](repeating: 0x2A, count: 16)
    case .short: random(8)
    case .absent: nil
    }
  }

  private func recipientNonce(_ form: RecipientNonceForm) -> [UInt8]? {
    switch form {
    case .copied: context.senderNonce
    case .fresh: random(16)
    case .absent: nil
    case .truncated: context.senderNonce.map { Array($0.prefix($0.count / 2)) }
    case .sixteen: context.senderNonce.map { Array($0.prefix(16)) }
    case .reversed: context.senderNonce?.reversed()
    case .padded: context.senderNonce.map { $0 + [0] }
    }
  }

  private func changePayload(_ change: BuildChange, _ plan: inout ReplyPlan) {
    guard let form = change.payload, var payload = plan.payload else { return }
    let ca = authority.issuer.certificate
    payload.form = form
    switch form {
    case .caFirst: payload.certificates.insert(ca, at: 0)
    case .onlyCA: payload.certificates = [ca]
    case .unrelated: payload.certificates += strangers.map { [$0.leaf] } ?? []
    case .degenerate, .bareSignedData, .certificate, .empty, .withContent, .withSigner, .withCRL: break
    }
    plan.payload = payload
  }

  private func changeRecipients(_ change: BuildChange, _ plan: inout ReplyPlan) {
    let transport = authority.transport.certificate
    let others = [transport] + (strangers.map { [$0.ca.certificate] } ?? [])
    if change.password == .wrong { plan.password = plan.password.map { $0 + $0 } }
    switch change.encryptTo {
    case nil, .signer: break
    case .csr: plan.recipients = plan.payload?.issued.map { [Recipient($0)] } ?? plan.recipients
    case .first: plan.recipients = context.firstCertificate.map { [Recipient($0)] } ?? plan.recipients
    case .ca, .stranger:
      plan.recipients = (change.encryptTo == .ca ? [transport] : others.suffix(1)).map { Recipient($0) }
      plan.password = nil
    case .all: plan.recipients += others.map { Recipient($0) }
    }
    guard let rid = change.rid else { return }
    let named = rid == .ca ? transport : context.signer ?? transport
    plan.recipients = plan.recipients.map { Recipient(named, publicKey: $0.publicKey) }
  }

  private func changeAttributes(_ change: BuildChange, _ plan: inout ReplyPlan) {
    if let failInfo = change.failInfo { plan.failInfo = failInfo }
    if let text = change.failInfoText {
      let challenge = context.wish?.challenges.first.map { String(decoding: $0.octets, as: UTF8.self) } ?? ""
      plan.failInfoText = text.replacing("{challenge}", with: challenge).replacing("{trace}", with: Self.trace)
    }
    for extra in change.extra {
      switch extra {
      case .failInfo: plan.failInfo = plan.failInfo ?? FailInfo.badRequest.rawValue
      case .failInfoText: plan.failInfoText = plan.failInfoText ?? "All is well."
      case .wrongSigningTime: plan.signingTime -= Self.halfYear
      }
    }
  }

  private func certificates(_ form: OuterCertificates, of plan: ReplyPlan) -> [Certificate] {
    switch form {
    case .signer: [plan.signer.certificate]
    case .none: []
    case .issuedFirst: (plan.payload?.issued.map { [$0] } ?? []) + [plan.signer.certificate]
    case .stranger: strangers.map { [$0.ca.certificate] } ?? []
    }
  }
}
