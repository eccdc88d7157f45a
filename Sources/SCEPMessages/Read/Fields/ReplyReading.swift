public import ScepspecCMS
public import ScepspecModel

/// The reply to a PKIOperation, read from the outside to the inside as far as that goes.
public struct ReplyReading: Sendable {
  /// The SignedData; `nil` where the body is none, see `problem`.
  public let message: SignedMessage?
  /// Why there is no `message`.
  public let problem: ReadError?
  public let signature: SignatureFinding?
  /// What the encapsulated content holds, where that is a CMS structure.
  public let envelope: Envelope?
  /// `nil` without envelope, or without a key to open it with.
  public let opening: Envelope.Opening?
  /// The observations by kind: `certRep`, `envelope`, `payload` and `issued`, each only where it was seen.
  public let fields: [String: [String: Field]]

  /// The deciphered payload.
  public var plaintext: [UInt8]? { opening?.content }
  /// The certificates that the payload holds.
  public let certificates: [Certificate]
  /// The one that was asked for, by public key or serial number.
  public let issued: Certificate?

  public init(body: [UInt8], context: MessageContext) {
    var message: SignedMessage?
    var problem: ReadError?
    do { message = try SignedMessage.read(body) } catch { problem = error }
    self.init(message: message, problem: problem, context: context)
  }

  private init(message: SignedMessage?, problem: ReadError?, context: MessageContext) {
    let signature = message?.verify(with: context.authorities.all)
    let envelope = message?.eContent.flatMap { try? Envelope.read($0.octets) }
    let opening = envelope.flatMap { envelope in
      context.envelopeKey.map {
        envelope.open(with: $0, certificate: context.clientCertificate)
      }
    }
    let payload = (opening?.content).map(Payload.init)
    let issued = payload?.issued(context)
    var fields: [String: [String: Field]] = [:]
    if let message, let signature {
      fields["certRep"] = message.certRepFields(signature, envelope: envelope, context: context)
    }
    // Offsets count in the body, as long as the envelope stands there in one piece.
    let start = message?.eContent?.contentOffset ?? 0
    fields["envelope"] = envelope?.fields(opening, signer: context.clientCertificate).mapValues { $0.moved(by: start) }
    fields["payload"] = payload?.fields(context)
    fields["issued"] = issued.flatMap { position in
      payload?.issuedFields(at: position, outer: message?.readableCertificates ?? [], context)
    }
    self.message = message
    self.problem = problem
    self.signature = signature
    self.envelope = envelope
    self.opening = opening
    self.fields = fields
    certificates = payload?.certificates ?? []
    self.issued = issued.flatMap { payload?.certificates[$0] }
  }
}
