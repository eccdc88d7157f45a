import ScepspecASN1
import ScepspecModel

extension PKIMessageRecipe {
  /// The octets on the wire.
  ///
  /// - Throws: `unknownPart`, `unfit` or `badArgument` for a mutation, `crypto` where a key cannot do its part.
  public func build() throws(BuildError) -> [UInt8] {
    let plan = try MutationPlan(mutations, skipsAbsentParts: skipsAbsentParts)
    let content = try encapsulated(plan)
    let attributes = try signedAttributes(over: content ?? [], plan)
    let signerInfo = try signer.signerInfo(attributes: attributes, content: content ?? [])
    var signedData = SignedDataRecipe(content: content, signer: signer)
    signedData.certificates = certificates.map(\.der)
    signedData.crls = crls.map(\.der)
    let message = try plan.apply(.message, to: [signedData.element(signerInfo: signerInfo, signer: signer)])
    let body = Element.group([.raw(message.flatMap { $0.encoded() })], label: "body")
    return try plan.apply(.body, to: [body]).flatMap { $0.encoded() }
  }

  /// The octets of eContent; `nil` where there is none.
  private func encapsulated(_ plan: MutationPlan) throws(BuildError) -> [UInt8]? {
    let payload = try plan.apply(.payload, to: payload.map { [$0.element] } ?? [])
    let isEnveloped = content == .envelope && self.payload != nil
    let envelope = EnvelopeRecipe(
      cipher: cipher, keyTransport: keyTransport, recipients: recipients, password: password, random: random)
    let elements = isEnveloped ? [try envelope.element(payload.flatMap { $0.encoded() })] : []
    let mutated = try plan.apply(.envelope, to: elements)
    switch content {
    case .envelope: return mutated.isEmpty ? nil : mutated.flatMap { $0.encoded() }
    case .absent: return nil
    case .octets(let octets): return octets
    }
  }

  /// The attributes to be signed: one SET unless a mutation took it out or doubled it.
  private func signedAttributes(over content: [UInt8], _ plan: MutationPlan) throws(BuildError) -> [Element] {
    var attributes = SignedAttributes(contentType: ContentTypeOID.data, content: content, digest: signer.digest)
    attributes.add(.signingTime, signingTime.map { .time($0) })
    attributes.add(.transactionID, transactionID.map { .printableString($0) })
    attributes.add(.messageType, messageType.map { .printableString($0) })
    attributes.add(.pkiStatus, pkiStatus.map { .printableString($0) })
    attributes.add(.failInfo, failInfo.map { .printableString($0) })
    attributes.add(.failInfoText, failInfoText.map { .utf8String($0) })
    attributes.add(.senderNonce, senderNonce.map { .octetString($0) })
    attributes.add(.recipientNonce, recipientNonce.map { .octetString($0) })
    for other in otherAttributes { attributes.add(other) }
    let mutated = try plan.apply(.attributes, to: [attributes.element])
    // A changed value may belong elsewhere in the SET; only `reorder` leaves it unsorted.
    return plan.reorders("attributes") ? mutated : mutated.map { $0.sorted() }
  }
}
