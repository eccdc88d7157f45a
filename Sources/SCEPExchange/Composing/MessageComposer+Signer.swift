import ScepspecCMS
import ScepspecSCEPMessages

extension MessageComposer {
  struct Signing {
    var certificate: Certificate
    var key: PrivateKey
    /// Certificates that go before the signer's whatever else is said.
    var before: [Certificate] = []
  }

  /// The name of a CA that no server knows.
  static let foreignName = "/O=scepspec/CN=scepspec foreign CA"

  /// The certificate that signs, and its key.
  func signer(_ request: MessageRequest, _ earlier: RememberedMessage?, subject: Name, key: PrivateKey)
    throws(AdapterError) -> Signing
  {
    switch request.signer {
    case .selfSigned: return try selfSigned(subject, key, .usual)
    case .expired: return try selfSigned(subject, key, .expired)
    case .notYetValid: return try selfSigned(subject, key, .notYetValid)
    case .criticalKeyIdentifier: return try selfSigned(subject, key, .criticalKeyIdentifier)
    case .noKeyUsage: return try selfSigned(subject, key, .noKeyUsage)
    case .tenMinutes: return try selfSigned(subject, key, .tenMinutes)
    case .otherSubject: return try selfSigned(try freshName(), key, .usual)
    case .selfSignedOtherKey: return try selfSigned(subject, try keys.key(.other), .usual)
    case .foreignCA:
      let name = try building { () throws(CryptoError) in try Name(Self.foreignName) }
      return Signing(certificate: try maker.issued(subject, key, byForeignCA: name), key: key)
    case .forgedCA:
      guard let real = try requireAuthorities().issuing else { throw .precondition("GetCACert gave no CA certificate") }
      let name = try building { () throws(CryptoError) in try Name(der: real.subjectName) }
      return Signing(certificate: try maker.issued(subject, key, byForeignCA: name), key: key)
    case .copyOfIssued:
      let thief = try keys.key(.stranger)
      return Signing(certificate: try maker.copy(of: try issued(request, earlier), thief), key: thief)
    case .expiredIssued:
      let held = try requireExpired()
      return Signing(certificate: held.certificate, key: held.key)
    case .issued, .issuedAndSelf, .revoked: return try issuedSigner(request, earlier, subject: subject)
    }
  }

  func requireExpired() throws(AdapterError) -> (certificate: Certificate, key: PrivateKey) {
    if let expired = settings.expired { return expired }
    throw .precondition("the run has no certificate of this CA that has expired (--expired-certificate, --expired-key)")
  }

  private func selfSigned(_ subject: Name, _ key: PrivateKey, _ plan: CertificateMaker.Plan)
    throws(AdapterError) -> Signing
  {
    Signing(certificate: try maker.selfSigned(subject, key, plan), key: key)
  }

  private func issuedSigner(_ request: MessageRequest, _ earlier: RememberedMessage?, subject: Name)
    throws(AdapterError) -> Signing
  {
    let certificate = try issued(request, earlier)
    guard let earlier else { throw .specification("send.message.signer needs 'of'") }
    var signing = Signing(certificate: certificate, key: earlier.plan.key)
    if request.signer == .issuedAndSelf { signing.before = [try maker.selfSigned(subject, earlier.plan.key)] }
    return signing
  }

  /// The certificates of the SignedData.
  func certificates(
    _ request: MessageRequest, _ signing: Signing, _ earlier: RememberedMessage?
  ) throws(AdapterError) -> [Certificate] {
    let signer = signing.before + [signing.certificate]
    switch request.certificates {
    case .signer: return signer
    case .none: return []
    case .unrelated: return [try stranger()]
    case .issuerFirst, .signerFirst:
      guard let issuer = try requireAuthorities().issuing else {
        throw .precondition("GetCACert gave no CA certificate")
      }
      return request.certificates == .issuerFirst ? [issuer] + signer : signer + [issuer]
    case .issuedFirst: return [try issued(request, earlier)] + signer
    case .issuedLast: return signer + [try issued(request, earlier)]
    }
  }

  /// Whom the message is enciphered for.
  func recipients(_ request: MessageRequest) throws(AdapterError) -> [Recipient] {
    guard request.isEnveloped, request.effectivePayload != .none else { return [] }
    if request.recipient == .stranger { return [Recipient(try stranger())] }
    guard let ca = try requireAuthorities().recipient else {
      throw .precondition("GetCACert gave no RSA certificate that a request could be enciphered for")
    }
    switch request.recipient {
    case .ca, .stranger: return [Recipient(ca)]
    case .nextCA:
      guard let next = nextAuthorities?.recipient else {
        throw .precondition("GetNextCACert gave no RSA certificate that a request could be enciphered for")
      }
      return [Recipient(next)]
    case .two: return [Recipient(try stranger()), Recipient(ca)]
    case .otherKey: return [Recipient(ca, publicKey: try keys.key(.stranger).publicKey)]
    case .subjectKeyIdentifier:
      guard ca.subjectKeyIdentifier != nil else {
        throw .precondition("the CA's certificate has no subjectKeyIdentifier that could name it")
      }
      return [Recipient(ca, reference: .subjectKeyIdentifier)]
    }
  }

  private func stranger() throws(AdapterError) -> Certificate {
    let name = try building { () throws(CryptoError) in try Name("/O=scepspec/CN=scepspec stranger") }
    return try maker.selfSigned(name, try keys.key(.stranger))
  }
}
