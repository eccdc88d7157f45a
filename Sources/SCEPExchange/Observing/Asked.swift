public import ScepspecCMS
public import ScepspecModel

/// What an exchange asked for, as far as its reply cannot be judged without.
public struct Asked: Sendable {
  /// The operation parameter; `nil` where there is none.
  public var operation: String?
  public var carriesMessage: Bool
  /// Nothing but the operation is said: what GetCACert gives then is what everybody gets.
  public var isPlain: Bool
  /// The message is enciphered for the authority that GetNextCACert announces.
  public var isForNextCA = false
  /// The kind `request` without the signer, which depends on the clock.
  public var fields: [String: Field]
  /// The certificate that signed the request; `nil` where there was no message.
  public var signer: Certificate?
  /// The DER of the SubjectPublicKeyInfo whose certificate the reply should hold.
  public var requestedPublicKey: [UInt8]?
  /// Content octets of the serial number asked for (GetCert).
  public var requestedSerialNumber: [UInt8]?

  public init(
    operation: String?, carriesMessage: Bool, isPlain: Bool, fields: [String: Field], signer: Certificate? = nil,
    requestedPublicKey: [UInt8]? = nil, requestedSerialNumber: [UInt8]? = nil
  ) {
    self.operation = operation
    self.carriesMessage = carriesMessage
    self.isPlain = isPlain
    self.fields = fields
    self.signer = signer
    self.requestedPublicKey = requestedPublicKey
    self.requestedSerialNumber = requestedSerialNumber
  }

  /// The kind `request`; `now` in seconds since 1970-01-01T00:00:00Z.
  func requestFields(now: Int) -> [String: Field] {
    var fields = fields
    fields["signer"] = signer.map { .record($0.fields(now: now)) }
    return fields
  }

  /// The certificate of the reply is a new one, made for this request.
  var isForNewCertificate: Bool { signer != nil && fields["messageType"] != .text(MessageType.getCert) }
}

extension Asked {
  init(_ request: ExchangeRequest, _ plan: MessagePlan?, octets: Int?) {
    let asksForKey = plan.map { $0.carriesRequest || $0.request.type == MessageType.certPoll } ?? false
    self.init(
      operation: request.operation, carriesMessage: request.carriesMessage, isPlain: request.isPlain,
      fields: RequestFields.make(request, plan, octets: octets), signer: plan?.signer,
      requestedPublicKey: asksForKey ? plan?.key.publicKey.subjectPublicKeyInfo : nil,
      requestedSerialNumber: plan?.request.type == MessageType.getCert ? plan?.serialNumber : nil)
    isForNextCA = request.message?.recipient == .nextCA
  }
}
