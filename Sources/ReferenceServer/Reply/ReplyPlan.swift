import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

/// A CertRep before it is built: first as it should be, then as the fault wants it.
struct ReplyPlan: Sendable {
  var status: PKIStatus
  /// As the attribute has it; `nil` for none.
  var failInfo: String?
  var failInfoText: String?
  /// Octets of the transactionID.
  var transactionID: [UInt8]
  var senderNonce: [UInt8]?
  var recipientNonce: [UInt8]?
  var digest: Digest
  var cipher: ContentCipher
  var keyTransport: KeyTransport
  var spelling: SignerRecipe.Spelling = .rsaEncryption
  var signer: Identity
  /// Certificates of the outer SignedData.
  var certificates: [Certificate]
  var recipients: [Recipient]
  /// For a recipient whose key cannot decipher.
  var password: [UInt8]?
  /// What is enciphered; `nil` for no envelope.
  var payload: PayloadPlan?
  var content: ContentForm = .right
  /// Seconds since 1970.
  var signingTime: Int
  var mutations: [Mutation] = []
}

/// What the envelope of a CertRep holds.
struct PayloadPlan: Sendable {
  var certificates: [Certificate] = []
  var revocationLists: [RevocationList] = []
  var form: PayloadForm = .degenerate
  /// The certificate that was asked for.
  var issued: Certificate?
}
