import ScepspecCMS
import ScepspecSCEPMessages

/// What the CA remembers: transactions, certificates, challenges. The oldest go when there are very many.
struct Ledger: Sendable {
  /// By the octets of the transactionID.
  var transactions = Recent<[UInt8], Transaction>(most: Self.mostOctets) { $0.octets }
  var challenges: ChallengeBook
  /// Counts revocations, so that a CRL knows whether it is out of date.
  private(set) var revocations = 0
  /// Requests that were turned down.
  var refusals = 0
  /// Bodies that were no pkiMessage.
  var junk = 0
  /// Digests of the subjects and of the keys that have a certificate.
  private var subjects = Recent<[UInt8], Bool>(most: Self.mostDigestOctets) { _ in Self.octetsOfDigest }
  private var keys = Recent<[UInt8], Bool>(most: Self.mostDigestOctets) { _ in Self.octetsOfDigest }
  private var certificates = Recent<SerialKey, Certificate>(most: Self.mostOctets) { $0.octetsHeld }
  /// These are never forgotten.
  private var revokedCertificates: [SerialKey: RevokedCertificate] = [:]

  /// Of the transactions, and of the certificates.
  private static let mostOctets = 128 << 20
  /// Of the digests of subjects, and of keys.
  private static let mostDigestOctets = 16 << 20
  /// About what a digest takes in memory as the key of a dictionary.
  private static let octetsOfDigest = 128

  init(challenges: ChallengeBook) { self.challenges = challenges }

  mutating func record(_ certificate: Certificate) {
    certificates.write(certificate, for: SerialKey(certificate.serialNumber))
    subjects.write(true, for: Digest.sha256.hash(certificate.subjectName))
    keys.write(true, for: Digest.sha256.hash(certificate.publicKey.subjectPublicKeyInfo))
  }

  /// Whether anything was certified yet.
  var hasCertificates: Bool { !keys.isEmpty }

  func hasCertificate(subject: [UInt8]) -> Bool { subjects[Digest.sha256.hash(subject)] != nil }

  func hasCertificate(_ key: PublicKey) -> Bool { keys[Digest.sha256.hash(key.subjectPublicKeyInfo)] != nil }

  func issued(_ wanted: IssuerAndSerialNumber) -> Certificate? {
    certificates[SerialKey(wanted.serialNumber)].flatMap { wanted.means($0) ? $0 : nil }
  }

  func isRevoked(_ certificate: Certificate) -> Bool {
    revokedCertificates[SerialKey(certificate.serialNumber)]?.certificate == certificate
  }

  var revoked: [RevocationList.Entry] {
    revokedCertificates.values.map {
      RevocationList.Entry(serialNumber: $0.certificate.serialNumber, revoked: $0.time)
    }
  }

  /// Whether there was such a certificate to revoke.
  mutating func revoke(serialNumber: [UInt8], at time: Int) -> Bool {
    let key = SerialKey(serialNumber)
    guard let certificate = certificates[key] else { return false }
    revokedCertificates[key] = RevokedCertificate(certificate: certificate, time: time)
    revocations += 1
    return true
  }
}

private struct RevokedCertificate: Sendable {
  var certificate: Certificate
  /// When, in seconds since 1970.
  var time: Int
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

  /// About what it takes in memory: its extensions are octets of the request once more.
  var octets: Int {
    let issued: Certificate? = if case .issued(let certificate) = state { certificate } else { nil }
    let certificates = [enrolment.signer, renewed, issued].compactMap { $0 }
    return 2 * enrolment.wish.der.count + enrolment.transactionID.count
      + certificates.reduce(0) { $0 + $1.octetsHeld }
  }
}

extension Certificate {
  /// About what it takes in memory: OpenSSL's structures, and its octets in several forms.
  fileprivate var octetsHeld: Int { 16_384 + 4 * der.count }
}
