import ScepspecCMS
import ScepspecSCEPMessages

extension Registrar {
  /// The certification request itself: signature, algorithms, key (RFC 8894 sections 2.9 and 7.9).
  func inspect(_ wish: CertificateWish) throws(Refusal) {
    guard wish.signatureValid || skips(.csrSignature) else {
      throw Refusal(.badRequest, "The certification request's own signature does not hold.")
    }
    guard wish.subjectName != Self.emptyName || skips(.subject) else {
      throw Refusal(.badRequest, "The certification request has no subject.")
    }
    guard wish.publicKey.kind == .rsa || wish.publicKey.kind == .ec else {
      throw Refusal(.badAlg, "Only RSA and EC keys are certified.")
    }
    guard algorithms.accepts(signature: wish.signatureAlgorithmOID) || skips(.csrDigest) || wish.isAssumed else {
      throw Refusal(.badAlg, "The certification request's signature algorithm is not supported.")
    }
    guard wish.publicKey.kind != .rsa || wish.publicKey.bits >= minimumKeyBits || skips(.keySize) else {
      throw Refusal(.badRequest, "The key has \(wish.publicKey.bits) bits; \(minimumKeyBits) are the least.")
    }
  }

  /// A SEQUENCE without elements.
  private static let emptyName: [UInt8] = [0x30, 0]

  /// Whether the request may have what it asks for.
  ///
  /// - Returns: The certificate that authenticated the client, where one did.
  func authorise(_ enrolment: Enrolment, _ ledger: inout Ledger) throws(Refusal) -> Certificate? {
    if enrolment.messageType == .renewalReq { return try authoriseRenewal(enrolment, ledger) }
    let authenticated = enrolment.signer.flatMap { problem(ofRenewing: $0, ledger) == nil ? $0 : nil }
    if ledger.challenges.isOpen || skips(.challenge) || enrolment.wish.isAssumed { return authenticated }
    if let authenticated, enrolment.wish.challenges.isEmpty, offers.contains(.renewal),
      DistinguishedName.areEqual(authenticated.subjectName, enrolment.wish.subjectName)
    {
      // Clients from before RenewalReq renew like this.
      if behaviour.refuse.contains(.renewalAsPKCSReq) { throw Refusal(.renewalAsPKCSReq) }
      return authenticated
    }
    try spendChallenge(of: enrolment.wish, &ledger)
    return authenticated
  }

  /// RFC 8894 section 2.3: an existing certificate authenticates; a challenge need not be there but must not be wrong.
  private func authoriseRenewal(_ enrolment: Enrolment, _ ledger: Ledger) throws(Refusal) -> Certificate? {
    guard offers.contains(.renewal) else { throw Refusal(.badRequest, "RenewalReq is not supported.") }
    if skips(.renewalSigner) { return enrolment.signer }
    guard let signer = enrolment.signer else { throw Refusal(.badRequest, "There is no certificate to renew.") }
    if let problem = problem(ofRenewing: signer, ledger) { throw Refusal(.badRequest, problem) }
    if enrolment.wish.challenges.isEmpty, behaviour.refuse.contains(.renewalWithoutChallenge) {
      throw Refusal(.renewalWithoutChallenge)
    }
    if ledger.challenges.isOpen || skips(.challenge) || enrolment.wish.isAssumed { return signer }
    let standing = standing(ofChallengeIn: enrolment.wish, ledger)
    if let standing, standing != .good, standing != .used {
      throw Refusal(.badRequest, "The challengePassword is wrong.")
    }
    guard standing == .good || DistinguishedName.areEqual(signer.subjectName, enrolment.wish.subjectName) else {
      throw Refusal(.badRequest, "The certificate to be renewed has another subject.")
    }
    return signer
  }

  /// Why the certificate cannot authenticate its owner; `nil` where it can.
  func problem(ofRenewing signer: Certificate, _ ledger: Ledger) -> String? {
    guard isOurs(signer) else { return "The signer's certificate was not issued by this CA." }
    let now = clock()
    guard signer.notBefore <= now && now <= signer.notAfter || skips(.renewalValidity) else {
      return "The signer's certificate is not within its validity."
    }
    return ledger.isRevoked(signer) && !skips(.renewalRevocation) ? "The signer's certificate has been revoked." : nil
  }

  /// Issued by this CA to a client: the signature decides, names alone are easily copied.
  private func isOurs(_ certificate: Certificate) -> Bool {
    !certificate.isCA
      && issuer.authority.issuers.contains { ca in
        ca.certificate.subjectName == certificate.issuerName && certificate.isSigned(by: ca.certificate)
      }
  }

  private func spendChallenge(of wish: CertificateWish, _ ledger: inout Ledger) throws(Refusal) {
    if wish.challenges.isEmpty, skips(.challengePresence) { return }
    if wish.challenges.first?.octets.isEmpty == true, skips(.emptyChallenge) { return }
    switch standing(ofChallengeIn: wish, ledger) {
    case nil: throw Refusal(.badRequest, "A challengePassword is needed.")
    case .unknown: throw Refusal(.badRequest, "The challengePassword is wrong.")
    case .expired: throw Refusal(.badRequest, "The challengePassword has expired.")
    case .used where !skips(.oneTimeChallenge):
      throw Refusal(.badRequest, "The challengePassword has been used before.")
    case .used, .good:
      for reading in wish.challenges.flatMap({ ChallengeText($0).readings }) { ledger.challenges.use(reading) }
    }
  }

  /// `nil` where the request has no challenge; several of them are as good as a wrong one.
  private func standing(ofChallengeIn wish: CertificateWish, _ ledger: Ledger) -> ChallengeBook.Standing? {
    guard let password = wish.challenges.first else { return nil }
    let counting = behaviour.challengeComparison == .some ? wish.challenges : [password]
    guard wish.challenges.count == counting.count else { return .unknown }
    let standings = counting.flatMap { ChallengeText($0).readings }.map {
      ledger.challenges.standing(of: $0, now: clock())
    }
    return standings.first { $0 != .unknown } ?? .unknown
  }
}
