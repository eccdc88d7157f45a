import ScepspecCMS
import ScepspecModel

/// What the pkiMessage is to be (`send.message`).
struct MessageRequest: Hashable, Sendable {
  /// The value of the messageType attribute.
  var type: String
  var payload: Payload?
  var transactionID: Choice
  var senderNonce: Choice
  /// The exchange that `same`, `issued`, key and serial number come from.
  var of: String?
  var key: Key?
  var signer: Signer
  var certificates: Certificates
  var subject: Choice
  var challenge: Challenge
  var challengeType: StringType?
  var extensions: [String]
  var csrSignature: RequestSignature
  /// `nil` stands for the usual one of the run.
  var cipher: ContentCipher?
  var keyTransport: KeyTransport
  /// `nil` stands for the usual one of the run.
  var digest: Digest?
  var isSignatureSpelledWithDigest: Bool
  var recipient: Recipient
  var signingTime: SigningTime
  var isSignedByStranger: Bool
  var serial: Serial
  var isIssuerForeign: Bool
  /// Octets added to the certification request.
  var padding: Int
  var isEnveloped: Bool
  var hasExtraAttribute: Bool
  var mutations: [Mutation]
  /// What the answer tells about the messages to come.
  var probe: Probe?
  /// Sent again, with a fresh nonce, as long as the answer is PENDING and patience lasts.
  var isRepeatedUntilSettled: Bool

  /// `fresh`, `same`, or a text of its own.
  enum Choice: Hashable { case fresh, same, text(String) }
  enum Payload: String, CaseIterable {
    case csr, issuerAndSubject, subjectAndIssuer, issuerAndSerial, certificate, degenerate, random, none
    case csrPEM = "csr-pem"
  }
  enum Key: String, CaseIterable { case client, other, small, ec, rsa3072 }
  enum Signer: String, CaseIterable {
    case issued, expired, revoked
    case expiredIssued = "expired-issued"
    case criticalKeyIdentifier = "critical-key-identifier"
    case selfSigned = "self-signed"
    case selfSignedOtherKey = "self-signed-other-key"
    case otherSubject = "other-subject"
    case copyOfIssued = "copy-of-issued"
    case foreignCA = "foreign-ca"
    case forgedCA = "forged-ca"
    case notYetValid = "not-yet-valid"
    case noKeyUsage = "no-key-usage"
    case tenMinutes = "ten-minutes"
    case issuedAndSelf = "issued-and-self"
  }
  enum Certificates: String, CaseIterable {
    case signer, none, unrelated
    case issuerFirst = "issuer-first"
    case signerFirst = "signer-first"
    case issuedFirst = "issued-first"
    case issuedLast = "issued-last"
  }
  enum Challenge: String, CaseIterable {
    case right, wrong, absent, empty, prefix, used
    case rightAndSpace = "right-and-space"
    case otherCase = "other-case"
    case twiceWrongFirst = "twice-wrong-first"
    case twiceRightFirst = "twice-right-first"
  }
  enum StringType: String, CaseIterable {
    case printable = "PrintableString"
    case utf8 = "UTF8String"
    case ia5 = "IA5String"
    case t61 = "T61String"
  }
  enum RequestSignature: String, CaseIterable {
    case right, broken, md5, sha1
    case otherKey = "other-key"
  }
  enum Recipient: String, CaseIterable {
    case ca, stranger, two, subjectKeyIdentifier
    case nextCA = "next-ca"
    case otherKey = "other-key"
  }
  enum SigningTime: String, CaseIterable {
    case now, absent
    case hourAgo = "hour-ago"
    case hourAhead = "hour-ahead"
    case yearAgo = "year-ago"
    case yearAhead = "year-ahead"
  }
  enum Serial: String, CaseIterable { case issued, unknown, negative }
  enum Probe: String, CaseIterable {
    /// Whether a key that was certified may be certified again.
    case sameKey = "same-key"
  }
}
