import ScepspecCMS

/// Makes certificates out of requests that were granted.
struct Issuer: Sendable {
  var authority: Authority
  var behaviour: Behaviour
  var strangers: Strangers?
  /// In seconds; see `ServerConfiguration`.
  var validity: Int
  var backdating: Int
  var random: @Sendable (Int) -> [UInt8]

  private static let month = 30 * 86_400
  private static let year = 365 * 86_400

  /// The certificate for a request.
  ///
  /// - Parameter outlives: the certificate that is renewed: the new one ends later, be it by a second.
  func issue(_ enrolment: Enrolment, now: Int, outlives old: Certificate? = nil) throws -> Certificate {
    let isForNext = enrolment.isForNextCA && behaviour.issueWith != .current
    let ca = isForNext ? authority.next ?? authority.issuer : authority.issuer
    let (start, end) = validity(now: now, ca: ca.certificate, old: old)
    var template = CertificateTemplate(
      subject: try Name(der: enrolment.wish.subjectName),
      serialNumber: SerialNumber.make(behaviour.serials, random), notBefore: start, notAfter: end,
      publicKey: publicKey(for: enrolment))
    setExtensions(&template, enrolment.wish.extensions)
    let key = behaviour.issueWith == .stranger ? strangers?.ca.key ?? ca.key : ca.key
    return try template.issue(signedBy: key, digest: digest, issuer: ca.certificate)
  }

  private func setExtensions(_ template: inout CertificateTemplate, _ requested: [Extension]) {
    if behaviour.issueWith == .v1 {
      template.version = 1
      return
    }
    let policy = ExtensionPolicy(
      copiesEverything: behaviour.copyExtensions, makesCAs: behaviour.issueWith == .asCA, skip: behaviour.skip)
    (template.extensions, template.copiedExtensions) = policy.extensions(for: requested)
  }

  private func publicKey(for enrolment: Enrolment) -> PublicKey {
    switch behaviour.issueFor {
    case .csr: enrolment.wish.publicKey
    case .signer: enrolment.signer?.publicKey ?? enrolment.wish.publicKey
    case .other: strangers?.ca.key.publicKey ?? authority.issuer.key.publicKey
    }
  }

  private var digest: Digest {
    switch behaviour.issueWith {
    case .ca, .current, .stranger, .v1, .asCA: .sha256
    case .md5: .md5
    case .sha1: .sha1
    }
  }

  /// Never beyond the CA's own end (RFC 5280 section 6 would refuse the chain).
  private func validity(now: Int, ca: Certificate, old: Certificate?) -> (start: Int, end: Int) {
    let start = max(now - backdating, ca.notBefore)
    let end = min(max(now + validity, old.map { $0.notAfter + 1 } ?? 0), ca.notAfter)
    switch behaviour.validity {
    case .normal: return (start, end)
    case .fromNow: return (now, end)
    case .future: return (now + Self.month, now + Self.month + Self.year)
    case .beyondCA: return (start, ca.notAfter + Self.month)
    case .expired: return (now - 2 * Self.year, now - Self.year)
    }
  }
}
