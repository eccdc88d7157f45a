import ScepspecCMS
import ScepspecSCEPMessages

/// Octets that are no pkiMessage, or one to which no CertRep can be made.
struct Junk: Error, Hashable, Sendable {
  /// One line for the client.
  var reason: String
}

/// Looks at a pkiMessage step by step; the first thing wrong with it is the answer.
struct Inspection {
  let message: SignedMessage
  let skip: Set<Verification>
  let refuse: Set<Tolerance>
  let algorithms: AcceptedAlgorithms
  let authority: Authority
  /// How the message came.
  let traits: Set<Tolerance>
  /// Seconds since 1970.
  let now: Int
  private(set) var context: ReplyContext

  /// - Throws: Junk where no CertRep can be made: without transactionID or senderNonce there is nothing to repeat.
  init(
    _ octets: [UInt8], traits: Set<Tolerance>, behaviour: Behaviour, algorithms: AcceptedAlgorithms,
    authority: Authority, now: Int
  ) throws(Junk) {
    do {
      message = try SignedMessage.read(octets)
    } catch {
      throw Junk(reason: "This is no pkiMessage.")
    }
    skip = behaviour.skip
    refuse = behaviour.refuse
    self.algorithms = algorithms
    self.authority = authority
    self.traits = traits
    self.now = now
    let attributes = RequestAttributes(message.signer, skip: skip)
    guard message.signer != nil || behaviour.skip.contains(.signedAttributes) else {
      throw Junk(reason: "Nobody signed the message.")
    }
    let transactionID = attributes.first(AttributeOID.transactionID)?.octets ?? []
    guard !transactionID.isEmpty || attributes.mayLack(.transactionID) else {
      throw Junk(reason: "The message has no transactionID.")
    }
    let nonce = attributes.first(AttributeOID.senderNonce)
    guard nonce?.encoding.tag == "OCTET STRING" || attributes.mayLack(.senderNonce) else {
      throw Junk(reason: "The message has no senderNonce, or one that is no OCTET STRING.")
    }
    context = ReplyContext(
      transactionID: transactionID.isEmpty ? Array("none".utf8) : transactionID, senderNonce: nonce?.octets,
      messageType: attributes.first(AttributeOID.messageType)?.text)
    if let digest = message.signer?.digestAlgorithm.flatMap({ Digest(oid: $0.oid) }),
      algorithms.digests.contains(digest)
    {
      context.digest = digest
    }
    context.firstCertificate = message.readableCertificates.first
  }

  var attributes: RequestAttributes { RequestAttributes(message.signer, skip: skip) }

  func skips(_ verification: Verification) -> Bool { skip.contains(verification) }

  /// The whole way from the structure to what is asked for.
  mutating func submission() throws(Refusal) -> Submission {
    try checkStructure()
    try checkAttributes()
    try checkAlgorithms()
    context.signer = try signer()
    let type = try messageType()
    try refuseTraits(traits.union(messageTraits(type)))
    let opened = try payload(for: type)
    if case .request(let request) = opened.payload { context.wish = CertificateWish(request) }
    if context.wish == nil, type.isEnrolment, let signer = context.signer {
      context.wish = CertificateWish(assumedFrom: signer)
    }
    if let wish = context.wish { try refuseTraits(wishTraits(wish)) }
    return try submission(type, opened)
  }

  func refuseTraits(_ traits: Set<Tolerance>) throws(Refusal) {
    let found = traits.intersection(refuse).min { $0.rawValue < $1.rawValue }
    if let found { throw Refusal(found) }
  }

  /// The payload decides where the messageType was not to be looked at.
  private func submission(_ type: MessageType, _ opened: OpenedPayload) throws(Refusal) -> Submission {
    switch opened.payload {
    case .issuerAndSubject where !type.isEnrolment: return .poll
    case .issuerAndSerialNumber(let wanted) where !type.isEnrolment:
      return type == .getCRL ? .revocationList(wanted) : .certificate(wanted)
    default:
      guard let wish = context.wish else { throw Self.unusable }
      return .enrolment(
        Enrolment(
          transactionID: context.transactionID, messageType: type == .renewalReq ? .renewalReq : .pkcsReq,
          wish: wish, signer: authenticator, isForNextCA: opened.isForNextCA))
    }
  }

  /// The certificate that speaks for the client.
  private var authenticator: Certificate? {
    guard skips(.namedSigner) else { return context.signer }
    let names = authority.issuers.map(\.certificate.subjectName)
    return message.readableCertificates.first { !$0.isCA && names.contains($0.issuerName) } ?? context.signer
  }

  /// RFC 8894 section 3.1: a key that can only sign gets its reply enciphered with the challengePassword.
  ///
  /// - Throws: Where a reply could not be enciphered, before anything is issued.
  mutating func take(password: [UInt8]?) throws(Refusal) {
    guard let signer = context.signer, signer.publicKey.kind != .rsa else { return }
    guard let password, !password.isEmpty else {
      throw Refusal(.badAlg, "A reply for this kind of key is enciphered with a challengePassword, and there is none.")
    }
    context.password = password
  }

  mutating func take(cipher: ContentCipher, keyTransport: KeyTransport) {
    context.cipher = cipher
    context.keyTransport = keyTransport
  }
}
