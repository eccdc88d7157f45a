import ScepspecASN1
public import ScepspecCMS

/// Whom an envelope is for.
public struct Recipient: Sendable {
  /// The key that enciphers the content key.
  public var publicKey: PublicKey
  /// The certificate that the recipientInfo names; its key need not be `publicKey`.
  public var certificate: Certificate
  public var reference: CertificateReference

  public init(
    _ certificate: Certificate, publicKey: PublicKey? = nil, reference: CertificateReference = .issuerAndSerialNumber
  ) {
    self.certificate = certificate
    self.publicKey = publicKey ?? certificate.publicKey
    self.reference = reference
  }
}

/// The pkcsPKIEnvelope: an EnvelopedData in its ContentInfo (RFC 5652 section 6, RFC 8894 section 3.2.2).
struct EnvelopeRecipe {
  var cipher: ContentCipher
  var keyTransport: KeyTransport
  var recipients: [Recipient]
  /// What both sides know, for a recipient whose key can only sign (RFC 8894 section 3.1).
  var password: [UInt8]?
  /// Makes content keys and initialisation vectors: so many octets.
  var random: @Sendable (Int) -> [UInt8]

  func element(_ plain: [UInt8]) throws(BuildError) -> Element {
    let key = random(cipher.keyOctets)
    let iv = random(cipher.blockOctets)
    let cipherText = try building { () throws(CryptoError) in try cipher.encrypt(plain, key: key, iv: iv) }
    let encryptedContent = Element.context(0, octets: cipherText, label: "envelope.encryptedContent")
      .in(role: .streamed)
    let contentInfo = Element.sequence([
      .objectIdentifier(ContentTypeOID.data, label: "envelope.innerContentType"),
      .contentEncryptionAlgorithm(cipher, iv: iv), encryptedContent,
    ])
    let envelopedData = Element.sequence([
      .integer(version, label: "envelope.version"), try recipientInfos(key), contentInfo,
    ])
    return .sequence(
      [
        .objectIdentifier(ContentTypeOID.envelopedData, label: "envelope.contentType"), .context(0, [envelopedData]),
      ], label: "envelope")
  }

  /// RFC 5652 section 6.1: 3 with a password, else 2 as soon as one recipientInfo has another version than 0.
  private var version: Int {
    if password != nil { return 3 }
    return recipients.allSatisfy { $0.reference == .issuerAndSerialNumber } ? 0 : 2
  }

  /// In the order given, so that "the first recipientInfo" is the first recipient.
  private func recipientInfos(_ key: [UInt8]) throws(BuildError) -> Element {
    var infos: [Element] = []
    for recipient in recipients {
      let info = try recipientInfo(recipient, key)
      infos.append(infos.isEmpty ? info : info.withoutLabels())
    }
    if let password { infos.append(try passwordInfo(password, key, isFirst: infos.isEmpty)) }
    return .set(infos, label: "envelope.recipientInfos")
  }

  private func recipientInfo(_ recipient: Recipient, _ key: [UInt8]) throws(BuildError) -> Element {
    let encryptedKey = try building { () throws(CryptoError) in
      try recipient.publicKey.encryptKey(key, transport: keyTransport)
    }
    let label = "envelope.recipientInfo"
    return .sequence(
      [
        .integer(recipient.reference == .issuerAndSerialNumber ? 0 : 2),
        .certificateIdentifier(recipient.certificate, recipient.reference, label: "\(label).rid"),
        .keyTransportAlgorithm(keyTransport, label: "\(label).algorithm"),
        .octetString(encryptedKey, label: "\(label).encryptedKey"),
      ], label: label)
  }

  /// A PasswordRecipientInfo (RFC 5652 section 6.2.4): PBKDF2 and id-alg-PWRI-KEK with the cipher of the content.
  private func passwordInfo(_ password: [UInt8], _ key: [UInt8], isFirst: Bool) throws(BuildError) -> Element {
    let salt = random(16)
    let wrap = PasswordWrap(cipher: cipher, iv: random(cipher.blockOctets))
    let encryptedKey = try building { () throws(CryptoError) in
      let wrapping = try PasswordKey.derived(
        from: password, salt: salt, iterations: Self.iterations, digest: .sha256, octets: cipher.keyOctets)
      return try wrap.wrap(key, with: wrapping, random: random)
    }
    let label = "envelope.recipientInfo"
    let info = Element.context(
      3,
      [
        .integer(0),
        .context(0, Element.passwordDerivation(salt: salt, iterations: Self.iterations, digest: .sha256)),
        .passwordWrapAlgorithm(wrap, label: "\(label).algorithm"),
        .octetString(encryptedKey, label: "\(label).encryptedKey"),
      ], label: label)
    return isFirst ? info : info.withoutLabels()
  }

  /// A challengePassword is random or short-lived, so more would only cost time.
  private static let iterations = 10_000
}
