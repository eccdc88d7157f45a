import ScepspecASN1
import ScepspecCMS
import ScepspecSCEPMessages

extension Inspection {
  /// RFC 8894 section 3: a ContentInfo with a SignedData over id-data, signed once, with signed attributes.
  func checkStructure() throws(Refusal) {
    if message.trailingOctets > 0, !skips(.trailingOctets) {
      throw Refusal(.badRequest, "There are octets behind the message.")
    }
    guard message.isContentInfo, message.contentType?.value == Self.signedData || skips(.eContentType) else {
      throw Refusal(.badRequest, "The message is no ContentInfo with a SignedData.")
    }
    guard message.signers.count == 1 || skips(.signedAttributes) else {
      throw Refusal(.badRequest, "The message has more than one signer.")
    }
    guard attributes.areSigned || skips(.signedAttributes) else {
      throw Refusal(.badMessageCheck, "The message has no signed attributes.")
    }
    guard message.eContentType?.value == Self.data || skips(.eContentType) else {
      throw Refusal(.badRequest, "eContentType is not id-data.")
    }
  }

  /// RFC 8894 section 3.2.1: each attribute once, with one value, the transactionID a PrintableString.
  func checkAttributes() throws(Refusal) {
    guard attributes.areSingle || skips(.singleValues) else {
      throw Refusal(.badRequest, "A signed attribute has more or fewer than one value, or occurs twice.")
    }
    guard let id = attributes.first(AttributeOID.transactionID), !skips(.transactionID) else { return }
    guard id.encoding.tag == "PrintableString", id.octets.allSatisfy(PrintableString.contains) else {
      throw Refusal(.badRequest, "The transactionID is no PrintableString.")
    }
  }

  /// RFC 8894 section 2.9: no MD5.
  func checkAlgorithms() throws(Refusal) {
    if attributes.mayLack(.digest) { return }
    guard let signer = message.signer, let digest = signer.digestAlgorithm.flatMap({ Digest(oid: $0.oid) }),
      algorithms.digests.contains(digest)
    else { throw Refusal(.badAlg, "The digest algorithm is not supported.") }
    let signature = signer.signatureAlgorithm?.oid ?? ""
    let named = Digest(oid: signature)
    guard algorithms.accepts(signature: signature), named == nil || named == digest else {
      throw Refusal(.badAlg, "The signature algorithm is not supported.")
    }
  }

  /// The signer's certificate, once the signature holds over the attributes and these over the content.
  func signer() throws(Refusal) -> Certificate? {
    let finding = message.verify(with: [])
    let mayBeForged = skips(.signature) || attributes.mayLack(.signature)
    guard let signer = finding.signer else {
      if skips(.signerCertificate) { return nil }
      throw Refusal(.badMessageCheck, "The signer's certificate is not in the message.")
    }
    if signer.publicKey.kind == .ec { try refuseTraits([.ec]) }
    guard signer.publicKey.kind == .rsa || signer.publicKey.kind == .ec else {
      throw Refusal(.badAlg, "Only RSA and EC keys are supported.")
    }
    guard finding.isValid || mayBeForged else { throw Refusal(.badMessageCheck, "The signature does not hold.") }
    guard attributes.areSigned else { return signer }
    guard finding.messageDigestMatches == true || skips(.messageDigest) else {
      throw Refusal(.badMessageCheck, "messageDigest is not the digest of the content.")
    }
    let contentType = attributes.first(AttributeOID.contentType)?.oid
    guard contentType != nil && contentType == message.eContentType?.value || skips(.contentTypeAttribute) else {
      throw Refusal(.badMessageCheck, "The contentType attribute is missing or is not eContentType.")
    }
    return signer
  }

  /// RFC 8894 section 3.2.1.2: an undefined type is an error, and so is CertRep as a request.
  func messageType() throws(Refusal) -> MessageType {
    if let value = attributes.first(AttributeOID.messageType),
      value.encoding.tag == "PrintableString" || skips(.messageType),
      let type = MessageType(rawValue: String(decoding: value.octets, as: UTF8.self)), type != .certRep
    {
      return type
    }
    if attributes.mayLack(.messageType) { return .pkcsReq }
    throw Refusal(.badRequest, "The messageType is missing or not one of SCEP's requests.")
  }

  static let data = "1.2.840.113549.1.7.1"
  static let signedData = "1.2.840.113549.1.7.2"
}
