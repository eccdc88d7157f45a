import Foundation
import ScepspecCMS

/// Whether those who bear the names of issuers signed what bears their names, among all certificates of a run.
///
/// Certificates come one by one and in any order: whichever comes later tells.
final class IssuerCheck: @unchecked Sendable {  // `lock` guards the certificates
  private let lock = NSLock()
  private var authorities: [String: [Certificate]] = [:]
  private var issued: [String: [Certificate]] = [:]
  private var count = 0

  /// Certificates that are remembered, and of them those of one name.
  private static let most = 20_000
  private static let mostOfName = 32

  /// Of a certificate, whether an authority of its issuer's name signed it; of an authority's, whether it signed one
  /// that bears its name as issuer. `nil` where nothing is known to compare.
  func verdict(on certificate: Certificate) -> Bool? {
    lock.lock()
    defer { lock.unlock() }
    if certificate.isCA {
      remember(certificate, in: &authorities, as: certificate.subject)
      return issued[certificate.subject]?.contains { $0.isSigned(by: certificate) }
    }
    guard !certificate.isSelfIssued else { return nil }
    remember(certificate, in: &issued, as: certificate.issuer)
    return authorities[certificate.issuer]?.contains { certificate.isSigned(by: $0) }
  }

  private func remember(_ certificate: Certificate, in known: inout [String: [Certificate]], as name: String) {
    guard count < Self.most, known[name, default: []].count < Self.mostOfName,
      known[name]?.contains(certificate) != true
    else { return }
    count += 1
    known[name, default: []].append(certificate)
  }
}
