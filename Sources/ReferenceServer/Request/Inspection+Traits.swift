import ScepspecCMS
import ScepspecSCEPMessages

/// What right requests may be like: the words that a fault can turn down.
extension Inspection {
  func messageTraits(_ type: MessageType) -> Set<Tolerance> {
    var traits: Set<Tolerance> = []
    switch type {
    case .renewalReq: traits.insert(.renewal)
    case .certPoll: traits.insert(.poll)
    case .getCert: traits.insert(.getCert)
    case .getCRL: traits.insert(.getCRL)
    case .pkcsReq, .certRep: break
    }
    if message.firstDeviationFromDER != nil {
      traits.formUnion(self.traits.contains(.get) ? [.ber, .gottenBER] : [.ber])
    }
    if message.eContent?.isSegmented ?? false { traits.insert(.segments) }
    if message.readableCertificates.count > 1 { traits.insert(.chain) }
    return traits.union(signerTraits).union(attributeTraits)
  }

  private var signerTraits: Set<Tolerance> {
    var traits: Set<Tolerance> = []
    guard let signer = message.signer else { return traits }
    if let digest = signer.digestAlgorithm.flatMap({ Digest(oid: $0.oid) }), let word = Self.digestWords[digest] {
      traits.insert(word)
    }
    if signer.digestAlgorithm?.parameters == .absent { traits.insert(.absentDigestParameters) }
    if signer.signatureAlgorithm.flatMap({ Digest(oid: $0.oid) }) != nil { traits.insert(.withDigest) }
    if case .subjectKeyIdentifier = signer.identifier { traits.insert(.subjectKeyIdentifier) }
    let authorityKeyIdentifier = context.signer?.extensions.first { $0.oid == "2.5.29.35" }
    if authorityKeyIdentifier?.isCritical ?? false { traits.insert(.criticalKeyIdentifier) }
    if let signer = context.signer, signer.notAfter < now { traits.insert(.expiredSigner) }
    return traits
  }

  private var attributeTraits: Set<Tolerance> {
    var traits: Set<Tolerance> = []
    if attributes.hasExtra { traits.insert(.extraAttributes) }
    if message.signer?.signedAttributes?.isSorted == false { traits.insert(.unsortedAttributes) }
    if attributes.first(AttributeOID.signingTime) == nil { traits.insert(.absentSigningTime) }
    if let time = attributes.first(AttributeOID.signingTime)?.time, abs(time - now) > 86_400 {
      traits.insert(.oddSigningTime)
    }
    if context.senderNonce?.count != 16 { traits.insert(.oddNonce) }
    if !Self.isKeyDigest(context.transactionID) { traits.insert(.freeTransactionID) }
    return traits
  }

  func envelopeTraits(_ envelope: Envelope) -> Set<Tolerance> {
    var traits: Set<Tolerance> = []
    if let word = Self.cipherWords[context.cipher] { traits.insert(word) }
    if context.keyTransport != .rsaEncryption { traits.insert(.oaep) }
    if envelope.firstDeviationFromDER != nil { traits.insert(.ber) }
    if envelope.encryptedContent?.isConstructed ?? false { traits.insert(.segments) }
    let named = envelope.recipients.contains { info in
      authority.recipients.contains { info.identifier?.means($0.certificate) ?? false }
    }
    if !named { traits.insert(.unnamedRecipient) }
    let isReencoded = envelope.recipients.contains { info in
      guard case .issuerAndSerialNumber(let both) = info.identifier else { return false }
      return !authority.recipients.contains { $0.certificate.issuerName == both.issuerName }
    }
    if named && isReencoded { traits.insert(.reencodedName) }
    if envelope.recipients.count > 1 { traits.insert(.twoRecipients) }
    if envelope.recipients.contains(where: { if case .subjectKeyIdentifier = $0.identifier { true } else { false } }) {
      traits.insert(.subjectKeyIdentifier)
    }
    return traits
  }

  func wishTraits(_ wish: CertificateWish) -> Set<Tolerance> {
    var traits: Set<Tolerance> = []
    let isRenewal = context.messageType == MessageType.renewalReq.rawValue
    if let signer = context.signer, !isRenewal {
      if signer.publicKey != wish.publicKey { traits.insert(.otherKey) }
      if signer.subjectName != wish.subjectName { traits.insert(.otherSubject) }
    }
    if wish.publicKey.kind == .ec { traits.insert(.ec) }
    if wish.publicKey.kind == .rsa, wish.publicKey.bits > 2048 { traits.insert(.rsa3072) }
    if !wish.extensions.isEmpty {
      traits.insert(.requestedExtensions)
      if isRenewal { traits.insert(.renewedExtensions) }
      if wish.extensions.contains(where: { (128...255).contains($0.value.count) }) { traits.insert(.mediumExtension) }
    }
    for challenge in wish.challenges {
      switch challenge.tag {
      case ChallengeText.utf8String: traits.insert(.utf8String)
      case ChallengeText.ia5String: traits.insert(.ia5String)
      case ChallengeText.t61String: traits.insert(.t61String)
      default: break
      }
    }
    return traits
  }

  /// Hexadecimal digits, as many as MD5, SHA-1, SHA-256 or SHA-512 have.
  private static func isKeyDigest(_ transactionID: [UInt8]) -> Bool {
    let isHexadecimal = transactionID.allSatisfy { octet in
      (0x30...0x39).contains(octet) || (0x41...0x46).contains(octet) || (0x61...0x66).contains(octet)
    }
    return isHexadecimal && [32, 40, 64, 128].contains(transactionID.count)
  }

  private static let digestWords: [Digest: Tolerance] = [
    .sha1: .sha1, .sha256: .sha256, .sha384: .sha384, .sha512: .sha512,
  ]
  private static let cipherWords: [ContentCipher: Tolerance] = [
    .aes128CBC: .aes128, .aes192CBC: .aes192, .aes256CBC: .aes256, .des3CBC: .tripleDES,
  ]
}
