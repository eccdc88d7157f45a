import ScepspecHTTPWire
import ScepspecModel

/// In which ways the server is wrong; the empty behaviour is the right one.
struct Behaviour: Sendable {
  /// Verifications that it leaves out.
  var skip: Set<Verification> = []
  /// Right requests that it turns down, and how.
  var refuse: Set<Tolerance> = []
  var refusal: Refusal = .failure(.badRequest)
  /// The failInfo of every FAILURE.
  var failInfo: String?
  /// What is sent in place of each FAILURE.
  var failuresAs: RefusalForm?
  /// What becomes of octets that are no pkiMessage.
  var junkAs: RefusalForm?
  /// Which octets that are no pkiMessage `junkAs` is about.
  var junk: JunkKind = .any
  var capabilities: [String]?
  var layout: ServerLayout?
  var offers: Set<ServerOffer>?
  var transactionIDs: TransactionIDForm = .echo
  var serials: SerialForm = .unique
  var validity: ValidityForm = .normal
  var issueFor: SubjectKeyForm = .csr
  var issueWith: IssuingForm = .ca
  var asksNoChallenge = false
  var challengeComparison: ChallengeComparison = .exact
  var approval: ApprovalForm?
  /// Every second GetCACaps lacks its last line.
  var isUnstable = false
  var renewals: RenewalForm = .new
  var copyExtensions = false
  var caKeyUsage: [String]?
  var caKeyBits: Int?
  var caValidity: CAValidityForm = .normal
  var caSignature: CASignatureForm = .sha256
  var hasOverdueCRL = false
  /// It speaks TLS, in this manner.
  var tls: TLSManner?
  var replies: [ReplyRule] = []

  /// How a request is turned down.
  enum Refusal: Hashable, Sendable {
    case failure(FailInfo)
    case form(RefusalForm)
  }
}

extension Behaviour {
  /// - Throws: FaultProblem where the fault says something that the server cannot do.
  init(_ fault: Fault) throws(FaultProblem) {
    var words = WordReader(fault.configure, prefix: "configure.")
    skip = Set(try words.words("skip", as: Verification.self) ?? [])
    refuse = Set(try words.words("refuse", as: Tolerance.self) ?? [])
    if let text = try words.text("refuseWith") { refusal = try Refusal(text) }
    failInfo = try words.text("failInfo").map { FailInfo(word: $0)?.rawValue ?? $0 }
    failuresAs = try words.word("failuresAs", as: RefusalForm.self)
    junkAs = try words.word("junkAs", as: RefusalForm.self)
    junk = try words.word("junk", as: JunkKind.self) ?? .any
    capabilities = try words.texts("capabilities")
    layout = try words.word("layout", as: ServerLayout.self)
    offers = try words.words("offers", as: ServerOffer.self).map(Set.init)
    transactionIDs = try words.word("transactionIDs", as: TransactionIDForm.self) ?? .echo
    serials = try words.word("serials", as: SerialForm.self) ?? .unique
    validity = try words.word("validity", as: ValidityForm.self) ?? .normal
    issueFor = try words.word("issueFor", as: SubjectKeyForm.self) ?? .csr
    issueWith = try words.word("issueWith", as: IssuingForm.self) ?? .ca
    asksNoChallenge = try words.word("challenge", as: ChallengeForm.self) == ChallengeForm.none
    challengeComparison = try words.word("challengeComparison", as: ChallengeComparison.self) ?? .exact
    approval = try words.word("approval", as: ApprovalForm.self)
    isUnstable = try words.bool("unstable") ?? false
    renewals = try words.word("renewals", as: RenewalForm.self) ?? .new
    copyExtensions = try words.bool("copyExtensions") ?? false
    caKeyUsage = try words.texts("caKeyUsage")
    caKeyBits = try words.integer("caKeyBits")
    caValidity = try words.word("caValidity", as: CAValidityForm.self) ?? .normal
    caSignature = try words.word("caSignature", as: CASignatureForm.self) ?? .sha256
    hasOverdueCRL = try words.word("crlValidity", as: CRLValidityForm.self) == .overdue
    tls = try words.word("tls", as: TLSManner.self)
    try words.finish()
    for change in fault.replies { replies.append(try ReplyRule(change)) }
  }
}

extension Behaviour.Refusal {
  init(_ text: String) throws(FaultProblem) {
    if let failInfo = FailInfo(word: text) {
      self = .failure(failInfo)
    } else if let form = RefusalForm(rawValue: text) {
      self = .form(form)
    } else {
      throw FaultProblem(code: .wrongValue, key: "configure.refuseWith", reason: "'\(text)' is no way to refuse")
    }
  }
}
