import ScepspecCMS
import ScepspecSCEPMessages

extension AuthorityCertificates {
  /// The CA that issues: the one that the recipient is, or that issued the recipient, or the first there is.
  var issuing: Certificate? {
    guard let recipient else { return issuers.first }
    if issuers.contains(recipient) { return recipient }
    return issuers.first { $0.subjectName == recipient.issuerName } ?? issuers.first
  }

  /// Whether some certificate has the fingerprint: SHA-256, SHA-1 or MD5 by its length.
  func has(fingerprint: [UInt8]) -> Bool {
    let digests = [Digest.sha256, .sha1, .md5].filter { $0.octets == fingerprint.count }
    return digests.contains { digest in all.contains { digest.hash($0.der) == fingerprint } }
  }
}
