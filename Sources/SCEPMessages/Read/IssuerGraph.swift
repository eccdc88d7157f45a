import ScepspecCMS

/// Who issued whom among a few certificates.
struct IssuerGraph {
  let certificates: [Certificate]
  /// For each certificate, those that signed it, by index; never itself or a copy of itself.
  let issuers: [[Int]]
  /// For each certificate, whether it issued another one.
  let hasIssued: [Bool]

  /// Signatures are only tried where the names fit, and at most `verifications` of them: beyond, names have to do.
  init(_ certificates: [Certificate], verifications: Int = 64) {
    let subjects = certificates.map { Self.key($0.subjectName) }
    let bySubject = Dictionary(grouping: certificates.indices, by: { subjects[$0] })
    var left = verifications
    var hasIssued = certificates.map { _ in false }
    issuers = certificates.map { certificate in
      let named = bySubject[Self.key(certificate.issuerName)] ?? []
      let found = named.filter { candidate in
        guard certificates[candidate] != certificate else { return false }
        left -= 1
        return left < 0 || certificate.isSigned(by: certificates[candidate])
      }
      for index in found { hasIssued[index] = true }
      return found
    }
    self.certificates = certificates
    self.hasIssued = hasIssued
  }

  /// The certificates that issued no other one, in order.
  var leaves: [Certificate] { certificates.indices.filter { !hasIssued[$0] }.map { certificates[$0] } }

  /// Every certificate is self-issued, or its issuer is here and signed it.
  var isUnbroken: Bool { certificates.indices.allSatisfy { certificates[$0].isSelfIssued || !issuers[$0].isEmpty } }

  /// Every self-issued certificate is signed by its own key, or by another one's that is here. Beyond `verifications` of
  /// them nothing is said against the rest.
  var selfSignaturesHold: Bool {
    let alone = certificates.indices.filter { certificates[$0].isSelfIssued && issuers[$0].isEmpty }
    return alone.prefix(Self.mostSelfSignatures).allSatisfy { certificates[$0].isSigned(by: certificates[$0]) }
  }

  private static let mostSelfSignatures = 32

  /// How many groups there are in which everybody issued, was issued by, or bears the same name as another one.
  var groups: Int {
    var group = Array(certificates.indices)
    var named: [[Set<[String]>]: Int] = [:]
    for index in certificates.indices {
      let name = Self.key(certificates[index].subjectName)
      let namesake = named[name] ?? index
      named[name] = namesake
      for other in issuers[index] + [namesake] where group[other] != group[index] {
        let (kept, gone) = (group[other], group[index])
        group = group.map { $0 == gone ? kept : $0 }
      }
    }
    return Set(group).count
  }

  private static func key(_ name: [UInt8]) -> [Set<[String]>] {
    DistinguishedName.canonical(name) ?? [[Digest.sha256.hash(name).map { String($0) }]]
  }
}

extension Certificate {
  /// A CA certificate by its basicConstraints, or an old one that is self-issued and cannot say.
  var isAuthority: Bool { isCA || version < 3 && isSelfIssued }

  /// keyUsage allows it, or there is none (RFC 5280 section 4.2.1.3).
  func mayBeUsed(for usage: String) -> Bool { keyUsage?.contains(usage) ?? true }

  /// Whether that certificate's name and key fit the issuer of this one.
  func wasIssued(by issuer: Certificate) -> Bool {
    DistinguishedName.areEqual(issuerName, issuer.subjectName) && isSigned(by: issuer)
  }
}
