import ScepspecCMS
import ScepspecModel

/// How a CertRep is built differently.
struct BuildChange: Sendable {
  var cipher: ContentCipher?
  var digest: Digest?
  var keyTransport: KeyTransportWord?
  var signatureAlgorithm: SignatureSpelling?
  var senderNonce: SenderNonceForm?
  var recipientNonce: RecipientNonceForm?
  var sign: ReplySigner?
  var encryptTo: ReplyRecipient?
  var password: ReplyPassword?
  var rid: RecipientName?
  var payload: PayloadForm?
  var content: ContentForm?
  var certificates: OuterCertificates?
  var failInfo: String?
  /// `{challenge}` stands for the request's challenge, `{trace}` for a stack trace.
  var failInfoText: String?
  var extra: [ExtraWord] = []

  init(_ fields: [String: Field]) throws(FaultProblem) {
    var words = WordReader(fields, prefix: "replies.build.")
    cipher = try words.text("cipher").map(AlgorithmWord.cipher)
    digest = try words.text("digest").map(AlgorithmWord.digest)
    keyTransport = try words.word("keyTransport", as: KeyTransportWord.self)
    signatureAlgorithm = try words.word("signatureAlgorithm", as: SignatureSpelling.self)
    senderNonce = try words.word("senderNonce", as: SenderNonceForm.self)
    recipientNonce = try words.word("recipientNonce", as: RecipientNonceForm.self)
    sign = try words.word("sign", as: ReplySigner.self)
    encryptTo = try words.word("encryptTo", as: ReplyRecipient.self)
    password = try words.word("password", as: ReplyPassword.self)
    rid = try words.word("rid", as: RecipientName.self)
    payload = try words.word("payload", as: PayloadForm.self)
    content = try words.word("content", as: ContentForm.self)
    certificates = try words.word("certificates", as: OuterCertificates.self)
    failInfo = try words.text("failInfo").map { FailInfo(word: $0)?.rawValue ?? $0 }
    failInfoText = try words.text("failInfoText")
    extra = try words.words("extra", as: ExtraWord.self) ?? []
    try words.finish()
  }
}
