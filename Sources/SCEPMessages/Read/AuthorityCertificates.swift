public import ScepspecCMS

/// The certificates of a GetCACert reply by what a client does with them.
///
/// Servers with a registration authority send up to three: one that deciphers, one that signs, one that issues. They
/// are told apart by keyUsage, never by their place.
public struct AuthorityCertificates: Sendable {
  /// In the order of the reply.
  public let all: [Certificate]
  /// The one that requests are enciphered for; `nil` where there is no RSA certificate.
  public let recipient: Certificate?
  /// Those that may sign a CertRep, likeliest first: by keyUsage, then the rest.
  public let verifiers: [Certificate]
  /// The CA certificates.
  public let issuers: [Certificate]
  /// Those that issued no other one.
  public let leaves: [Certificate]
  /// Every certificate is self-issued, or its issuer is here and signed it.
  public let chainUnbroken: Bool
  /// Every self-issued certificate is signed by its own key, or by another certificate that is here.
  public let selfSignaturesHold: Bool
  /// How many groups there are that have nothing to do with each other.
  public let hierarchies: Int
  public var hasRA: Bool { all.contains { !$0.isAuthority } }
  public var rootIncluded: Bool { issuers.contains(where: \.isSelfIssued) }
  public var hasIntermediate: Bool { issuers.contains { !$0.isSelfIssued } }

  /// `now`, in seconds since 1970-01-01T00:00:00Z, makes certificates outside their validity the second choice.
  public init(_ certificates: [Certificate], now: Int) {
    all = certificates
    let graph = IssuerGraph(certificates)
    leaves = graph.leaves
    chainUnbroken = graph.isUnbroken
    selfSignaturesHold = graph.selfSignaturesHold
    hierarchies = graph.groups
    issuers = certificates.filter(\.isAuthority)
    verifiers =
      certificates.filter { $0.mayBeUsed(for: "digitalSignature") }
      + certificates.filter { !$0.mayBeUsed(for: "digitalSignature") }
    let ranked = certificates.indices.filter { certificates[$0].publicKey.kind == .rsa }.map { index in
      (index, Self.rank(certificates[index], hasIssued: graph.hasIssued[index], now: now))
    }
    let best = ranked.min { left, right in
      left.1 == right.1 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
    }
    recipient = best.map { certificates[$0.0] }
  }

  /// Smaller is better, the first entry counts most: keyUsage (old servers do not care for it, so that it excludes
  /// nobody), an RA before a CA, an intermediate before a root, one without further CAs below it.
  private static func rank(_ certificate: Certificate, hasIssued: Bool, now: Int) -> [Int] {
    [
      certificate.mayBeUsed(for: "keyEncipherment") ? 0 : 1,
      certificate.notBefore <= now && now <= certificate.notAfter ? 0 : 1,
      certificate.isAuthority ? 1 : 0,
      certificate.isSelfIssued ? 1 : 0,
      hasIssued ? 1 : 0,
      certificate.keyUsage == nil ? 1 : 0,
    ]
  }

  /// The CA certificate of these, or of `others` that chain to one of these, that signed the certificate.
  func issuer(of certificate: Certificate, or others: [Certificate] = []) -> Certificate? {
    if let direct = issuers.first(where: { certificate.wasIssued(by: $0) }) { return direct }
    let between = others.filter { $0.isAuthority && $0 != certificate }.prefix(32)
    return between.first { certificate.wasIssued(by: $0) && chains($0, through: Array(between)) }
  }

  /// Whether the CA certificate is one of these or goes back to one through the others; at most eight steps.
  private func chains(_ start: Certificate, through others: [Certificate]) -> Bool {
    var current = start
    for _ in 0..<8 {
      if issuers.contains(current) || issuers.contains(where: { current.wasIssued(by: $0) }) { return true }
      guard let next = others.first(where: { $0 != current && current.wasIssued(by: $0) }) else { return false }
      current = next
    }
    return false
  }
}
