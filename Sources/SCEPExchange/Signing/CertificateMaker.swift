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

  /// What a signer's certificate looks like; days are counted from now.
  struct Plan: Hashable {
    /// Backdated, so that clocks may differ by a day.
    var from = -1
    var until = 30
    var extensions = ["keyUsage=critical,digitalSignature,keyEncipherment"]
    var digest = Digest.sha256

    static let usual = Plan()
    static let expired = Plan(from: -60, until: -30)
    static let notYetValid = Plan(from: 30, until: 60)
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
        serialNumber: model.serialNumber, notBefore: day(-1), notAfter: day(30), publicKey: key.publicKey,
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
        subject: subject, serialNumber: surroundings.serialNumber(), notBefore: day(plan.from),
        notAfter: day(plan.until), publicKey: publicKey, extensions: plan.extensions
      ).issue(signedBy: key, digest: plan.digest, issuer: issuer)
    }
    made[slot] = certificate
    return certificate
  }

  private func day(_ days: Int) -> Int { surroundings.now() + days * 86_400 }
}

/// Turns a failure of the cryptography into an adapter's.
func building<Value>(_ body: () throws(CryptoError) -> Value) throws(AdapterError) -> Value {
  do {
    return try body()
  } catch {
    throw AdapterError(.construction, error.reason)
  }
}
