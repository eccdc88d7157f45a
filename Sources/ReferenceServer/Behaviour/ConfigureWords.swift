/// Optional operations that a server may have.
public enum ServerOffer: String, CaseIterable, Hashable, Sendable {
  case renewal, nextCA, getCert, getCRL
}

/// What stands behind GetCACert.
public enum ServerLayout: String, CaseIterable, Hashable, Sendable {
  /// One self-signed CA that does everything.
  case single
  /// A root, and an intermediate CA that does everything.
  case chain
  /// A CA that only issues, and a registration authority's certificate that deciphers requests and signs replies.
  case ra
  /// The same with two certificates: one that deciphers requests, and one that signs replies.
  case raPair = "ra-pair"
}

/// How a refusal is expressed where no failInfo says it (`refuseWith:`, `failuresAs:`, `junkAs:`).
enum RefusalForm: String, CaseIterable, Sendable {
  case http400 = "http-400"
  case http500 = "http-500"
  case html
  case empty200 = "empty-200"
  case close, hang
  /// No further request on any connection is answered.
  case stall
  /// The whole server stops.
  case die
  /// A CertRep SUCCESS without content.
  case success
  /// A CertRep PENDING.
  case pending
}

/// Which octets that are no pkiMessage a fault is about (`junk:`).
enum JunkKind: String, CaseIterable, Sendable {
  case any, empty
  /// Octets that do not begin with the tag of a SEQUENCE.
  case noSequence = "no-sequence"

  func covers(_ octets: [UInt8]) -> Bool {
    switch self {
    case .any: true
    case .empty: octets.isEmpty
    case .noSequence: octets.first.map { $0 != 0x30 } ?? false
    }
  }

  /// A PKIOperation in which no octets were found.
  func covers(_ misrouted: Misrouted) -> Bool { self == .any || self == .empty && misrouted.isEmptyBody }
}

/// How the transactionID comes back (`transactionIDs:`).
enum TransactionIDForm: String, CaseIterable, Sendable {
  case echo
  case lowerCase = "lower-case"
  case truncated, constant
}

/// How serial numbers are made (`serials:`).
enum SerialForm: String, CaseIterable, Sendable {
  case unique, constant, negative, zero, long
}

/// Validity of issued certificates (`validity:`).
enum ValidityForm: String, CaseIterable, Sendable {
  case normal, future
  case beyondCA = "beyond-ca"
  case expired
  case fromNow = "from-now"
}

/// Whose public key is certified (`issueFor:`).
enum SubjectKeyForm: String, CaseIterable, Sendable {
  case csr, signer, other
}

/// Who signs issued certificates and how (`issueWith:`).
enum IssuingForm: String, CaseIterable, Sendable {
  case ca, stranger, md5, sha1
  /// The present CA, even what was enciphered for the next one.
  case current
  /// X.509 version 1, without extensions.
  case v1
  /// As certificates of a CA.
  case asCA = "as-ca"
}

/// Whether a challenge is asked for (`challenge:`).
enum ChallengeForm: String, CaseIterable, Sendable {
  case none
}

/// How a challenge is compared with the right one (`challengeComparison:`).
enum ChallengeComparison: String, CaseIterable, Sendable {
  case exact
  /// Any challenge will do, so long as there is one.
  case present
  /// The empty one will do, too.
  case empty
  /// So will the beginning of the right one.
  case prefix
  /// Blanks around it do not count.
  case trimmed
  /// Letter case does not count.
  case caseless
  /// Of several challenges one has to be right.
  case some
}

/// When a request is granted (`approval:`).
enum ApprovalForm: String, CaseIterable, Sendable {
  case automatic
  /// The request and the first poll are answered PENDING.
  case polled
  /// Never.
  case never

  var approval: ServerConfiguration.Approval {
    switch self {
    case .automatic: .automatic
    case .polled: .afterPolls(1)
    case .never: .onCommand
    }
  }
}

/// What a RenewalReq gives (`renewals:`).
enum RenewalForm: String, CaseIterable, Sendable {
  case new
  case sameCertificate = "same-certificate"
}

/// Validity of the CA's certificate (`caValidity:`).
enum CAValidityForm: String, CaseIterable, Sendable {
  case normal, expired
  /// It ends in the year 2060, which takes GeneralizedTime.
  case late
}

/// Validity of the CRL (`crlValidity:`).
enum CRLValidityForm: String, CaseIterable, Sendable {
  case normal, overdue
}

/// The algorithm that signs the CA certificates (`caSignature:`).
enum CASignatureForm: String, CaseIterable, Sendable {
  case sha256, sha1, pss
}
