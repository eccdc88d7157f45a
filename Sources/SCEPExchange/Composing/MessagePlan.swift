import ScepspecCMS
import ScepspecSCEPMessages

/// All that a pkiMessage is made of, and that later exchanges may refer to.
struct MessagePlan {
  var request: MessageRequest
  var cipher: ContentCipher
  var digest: Digest
  var transactionID: String
  var senderNonce: [UInt8]
  /// Of the certification request.
  var subject: Name
  /// The key to be certified.
  var key: PrivateKey
  var signer: Certificate
  /// The key of the signer's certificate, which opens the reply.
  var signerKey: PrivateKey
  /// The key that really makes the signature.
  var signingKey: PrivateKey
  /// The certificates of the SignedData, in order.
  var certificates: [Certificate]
  var recipients: [Recipient]
  /// What is to be enciphered or, without envelope, signed as it is; `nil` for no content at all.
  var payload: MessageData?
  var carriesRequest: Bool
  /// The challengePasswords that the certification request carries.
  var challenges: [String]
  /// Those of them that nobody may see: not the one that was made up.
  var secrets: [String] {
    switch request.challenge {
    case .wrong, .empty: []
    case .twiceWrongFirst: Array(challenges.suffix(1))
    case .twiceRightFirst: Array(challenges.prefix(1))
    default: challenges
    }
  }
  /// What opens the reply: the signer's key or, where that can only sign, the challenge (RFC 8894 section 3.1).
  var envelopeKey: EnvelopeKey { .secrets(signerKey, password: challenges.first.map { Array($0.utf8) }) }
  /// The run has challenges that are good once.
  var hasOneTimeChallenges: Bool
  /// What IssuerAndSerialNumber or IssuerAndSubject names.
  var issuerName: [UInt8]?
  var serialNumber: [UInt8]?
}

/// What became of an exchange that carried a message.
struct RememberedMessage {
  var plan: MessagePlan
  var issued: Certificate?
}
