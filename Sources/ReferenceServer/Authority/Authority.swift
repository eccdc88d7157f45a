import ScepspecCMS

/// Who issues, who deciphers requests and signs replies, and what GetCACert says about them.
struct Authority: Sendable {
  /// Signs certificates and CRLs, and the reply to GetNextCACert.
  var issuer: Identity
  /// Deciphers requests: the issuer itself, or the registration authority.
  var transport: Identity
  /// Signs CertReps: the same, unless a registration authority has two certificates.
  var replying: Identity
  /// The root above the issuer, where there is one.
  var root: Certificate?
  /// The CA that will follow, where one is announced.
  var next: Identity?

  /// What GetCACert holds: the certificate that clients deal with first, the top of the chain last.
  var certificates: [Certificate] {
    var certificates = [transport.certificate]
    if replying.certificate != transport.certificate { certificates.append(replying.certificate) }
    if issuer.certificate != transport.certificate { certificates.append(issuer.certificate) }
    if let root { certificates.append(root) }
    return certificates
  }

  /// What GetNextCACert holds.
  var nextCertificates: [Certificate] {
    guard let next else { return [] }
    return [next.certificate] + (root.map { [$0] } ?? [])
  }

  /// Whom a request may be enciphered for.
  var recipients: [Identity] { [transport] + (next.map { [$0] } ?? []) }

  /// The CA certificates whose signature makes a client's certificate one of ours.
  var issuers: [Identity] { [issuer] + (next.map { [$0] } ?? []) }
}
