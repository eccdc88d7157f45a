import CMS
import Model
import SCEPMessages

/// What is known of a server after some exchanges: by it the later ones are judged.
struct Knowledge {
  private(set) var authorities: AuthorityCertificates?
  /// The authorities are those of a GetCACert that said nothing special.
  private var hasPlainAuthorities = false
  /// The certificates that the exchanges caused.
  private(set) var issued: [IssuedCertificate] = []

  mutating func learn(_ id: String, _ asked: Asked, _ reading: Observer.Reading) {
    if let found = reading.authorities, !found.all.isEmpty, asked.isPlain || !hasPlainAuthorities {
      authorities = found
      hasPlainAuthorities = hasPlainAuthorities || asked.isPlain
    }
    guard let certificate = reading.issued, asked.isForNewCertificate else { return }
    let serial = hexadecimal(certificate.serialNumber)
    learn(IssuedCertificate(serial: serial, subject: certificate.subject, exchange: id))
  }

  mutating func learn(_ entry: IssuedCertificate) {
    if !issued.contains(where: { $0.serial == entry.serial && $0.subject == entry.subject }) { issued.append(entry) }
  }
}
