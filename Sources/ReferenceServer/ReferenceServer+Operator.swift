public import ScepspecCMS

/// What a person at the CA does while the server runs.
extension ReferenceServer {
  /// A certificate of this CA, for a key of the caller's, whose validity ended yesterday.
  ///
  /// - Parameter subject: Such as `/O=Reference/CN=former device`.
  public func expiredCertificate(for key: PublicKey, subject: String) throws -> Certificate {
    let ca = service.authority.issuer
    let end = configuration.clock() - 86_400
    return try CertificateTemplate(
      subject: try Name(subject), serialNumber: SerialNumber.random(configuration.random), notBefore: end - 30 * 86_400,
      notAfter: end, publicKey: key, extensions: ["keyUsage=critical,digitalSignature,keyEncipherment"]
    ).issue(signedBy: ca.key, digest: .sha256, issuer: ca.certificate)
  }

  /// A new one-time challengePassword, of letters and digits only, worth 128 bits of chance.
  ///
  /// `nil` where the configuration does not ask for one-time challenges.
  public func issueChallenge() -> String? {
    guard case .oneTime = configuration.challenge else { return nil }
    let secret = configuration.random(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    service.registrar.ledger.withLock { $0.challenges.add(secret, now: configuration.clock()) }
    return secret
  }

  /// The transactionIDs of the requests that wait for somebody, sorted.
  public var waiting: [String] { service.registrar.waiting.map { String(decoding: $0, as: UTF8.self) } }

  /// Grants a waiting request; its certificate comes with the next poll. False where no such request waits.
  @discardableResult
  public func approve(transactionID: String) -> Bool { service.registrar.approve(Array(transactionID.utf8)) }

  /// Turns a waiting request down. False where no such request waits.
  @discardableResult
  public func refuse(transactionID: String, reason: String = "The request was turned down.") -> Bool {
    service.registrar.refuse(Array(transactionID.utf8), reason)
  }

  /// Puts a certificate on the CRL; it renews nothing any more. False where it was not issued here.
  ///
  /// - Parameter serialNumber: Content octets, as `Certificate.serialNumber` has them.
  @discardableResult
  public func revoke(serialNumber: [UInt8]) -> Bool {
    service.registrar.ledger.withLock { $0.revoke(serialNumber: serialNumber, at: configuration.clock()) }
  }
}
