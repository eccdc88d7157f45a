import ScepspecCMS

/// A request for a certificate, once its message has been found in order.
struct Enrolment: Sendable {
  /// The octets of the transactionID.
  var transactionID: [UInt8]
  /// PKCSReq or RenewalReq, as the message says.
  var messageType: MessageType
  var wish: CertificateWish
  /// The certificate that signed the message; `nil` only where a fault makes do without.
  var signer: Certificate?
  /// The message was enciphered for the CA certificate that will follow (RFC 8894 section 5.1).
  var isForNextCA: Bool

  /// Whether this is the other one again: same question, same person.
  func repeats(_ other: Enrolment) -> Bool {
    messageType == other.messageType && wish.der == other.wish.der
      && signer?.publicKey == other.signer?.publicKey
  }
}

/// What a certification request wants to have certified.
struct CertificateWish: Sendable {
  /// The request as it was received.
  var der: [UInt8]
  /// DER.
  var subjectName: [UInt8]
  /// RFC 4514 form.
  var subject: String
  var publicKey: PublicKey
  var signatureValid: Bool
  var signatureAlgorithmOID: String
  var challenges: [CertificationRequest.ChallengePassword]
  var extensions: [Extension]
  /// There was no request to be read; the fault makes one up.
  var isAssumed: Bool

  init(_ request: CertificationRequest) {
    der = request.der
    subjectName = request.subjectName
    subject = request.subject
    publicKey = request.publicKey
    signatureValid = request.signatureValid
    signatureAlgorithmOID = request.signatureAlgorithmOID
    challenges = request.challengePasswords
    extensions = request.extensions
    isAssumed = false
  }

  /// What a careless server would make of a message whose payload it did not look at.
  init(assumedFrom signer: Certificate) {
    der = signer.der
    subjectName = signer.subjectName
    subject = signer.subject
    publicKey = signer.publicKey
    signatureValid = true
    signatureAlgorithmOID = signer.signatureAlgorithmOID
    challenges = []
    extensions = []
    isAssumed = true
  }
}

/// What a request came to.
enum Outcome: Sendable {
  /// The certificates for the payload, the one asked for first.
  case certificates([Certificate])
  case revocationList(RevocationList)
  case pending
  case refused(Refusal)

  var status: PKIStatus {
    switch self {
    case .certificates, .revocationList: .success
    case .pending: .pending
    case .refused: .failure
    }
  }
}
