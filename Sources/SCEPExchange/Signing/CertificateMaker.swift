import ScepspecCMS

/// Makes the certificates that requests are signed with. One that is wanted again with the same names and keys is not
/// made again: each costs an RSA signature.
final class CertificateMaker {
  private let keys: ClientKeys
  private let surroundings: Surroundings
  private var made: [Slot: Certificate] = [:]

  private struct Slot: Hashable {
    var plan: Plan
    var subject: [UInt8]
    var issuer: [UInt8]
    var key: [UInt8]
  }

  /// What a signer's certificate looks like; minutes are counted from now.
  struct Plan: Hashable {
    /// Backdated, so that clocks may differ by a day.
    var from = -day
    var until = 30 * day
    var extensions = ["keyUsage=critical,digitalSignature,keyEncipherment"]
    var digest = Digest.sha256

    static let usual = Plan()
    static let day = 1_440
    static let expired = Plan(from: -60 * day, until: -30 * day)
    static let notYetValid = Plan(from: 30 * day, until: 60 * day)
    static let tenMinutes = Plan(from: -10, until: 10)
    static let noKeyUsage = Plan(extensions: [])
    /// The authorityKeyIdentifier is critical, against RFC 5280 section 4.2.1.1, and the digest SHA-1.
    static let criticalKeyIdentifier = Plan(
      extensions: ["subjectKeyIdentifier=hash", "authorityKeyIdentifier=critical,keyid:always"], digest: .sha1)
    static let authority = Plan(
      extensions: [
        "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign,digitalSignature,keyEncipherment",
        "subjectKeyIdentifier=hash",
      ])
  }

  init(keys: ClientKeys, surroundings: Surroundings) {
    self.keys = keys
    self.surroundings = surroundings
  }

  func selfSigned(_ subject: Name, _ key: PrivateKey, _ plan: Plan = .usual) throws(AdapterError) -> Certificate {
    try certificate(subject, key.publicKey, plan, signedBy: key, issuer: nil)
  }

  /// A certificate for the key from a CA that the server does not know, under whatever name that CA goes by.
  func issued(_ subject: Name, _ key: PrivateKey, byForeignCA name: Name) throws(AdapterError) -> Certificate {
    let authorityKey = try keys.key(.foreignCA)
    let authority = try selfSigned(name, authorityKey, .authority)
    return try certificate(subject, key.publicKey, .usual, signedBy: authorityKey, issuer: authority)
  }

  /// A certificate with names and serial number of another one, made with one's own key.
  func copy(of model: Certificate, _ key: PrivateKey) throws(AdapterError) -> Certificate {
    try building { () throws(CryptoError) in
      try CertificateTemplate(
        subject: try Name(der: model.subjectName), issuer: try Name(der: model.issuerName),
        serialNumber: model.serialNumber, notBefore: minutes(Plan.usual.from), notAfter: minutes(Plan.usual.until),
        publicKey: key.publicKey,
        extensions: Plan.usual.extensions
      ).issue(signedBy: key)
    }
  }

  private func certificate(
    _ subject: Name, _ publicKey: PublicKey, _ plan: Plan, signedBy key: PrivateKey, issuer: Certificate?
  ) throws(AdapterError) -> Certificate {
    let slot = Slot(
      plan: plan, subject: subject.der, issuer: issuer?.der ?? [], key: publicKey.subjectPublicKeyInfo)
    if let certificate = made[slot] { return certificate }
    let certificate = try building { () throws(CryptoError) in
      try CertificateTemplate(
        subject: subject, serialNumber: surroundings.serialNumber(), notBefore: minutes(plan.from),
        notAfter: minutes(plan.until), publicKey: publicKey, extensions: plan.extensions
      ).issue(signedBy: key, digest: plan.digest, issuer: issuer)
    }
    made[slot] = certificate
    return certificate
  }

  private func minutes(_ minutes: Int) -> Int { surroundings.now() + minutes * 60 }
}

/// Turns a failure of the cryptography into an adapter's.
func building<Value>(_ body: () throws(CryptoError) -> Value) throws(AdapterError) -> Value {
  do {
    return try body()
  } catch {
    throw AdapterError(.construction, error.reason)
  }
}
