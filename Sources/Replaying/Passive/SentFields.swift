import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecSCEPMessages

/// The kind `sent`: the request's message as its octets show it.
enum SentFields {
  static func make(_ request: SeenRequest, opened: Inside?, now: Int) -> [String: Field] {
    var fields: [String: Field] = ["isMessage": .bool(request.message != nil)]
    fields["contentType"] = request.contentType.map { .text($0) }
    fields["isEscaped"] = request.isEscaped.map { .bool($0) }
    guard let message = request.message else { return fields }
    let finding = message.verify(with: [])
    let envelope = message.eContent.flatMap { try? Envelope.read($0.octets) }
    let context = MessageContext(now: now, caCertificates: [])
    let all = message.certRepFields(finding, envelope: envelope, context: context)
    for name in Self.names { fields[name] = all[name] }
    if let signer = finding.signer {
      fields["signerIsSelfSigned"] = .bool(signer.isSelfIssued && signer.isSigned(by: signer))
    }
    fields["cipher"] = envelope?.contentEncryptionAlgorithm.map { .text($0.oid) }
    guard let opened else { return fields }
    fields["isOpened"] = .bool(true)
    fields["payload"] = .text(opened.word)
    guard let requested = opened.requested else { return fields }
    fields["csrSignatureValid"] = .bool(requested.signatureValid)
    fields["challengeCount"] = .integer(requested.challengePasswords.count)
    if let signer = finding.signer {
      fields["signerHasRequestedKey"] = .bool(
        signer.publicKey.subjectPublicKeyInfo == requested.publicKey.subjectPublicKeyInfo)
      fields["signerHasRequestedName"] = .bool(signer.subjectName == requested.subjectName)
    }
    return fields
  }

  private static let names = [
    "isContentInfo", "isDER", "eContent", "signerInfoCount", "signedAttributesPresent", "attributeTypes",
    "transactionID", "messageType", "senderNonce", "contentTypeAttribute", "messageDigestMatches", "signatureValid",
    "signerFound", "signer", "certificateCount", "trailingOctets",
  ]
}
