import ScepspecCMS
import ScepspecSCEPMessages

extension Registrar {
  /// The challengePassword of the request that a submission is, or polls for.
  func challenge(for submission: Submission, _ transactionID: [UInt8]) -> [UInt8]? {
    switch submission {
    case .enrolment(let enrolment): enrolment.wish.challenges.first?.octets
    case .poll: ledger.withLock { $0.transactions[transactionID]?.enrolment.wish.challenges.first?.octets }
    case .certificate, .revocationList: nil
    }
  }

  /// Answers a GetCert (RFC 8894 section 3.3.4); anybody may ask, certificates are no secret.
  func certificate(_ wanted: IssuerAndSerialNumber) -> Outcome {
    guard offers.contains(.getCert) else { return .refused(Refusal(.badRequest, "GetCert is not supported.")) }
    if let found = known(wanted) { return .certificates([found]) }
    if skips(.unknownSerial) { return .certificates([issuer.authority.issuer.certificate]) }
    return .refused(Refusal(.badCertId, "There is no such certificate."))
  }

  /// Answers a GetCRL: the list of the issuer that the certificate names, if that is this CA and the certificate its.
  func revocationList(_ wanted: IssuerAndSerialNumber) -> Outcome {
    guard offers.contains(.getCRL) else { return .refused(Refusal(.badRequest, "GetCRL is not supported.")) }
    let isRight = known(wanted)?.issuerName == issuer.authority.issuer.certificate.subjectName
    guard isRight || isOwn(wanted) || skips(.unknownSerial) else {
      return .refused(Refusal(.badCertId, "There is no such certificate of this CA."))
    }
    guard let list = currentRevocationList() else {
      return .refused(Refusal(.badRequest, "The revocation list cannot be made."))
    }
    return .revocationList(list)
  }

  private func known(_ wanted: IssuerAndSerialNumber) -> Certificate? {
    let authority = issuer.authority
    return ledger.withLock { ledger in ledger.issued(wanted) }
      ?? (authority.certificates + authority.nextCertificates).first { wanted.means($0) }
  }

  /// The CA's own certificate, named by the CA's own name: some clients have no other serial number at hand.
  private func isOwn(_ wanted: IssuerAndSerialNumber) -> Bool {
    let ca = issuer.authority.issuer.certificate
    return DistinguishedName.areEqual(wanted.issuerName, ca.subjectName)
      && IssuerAndSerialNumber(issuerName: ca.issuerName, serialNumber: wanted.serialNumber).means(ca)
  }

  /// The list that is in force, made anew after a revocation and when half of its time is over.
  func currentRevocationList() -> RevocationList? {
    let now = clock()
    let (revocations, entries) = ledger.withLock { ledger in (ledger.revocations, ledger.revoked) }
    return revocationLists.withLock { current in
      if let current, current.revocations == revocations, now - current.thisUpdate < CurrentRevocationList.week / 2 {
        return current.list
      }
      let ca = issuer.authority.issuer
      let start = behaviour.hasOverdueCRL ? now - 2 * CurrentRevocationList.week : now
      let made = try? RevocationList.build(
        issuer: ca.certificate.subjectName, key: ca.key, entries: entries, thisUpdate: start,
        nextUpdate: start + CurrentRevocationList.week)
      current = made.map { CurrentRevocationList(list: $0, thisUpdate: now, revocations: revocations) }
      return made
    }
  }
}

struct CurrentRevocationList: Sendable {
  var list: RevocationList
  /// Seconds since 1970.
  var thisUpdate: Int
  /// How many revocations it knows of.
  var revocations: Int

  /// In seconds.
  static let week = 7 * 86_400
}
