import ScepspecASN1
import ScepspecModel

/// What an element is, from its first parts, so that it shows in truncated ones too.
enum Sniffing {
  static func structure(of node: BERNode) -> (structure: Structure, kind: DecodedMessage.Kind)? {
    guard node.isTagged(.sequence), let first = node.children.first else { return nil }
    if first.isTagged(.objectIdentifier) {
      return node.children.count == 1 || node.children[1].isContext(0) ? (.contentInfo, .asn1) : nil
    }
    if first.isTagged(.sequence) { return signedThing(node, first) }
    if first.isTagged(.integer) { return numbered(node) }
    return nil
  }

  /// A SEQUENCE that begins with a SEQUENCE.
  private static func signedThing(_ node: BERNode, _ first: BERNode) -> (Structure, DecodedMessage.Kind)? {
    let inner = first.children
    let second = node.children.dropFirst().first
    if isName(first) {
      if let second, second.isTagged(.integer) { return (.issuerAndSerialNumber, .issuerAndSerialNumber) }
      if let second, isName(second) { return (.issuerAndSubject, .issuerAndSubject) }
    }
    if isAlgorithm(first), second?.isTagged(.bitString) ?? false { return (.publicKeyInfo, .publicKey) }
    if isPasswordCipher(first), second?.isTagged(.octetString) ?? true { return (.encipheredPrivateKey, .privateKey) }
    if inner.first?.isContext(0) ?? false { return (.certificate, .certificate) }
    guard let head = inner.first else { return nil }
    if isAlgorithm(head) { return (.revocationList, .revocationList) }
    guard head.isTagged(.integer), inner.count > 1 else { return nil }
    if isAlgorithm(inner[1]) {
      let fourth = inner.dropFirst(3).first
      let isList = fourth.map { $0.isTagged(.utcTime) || $0.isTagged(.generalizedTime) } ?? false
      return isList ? (.revocationList, .revocationList) : (.certificate, .certificate)
    }
    return isName(inner[1]) ? (.certificationRequest, .certificationRequest) : nil
  }

  /// A SEQUENCE that begins with a number.
  private static func numbered(_ node: BERNode) -> (Structure, DecodedMessage.Kind)? {
    let rest = node.children.dropFirst()
    // PFX (RFC 7292 section 4): version 3, a ContentInfo.
    if let second = rest.first, isAlgorithm(second), node.children.first?.integer == 3,
      second.children.dropFirst().first?.isContext(0) ?? true
    {
      return (.keyStore, .keyStore)
    }
    if let second = rest.first, isAlgorithm(second), rest.dropFirst().first?.isTagged(.octetString) ?? true {
      return (.privateKeyInfo, .privateKey)
    }
    // RSAPrivateKey (RFC 8017 appendix A.1.2) and ECPrivateKey (RFC 5915).
    // A cut one may hold no more than the public numbers and a piece of the secret one.
    let isVersion = node.children.first?.integer == 0
    if rest.count >= (isVersion ? 2 : 5), rest.allSatisfy({ $0.isTagged(.integer) }) {
      return (.privateKeyInfo, .privateKey)
    }
    if rest.first?.isTagged(.octetString) ?? false, node.children.first?.integer == 1 {
      return (.privateKeyInfo, .privateKey)
    }
    guard let set = rest.first, set.isTagged(.set) else { return nil }
    let holdsAlgorithms = set.children.first.map(isAlgorithm) ?? true
    return holdsAlgorithms ? (.signedData, .signedData) : (.envelopedData, .envelopedData)
  }

  static func isName(_ node: BERNode) -> Bool {
    node.isTagged(.sequence) && node.children.allSatisfy { $0.isTagged(.set) }
  }

  /// PBES1, PBES2 (RFC 8018 appendix A) and the ciphers of PKCS #12 (RFC 7292 appendix C).
  private static func isPasswordCipher(_ node: BERNode) -> Bool {
    let oid = isAlgorithm(node) ? node.children.first?.objectIdentifier ?? "" : ""
    return oid.hasPrefix("1.2.840.113549.1.5.") || oid.hasPrefix("1.2.840.113549.1.12.1.")
  }

  static func isAlgorithm(_ node: BERNode) -> Bool {
    node.isTagged(.sequence) && node.children.first?.isTagged(.objectIdentifier) ?? false
  }
}
