import ScepspecCMS
public import ScepspecModel

extension SignedMessage {
  /// The part of the kind `request` that a pkiMessage shows without being opened: for recorded exchanges, where what
  /// was sent is known from its octets only.
  public func requestFields(now: Int) -> [String: Field] {
    let envelope = eContent.flatMap { try? Envelope.read($0.octets) }
    var fields: [String: Field] = ["octets": .integer(octets.count + trailingOctets)]
    fields["transactionID"] = transactionID.map { .text($0) }
    fields["messageType"] = messageType.map { .text($0) }
    fields["senderNonce"] = senderNonce.map { .bytes($0) }
    fields["digest"] = (signer?.digestAlgorithm).map { .text($0.oid) }
    fields["cipher"] = (envelope?.contentEncryptionAlgorithm).map { .text($0.oid) }
    fields["keyTransport"] = (envelope?.recipients.first?.keyEncryptionAlgorithm).map { .text($0.oid) }
    fields["signer"] = verify(with: []).signer.map { .record($0.fields(now: now)) }
    return fields
  }
}
