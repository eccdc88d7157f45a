import ScepspecCMS
import ScepspecSCEPMessages

/// Decides about everything in a message: names, keys, certificates, identifiers. Nothing is sent here.
struct MessageComposer {
  let settings: TargetSettings
  let keys: ClientKeys
  let surroundings: Surroundings
  let maker: CertificateMaker
  /// What GetCACert gave; nil before.
  let authorities: AuthorityCertificates?
  /// What GetNextCACert gave; nil before.
  let nextAuthorities: AuthorityCertificates?
  let remembered: [String: RememberedMessage]
  /// Every certification request gets a key of its own.
  let usesFreshKeys: Bool

  func plan(_ request: MessageRequest) throws(AdapterError) -> MessagePlan {
    let earlier = try self.earlier(request)
    let key = try certifiedKey(request, earlier)
    let subject = try self.subject(request, earlier)
    let signing = try signer(request, earlier, subject: subject, key: key)
    let transactionID = try transactionID(request, earlier, key)
    let nonce = try nonce(request, earlier)
    let certificates = try certificates(request, signing, earlier)
    let recipients = try recipients(request)
    // Last, as it may use up a one-time challenge.
    let written = try PayloadWriter(composer: self, request: request, earlier: earlier).write(
      subject: subject, key: key, signer: signing.certificate)
    return MessagePlan(
      request: request, cipher: request.cipher ?? settings.usualCipher, digest: request.digest ?? settings.usualDigest,
      transactionID: transactionID, senderNonce: nonce, subject: subject, key: key,
      signer: signing.certificate, signerKey: signing.key,
      signingKey: request.isSignedByStranger ? try keys.key(.stranger) : signing.key, certificates: certificates,
      recipients: recipients, payload: written?.payload, carriesRequest: written?.isRequest ?? false,
      challenges: written?.challenges ?? [], hasOneTimeChallenges: settings.challenge.isOneTime,
      issuerName: written?.issuerName, serialNumber: written?.serialNumber)
  }

  /// The exchange that `of` names.
  private func earlier(_ request: MessageRequest) throws(AdapterError) -> RememberedMessage? {
    guard let of = request.of else { return nil }
    guard let found = remembered[of] else { throw .precondition("no message was sent in the exchange \(of)") }
    return found
  }

  /// The certificate that the earlier exchange got.
  func issued(_ request: MessageRequest, _ earlier: RememberedMessage?) throws(AdapterError) -> Certificate {
    guard let earlier else { throw .specification("send.message says 'issued' but not 'of' which exchange") }
    guard let issued = earlier.issued else {
      throw .precondition("the exchange \(request.of ?? "") got no certificate")
    }
    return issued
  }

  func requireAuthorities() throws(AdapterError) -> AuthorityCertificates {
    guard let authorities, !authorities.all.isEmpty else { throw .precondition("GetCACert gave no certificate") }
    if let fingerprint = settings.caFingerprint, !authorities.has(fingerprint: fingerprint) {
      throw .precondition("no certificate of GetCACert has the fingerprint \(hexadecimal(fingerprint))")
    }
    return authorities
  }

  private func certifiedKey(_ request: MessageRequest, _ earlier: RememberedMessage?) throws(AdapterError) -> PrivateKey
  {
    switch request.key {
    case nil: if let earlier { earlier.plan.key } else { try ownKey(.client) }
    case .client: try ownKey(.client)
    case .other: try ownKey(.other)
    case .small: try ownKey(.small)
    case .ec: try ownKey(.ec)
    case .rsa3072: try ownKey(.rsa3072)
    }
  }

  private func ownKey(_ role: ClientKeys.Role) throws(AdapterError) -> PrivateKey {
    usesFreshKeys ? try keys.fresh(role) : try keys.key(role)
  }

  private func subject(_ request: MessageRequest, _ earlier: RememberedMessage?) throws(AdapterError) -> Name {
    switch request.subject {
    case .fresh: return try freshName()
    case .text(let text): return try building { () throws(CryptoError) in try Name(text) }
    case .same:
      guard let earlier else { throw .specification("send.message.subject is 'same' but 'of' names no exchange") }
      // A CA may have given another name than was asked for; its certificate is renewed under the name it has.
      if request.signer == .expiredIssued {
        let held = try requireExpired()
        return try building { () throws(CryptoError) in try Name(der: held.certificate.subjectName) }
      }
      guard [.issued, .issuedAndSelf, .revoked].contains(request.signer), let issued = earlier.issued else {
        return earlier.plan.subject
      }
      return try building { () throws(CryptoError) in try Name(der: issued.subjectName) }
    }
  }

  func freshName() throws(AdapterError) -> Name {
    let text = "/O=scepspec/CN=scepspec-\(surroundings.hex(8))"
    return try building { () throws(CryptoError) in try Name(text) }
  }

  private func transactionID(
    _ request: MessageRequest, _ earlier: RememberedMessage?, _ key: PrivateKey
  ) throws(AdapterError) -> String {
    switch request.transactionID {
    case .fresh: return surroundings.hex(16).uppercased()
    case .text(let text) where KeyIdentifier(rawValue: text) != nil:
      return KeyIdentifier(rawValue: text)?.text(key.publicKey.subjectPublicKeyInfo) ?? text
    case .text(let text): return text
    case .same:
      guard let earlier else { throw .specification("send.message.transactionID is 'same' but 'of' names no exchange") }
      return earlier.plan.transactionID
    }
  }

  private func nonce(_ request: MessageRequest, _ earlier: RememberedMessage?) throws(AdapterError) -> [UInt8] {
    switch request.senderNonce {
    case .fresh: return surroundings.randomness(16)
    case .text("zero"): return [UInt8](repeating: 0, count: 16)
    case .text("ones"): return [UInt8](repeating: 0xFF, count: 16)
    case .text(""): return []
    case .text(let text):
      let digits = text.hasPrefix("hex:") ? String(text.dropFirst(4)) : text
      guard let octets = octets(hexadecimal: digits) else {
        throw .specification("send.message.senderNonce is neither a word nor hexadecimal octets")
      }
      return octets
    case .same:
      guard let earlier else { throw .specification("send.message.senderNonce is 'same' but 'of' names no exchange") }
      return earlier.plan.senderNonce
    }
  }
}
