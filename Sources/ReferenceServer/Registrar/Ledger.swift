import CMS
import SCEPMessages

/// What the CA remembers: transactions, certificates, challenges.
struct Ledger: Sendable {
  /// By the octets of the transactionID.
  var transactions: [[UInt8]: Transaction] = [:]
  /// DER of the subjects, and the keys, that have a certificate.
  private(set) var subjects: Set<[UInt8]> = []
  private(set) var keys: Set<PublicKey> = []
  var challenges: ChallengeBook
  /// Counts revocations, so that a CRL knows whether it is out of date.
  private(set) var revocations = 0
  private var certificates: [SerialKey: IssuedCertificate] = [:]

  init(challenges: ChallengeBook) { self.challenges = challenges }

  mutating func record(_ certificate: Certificate) {
    certificates[SerialKey(certificate.serialNumber)] = IssuedCertificate(certificate: certificate)
    subjects.insert(certificate.subjectName)
    keys.insert(certificate.publicKey)
  }

  func issued(_ wanted: IssuerAndSerialNumber) -> IssuedCertificate? {
    certificates[SerialKey(wanted.serialNumber)].flatMap { wanted.means($0.certificate) ? $0 : nil }
  }

  func isRevoked(_ certificate: Certificate) -> Bool {
    guard let known = certificates[SerialKey(certificate.serialNumber)] else { return false }
    return known.revoked != nil && known.certificate == certificate
  }

  var revoked: [RevocationList.Entry] {
    certificates.values.compactMap { issued in
      issued.revoked.map { RevocationList.Entry(serialNumber: issued.certificate.serialNumber, revoked: $0) }
    }
  }

  /// Whether there was such a certificate to revoke.
  mutating func revoke(serialNumber: [UInt8], at time: Int) -> Bool {
    let key = SerialKey(serialNumber)
    guard certificates[key] != nil else { return false }
    certificates[key]?.revoked = time
    revocations += 1
    return true
  }
}

struct IssuedCertificate: Sendable {
  var certificate: Certificate
  /// When it was revoked, in seconds since 1970.
  var revoked: Int?
}

/// A serial number without the octets that a shorter encoding would not have.
private struct SerialKey: Hashable {
  var octets: [UInt8]

  init(_ serialNumber: [UInt8]) {
    var rest = serialNumber[...]
    while let first = rest.first, let second = rest.dropFirst().first, first == 0, second < 0x80 {
      rest = rest.dropFirst()
    }
    octets = Array(rest)
  }
}

/// One request for a certificate, from its arrival to the end.
struct Transaction: Sendable {
  var enrolment: Enrolment
  /// The certificate that authenticated the client and is renewed.
  var renewed: Certificate?
  var state: State

  enum State: Sendable {
    /// How often it was polled.
    case pending(polls: Int)
    case approved
    case issued(Certificate)
    case refused(String)
  }

  var isFinal: Bool {
    switch state {
    case .pending, .approved: false
    case .issued, .refused: true
    }
  }
}
