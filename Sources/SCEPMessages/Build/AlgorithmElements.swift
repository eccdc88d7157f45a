import ScepspecASN1
import ScepspecCMS

/// AlgorithmIdentifiers as senders write them.
extension Element {
  /// With NULL parameters, as most software writes them (RFC 5754 section 2 also allows none).
  static func digestAlgorithm(_ digest: Digest, label: String? = nil) -> Element {
    .sequence([.objectIdentifier(digest.oid), .null()], label: label)
  }

  /// RFC 8017 appendix A.2.1: for SHA-1 an empty SEQUENCE stands for all the defaults.
  static func keyTransportAlgorithm(_ transport: KeyTransport, label: String? = nil) -> Element {
    guard let digest = transport.digest else {
      return .sequence([.objectIdentifier(transport.oid), .null()], label: label)
    }
    guard digest != .sha1 else { return .sequence([.objectIdentifier(transport.oid), .sequence([])], label: label) }
    let hash = Element.digestAlgorithm(digest)
    let mask = Element.sequence([.objectIdentifier(maskGeneration), hash])
    return .sequence(
      [.objectIdentifier(transport.oid), .sequence([.context(0, [hash]), .context(1, [mask])])], label: label)
  }

  /// The parameter of a CBC cipher is its IV; RC2 also says its effective key bits (RFC 2268 section 6; 58 means 128).
  static func contentEncryptionAlgorithm(_ cipher: ContentCipher, iv: [UInt8]) -> Element {
    let vector = Element.octetString(iv, label: "envelope.iv")
    let parameters = cipher == .rc2CBC ? Element.sequence([.integer(58), vector]) : vector
    return .sequence(
      [.objectIdentifier(cipher.oid, label: "envelope.algorithm.oid"), parameters], label: "envelope.algorithm")
  }

  /// The elements of an AlgorithmIdentifier for PBKDF2 (RFC 8018 appendix A.2).
  static func passwordDerivation(salt: [UInt8], iterations: Int, digest: Digest) -> [Element] {
    let prf = PasswordKey.prf(digest).map { [Element.sequence([.objectIdentifier($0), .null()])] } ?? []
    return [
      .objectIdentifier(PasswordDerivation.oid), .sequence([.octetString(salt), .integer(iterations)] + prf),
    ]
  }

  /// RFC 3211 section 2.3: the parameter is the AlgorithmIdentifier of the block cipher.
  static func passwordWrapAlgorithm(_ wrap: PasswordWrap, label: String) -> Element {
    .sequence(
      [
        .objectIdentifier(PasswordWrap.oid),
        .sequence([.objectIdentifier(wrap.cipher.oid), .octetString(wrap.iv)]),
      ], label: label)
  }

  /// id-mgf1, RFC 8017 appendix A.2.1.
  private static let maskGeneration = "1.2.840.113549.1.1.8"

  /// An issuerAndSerialNumber, or a subjectKeyIdentifier under `[0]`.
  static func certificateIdentifier(
    _ certificate: Certificate, _ style: CertificateReference, label: String
  ) -> Element {
    switch style {
    case .issuerAndSerialNumber:
      .sequence(
        [
          .name(certificate.issuerName, lastLabel: "\(label).lastName"), .integer(content: certificate.serialNumber),
        ], label: label)
    case .subjectKeyIdentifier:
      .context(0, octets: certificate.subjectKeyIdentifier ?? certificate.publicKey.keyIdentifier, label: label)
    }
  }
}

extension Element {
  /// A name as it is, in which the string of the last part can be changed; bare octets where it is no such name.
  static func name(_ der: [UInt8], lastLabel: String) -> Element {
    descending(der, [.sequence, .set, .sequence], lastLabel: lastLabel)
  }

  /// Every element but the last stays as it is, down to the last one of the innermost.
  private static func descending(_ der: [UInt8], _ tags: [UniversalTag], lastLabel: String) -> Element {
    guard let tag = tags.first else { return .parsed(der, label: lastLabel) }
    guard let node = try? BERNode.parse(der), node.isTagged(tag), !node.isIndefinite, node.isMinimalLength,
      let last = node.children.last
    else { return .raw(der) }
    let before = node.children.dropLast().flatMap(\.bytes)
    return Element(
      Array(der.prefix(1)),
      .elements([.raw(before), descending(last.bytes, Array(tags.dropFirst()), lastLabel: lastLabel)]),
      role: .sealed)
  }
}

/// How a message says which certificate it means (RFC 5652 sections 5.3 and 6.2.1).
public enum CertificateReference: String, CaseIterable, Sendable, Hashable {
  case issuerAndSerialNumber, subjectKeyIdentifier
}
