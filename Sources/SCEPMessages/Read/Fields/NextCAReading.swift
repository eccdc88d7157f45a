public import ScepspecCMS
public import ScepspecModel

/// The body of a GetNextCACert reply: a SignedData, signed by the present CA, around a degenerate one with the next
/// certificates (RFC 8894 section 4.7.1).
public struct NextCAReading: Sendable {
  public let message: SignedMessage?
  public let signature: SignatureFinding?
  public let content: Degenerate?
  private let isContentInfo: Bool
  private let now: Int

  public var certificates: [Certificate] { content?.certificates ?? [] }

  /// `authorities` are the certificates of GetCACert: only they may have signed it.
  public init(body: [UInt8], authorities: [Certificate], now: Int) {
    let outer = try? Degenerate.read(body)
    message = outer?.message
    isContentInfo = outer?.isContentInfo ?? false
    signature = message?.verify(with: authorities)
    content = message?.eContent.flatMap { try? Degenerate.read($0.octets) }
    self.now = now
  }

  /// The kind `nextCA`.
  public var fields: [String: Field] {
    var fields: [String: Field] = ["isContentInfo": .bool(isContentInfo), "isSignedData": .bool(message != nil)]
    guard let message else { return fields }
    fields["signerInfoCount"] = .integer(message.signers.count)
    fields["signatureValid"] = .bool(signature.map { $0.coversContent && $0.isCandidate } ?? false)
    fields["digest"] = (message.signer?.digestAlgorithm).map { .text($0.oid) }
    fields["eContent"] = .text(message.contentWord)
    fields["degenerate"] = content.map { .record($0.fields) }
    if message.eContent != nil { fields["certificates"] = certificates.field(now: now) }
    return fields
  }
}
