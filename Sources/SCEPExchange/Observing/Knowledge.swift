import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

/// What is known of a server after some exchanges: by it the later ones are judged.
struct Knowledge {
  private(set) var authorities: AuthorityCertificates?
  /// The authorities are those of a GetCACert that said nothing special.
  private var hasPlainAuthorities = false
  /// The certificates of GetNextCACert.
  private(set) var nextAuthorities: AuthorityCertificates?
  /// The certificates that the exchanges caused.
  private(set) var issued: [IssuedCertificate] = []

  mutating func learn(_ id: String, _ asked: Asked, _ reading: Observer.Reading) {
    if let found = reading.authorities, !found.all.isEmpty, asked.isPlain || !hasPlainAuthorities {
      authorities = found
      hasPlainAuthorities = hasPlainAuthorities || asked.isPlain
    }
    if let next = reading.nextAuthorities, !next.all.isEmpty { nextAuthorities = next }
    guard let certificate = reading.issued, asked.isForNewCertificate else { return }
    let serial = hexadecimal(certificate.serialNumber)
    learn(IssuedCertificate(serial: serial, subject: certificate.subject, exchange: id))
  }

  /// Who may have signed a reply: of a message for the authority to come, that one too.
  func authorities(for asked: Asked, now: Int) -> AuthorityCertificates? {
    guard asked.isForNextCA, let nextAuthorities else { return authorities }
    return AuthorityCertificates((authorities?.all ?? []) + nextAuthorities.all, now: now)
  }

  mutating func learn(_ entry: IssuedCertificate) {
    if !issued.contains(where: { $0.serial == entry.serial && $0.subject == entry.subject }) { issued.append(entry) }
  }
}
