import ScepspecASN1

extension CertificationRequest {
  /// The string types that clients write a challengePassword in.
  public enum StringType: UInt8, Sendable, Hashable, CaseIterable {
    case utf8String = 0x0C
    case printableString = 0x13
    case t61String = 0x14
    case ia5String = 0x16

    /// PrintableString where its characters suffice (X.680 section 41.4), else UTF8String.
    public static func fitting(_ text: String) -> StringType {
      let others = Array(" '()+,-./:=?".utf8)
      let isPrintable = text.utf8.allSatisfy { octet in
        (0x30...0x39).contains(octet) || (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet)
          || others.contains(octet)
      }
      return isPrintable ? .printableString : .utf8String
    }
  }

  /// The DER of a new request.
  ///
  /// - Parameters:
  ///   - key: The key to be certified.
  ///   - challenges: One challengePassword attribute for each, in this order; SCEP has at most one.
  ///   - extensions: In OpenSSL's notation, such as `subjectAltName=DNS:host`.
  ///   - signingKey: The key that signs: `key` unless the proof of possession is to be wrong.
  public static func build(
    subject: Name, key: PublicKey, challenges: [(text: String, type: StringType)] = [], extensions: [String] = [],
    digest: Digest = .sha256, signingKey: PrivateKey
  ) throws(CryptoError) -> [UInt8] {
    var attributes = challenges.map { challenge in
      attribute(
        RequestAttribute.challengePassword, Element([challenge.type.rawValue], .octets(Array(challenge.text.utf8))))
    }
    if !extensions.isEmpty {
      var made: [Element] = []
      for text in extensions { made.append(.raw(try Extension(text).der)) }
      attributes.append(attribute(RequestAttribute.extensionRequest, .sequence(made)))
    }
    // DER sorts the SET OF; more than one challenge is wrong anyway, and then the order asked for counts.
    let attributeSet = Element.context(0, attributes)
    let information = Element.sequence([
      .integer(0), .raw(subject.der), .raw(key.subjectPublicKeyInfo),
      challenges.count > 1 ? attributeSet : attributeSet.sorted(),
    ]).encoded()
    let signature = try signingKey.sign(information, digest: digest)
    let algorithm = try signingKey.signatureAlgorithm(digest)
    return Element.sequence([.raw(information), algorithm, .bitString(signature)]).encoded()
  }

  /// A request of one's own key.
  public static func build(
    subject: Name, key: PrivateKey, challenges: [(text: String, type: StringType)] = [], extensions: [String] = [],
    digest: Digest = .sha256
  ) throws(CryptoError) -> [UInt8] {
    try build(
      subject: subject, key: key.publicKey, challenges: challenges, extensions: extensions, digest: digest,
      signingKey: key)
  }

  private static func attribute(_ oid: String, _ value: Element) -> Element {
    .sequence([.objectIdentifier(oid), .set([value])])
  }
}

extension PrivateKey {
  /// The AlgorithmIdentifier of its signatures: with NULL parameters for RSA (RFC 4055 section 5), without for ECDSA.
  func signatureAlgorithm(_ digest: Digest) throws(CryptoError) -> Element {
    switch publicKey.kind {
    case .rsa: return .sequence([.objectIdentifier(digest.rsaSignatureOID), .null()])
    case .ec:
      if let oid = digest.ecdsaSignatureOID { return .sequence([.objectIdentifier(oid)]) }
    case .other: break
    }
    throw CryptoError(.unsupported, "a \(publicKey.kind.rawValue) key cannot sign with \(digest.rawValue)")
  }
}
