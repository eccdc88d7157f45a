import ScepspecASN1
public import ScepspecCMS

/// Who signs, and how the SignerInfo says so (RFC 5652 section 5.3).
public struct SignerRecipe: Sendable {
  /// How the signature algorithm is spelt.
  public enum Spelling: String, CaseIterable, Sendable, Hashable {
    /// The bare rsaEncryption (RFC 3370 section 3.2).
    case rsaEncryption
    /// Such as sha256WithRSAEncryption (RFC 5754 section 3.2).
    case withDigest
  }

  /// The certificate that the SignerInfo names.
  public var certificate: Certificate
  /// The key that makes the signature; a forged message has one that is not the certificate's.
  public var key: PrivateKey
  public var digest: Digest
  /// For RSA keys; other keys always name the digest.
  public var spelling: Spelling
  public var reference: CertificateReference

  public init(
    certificate: Certificate, key: PrivateKey, digest: Digest = .sha256, spelling: Spelling = .rsaEncryption,
    reference: CertificateReference = .issuerAndSerialNumber
  ) {
    self.certificate = certificate
    self.key = key
    self.digest = digest
    self.spelling = spelling
    self.reference = reference
  }

  var version: Int { reference == .issuerAndSerialNumber ? 1 : 3 }

  /// The SignerInfo over those attributes, or over the content itself where there are none.
  ///
  /// - Parameter attributes: The SET OF Attribute; none or a second one only by mutation. The signature covers the
  ///   first one's encoding with definite lengths (RFC 5652 section 5.4), whatever form it is sent in, with its
  ///   elements in the order that they have here.
  func signerInfo(attributes: [Element], content: [UInt8]) throws(BuildError) -> Element {
    let signed = attributes.first?.encodedAsDER() ?? content
    let signature = try building { () throws(CryptoError) in try key.sign(signed, digest: digest) }
    let label = "message.signerInfo"
    var fields: [Element] = [
      .integer(version, label: "\(label).version"),
      .certificateIdentifier(certificate, reference, label: "\(label).sid"),
      .digestAlgorithm(digest, label: "\(label).digestAlgorithm"),
    ]
    fields += attributes.enumerated().map { SignerRecipe.implicit($0.element, isFirst: $0.offset == 0) }
    fields.append(try signatureAlgorithm(label: "\(label).signatureAlgorithm"))
    fields.append(.octetString(signature, label: "message.signature"))
    return .sequence(fields, label: label)
  }

  /// The same attributes with the tag that they are sent under. They keep their form inside a BER message.
  private static func implicit(_ attributes: Element, isFirst: Bool) -> Element {
    var copy = attributes.withoutLabels().labelled(isFirst ? "message.signedAttrs" : nil).in(role: .sealed)
    if copy.tag == [0x31] { copy.tag = [0xA0] }
    return copy
  }

  private func signatureAlgorithm(label: String) throws(BuildError) -> Element {
    switch key.publicKey.kind {
    case .rsa:
      let oid = spelling == .rsaEncryption ? KeyTransport.rsaEncryption.oid : digest.rsaSignatureOID
      return .sequence([.objectIdentifier(oid), .null()], label: label)
    case .ec:
      if let oid = digest.ecdsaSignatureOID { return .sequence([.objectIdentifier(oid)], label: label) }
    case .other: break
    }
    throw BuildError(.crypto, "a \(key.publicKey.kind.rawValue) key cannot sign with \(digest.rawValue)")
  }
}
