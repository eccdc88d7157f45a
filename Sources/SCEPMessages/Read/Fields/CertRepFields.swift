import ScepspecASN1
import ScepspecCMS
public import ScepspecModel

extension SignedMessage {
  /// The kind `certRep`.
  ///
  /// - Parameter envelope: what the encapsulated content holds; its encoding counts for `isDER`.
  public func certRepFields(
    _ finding: SignatureFinding, envelope: Envelope?, context: MessageContext
  ) -> [String: Field] {
    var fields = structureFields(envelope: envelope, now: context.now)
    if let signer { fields.merge(signerFields(signer)) { _, new in new } }
    fields.merge(attributeFields(finding, now: context.now)) { _, new in new }
    fields.merge(finding.fields(context)) { _, new in new }
    return fields
  }

  private func structureFields(envelope: Envelope?, now: Int) -> [String: Field] {
    var fields: [String: Field] = [
      "octets": .integer(octets.count), "trailingOctets": .integer(trailingOctets),
      "isContentInfo": .bool(isContentInfo),
      "isDER": .bool(firstDeviationFromDER == nil && envelope?.firstDeviationFromDER == nil),
      "digestAlgorithms": .list(digestAlgorithms.map(\.field)),
      "eContent": Field(.text(contentWord), eContent?.encoding),
      "certificates": readableCertificates.field(now: now), "certificateCount": .integer(certificates.count),
      "crlCount": .integer(crls.count), "signerInfoCount": .integer(signers.count),
    ]
    fields["contentType"] = contentType.map { Field(.text($0.value), $0.encoding) }
    fields["version"] = version.map { Field(.integer($0.value), $0.encoding) }
    fields["eContentType"] = eContentType.map { Field(.text($0.value), $0.encoding) }
    fields["eContentOctets"] = eContent.map { .integer($0.octets.count) }
    return fields
  }

  private func signerFields(_ signer: SignerInfo) -> [String: Field] {
    var fields: [String: Field] = ["signedAttributesPresent": .bool(signer.signedAttributes != nil)]
    fields["signerInfoVersion"] = signer.version.map { Field(.integer($0.value), $0.encoding) }
    fields["signerIdentifier"] = signer.identifier.map { .text($0.word) }
    fields["digestAlgorithm"] = signer.digestAlgorithm?.field
    fields["signatureAlgorithm"] = signer.signatureAlgorithm?.field
    let signed = signer.signedAttributes?.attributes ?? []
    fields["signedAttributes"] = .list(signed.map(\.field))
    fields["attributeTypes"] = Field(.texts(signed.map(\.type)))
    fields["attributesDER"] = (signer.signedAttributes?.isDER).map { .bool($0) }
    fields["attributesSorted"] = (signer.signedAttributes?.isSorted).map { .bool($0) }
    fields["unsignedAttributes"] = .list((signer.unsignedAttributes?.attributes ?? []).map(\.field))
    return fields
  }

  private func attributeFields(_ finding: SignatureFinding, now: Int) -> [String: Field] {
    var fields: [String: Field] = [:]
    for (name, type) in Self.texts { fields[name] = value(type).map { Field(.text($0.text), $0.encoding) } }
    for (name, type) in Self.octetStrings { fields[name] = value(type).map { Field(.bytes($0.octets), $0.encoding) } }
    if let text = value(AttributeOID.failInfoText) {
      let isUTF8 = String(decoding: text.octets, as: UTF8.self).utf8.elementsEqual(text.octets)
      fields["failInfoTextValid"] = .bool(isUTF8 && !text.octets.isEmpty)
    }
    fields["contentTypeAttribute"] = value(AttributeOID.contentType).map {
      Field(.text($0.oid ?? $0.text), $0.encoding)
    }
    fields["messageDigestMatches"] = finding.messageDigestMatches.map { .bool($0) }
    if let value = value(AttributeOID.signingTime), let time = value.time {
      fields["signingTime"] = Field(.time(time), value.encoding)
      fields["signingTimeSkew"] = .integer(abs(time - now))
    }
    return fields
  }

  private static let texts = [
    "transactionID": AttributeOID.transactionID, "messageType": AttributeOID.messageType,
    "pkiStatus": AttributeOID.pkiStatus, "failInfo": AttributeOID.failInfo,
    "failInfoText": AttributeOID.failInfoText, "ndesHResult": AttributeOID.hResult,
  ]

  private static let octetStrings = [
    "senderNonce": AttributeOID.senderNonce, "recipientNonce": AttributeOID.recipientNonce,
    "messageDigest": AttributeOID.messageDigest,
  ]
}

extension SignatureFinding {
  /// The part of `certRep` that is about the signature.
  func fields(_ context: MessageContext) -> [String: Field] {
    var fields: [String: Field] = [
      "signatureValid": .bool(isValid), "signatureNeedsSorting": .bool(needsSorting), "signerFound": .text(place),
      "signerTrusted": .bool(isTrusted(context.authorities)),
    ]
    fields["signer"] = signer.map { .record($0.fields(now: context.now)) }
    return fields
  }

  private var place: String {
    switch (isEmbedded, isCandidate) {
    case (true, true): "both"
    case (true, false): "message"
    case (false, true): "GetCACert"
    case (false, false): "nowhere"
    }
  }

  private func isTrusted(_ authorities: AuthorityCertificates) -> Bool {
    guard let signer else { return false }
    return isCandidate || authorities.issuer(of: signer) != nil
  }
}
