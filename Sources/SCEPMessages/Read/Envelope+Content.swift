import ScepspecASN1
import ScepspecCMS
import ScepspecModel

/// How the content is enciphered, with what of it stands in the clear.
enum ContentEncryption {
  case blocks(ContentCipher, iv: [UInt8])
  /// The tag's length where it stands behind the ciphertext, as in an EnvelopedData, which has no place of its own for it.
  case authenticated(AuthenticatedCipher, nonce: [UInt8], tagOctets: Int)
}

extension Envelope {
  /// How to decipher the content.
  func contentEncryption() throws(Problem) -> ContentEncryption {
    guard let algorithm = contentEncryptionAlgorithm else {
      throw Problem(.incomplete, "there is no contentEncryptionAlgorithm")
    }
    if let cipher = ContentCipher(oid: algorithm.oid) {
      return .blocks(cipher, iv: try initialisationVector(algorithm))
    }
    guard let cipher = AuthenticatedCipher(oid: algorithm.oid) else {
      let name = Self.otherCiphers[algorithm.oid].map { "\($0) (\(algorithm.oid))" } ?? algorithm.oid
      throw Problem(.unsupportedCipher, "the content cipher \(name) is not one that can be opened here")
    }
    return try authenticated(cipher, algorithm)
  }

  /// RFC 5084 section 3.1.
  private static let otherCiphers = [
    "2.16.840.1.101.3.4.1.7": "AES128-CCM", "2.16.840.1.101.3.4.1.27": "AES192-CCM",
    "2.16.840.1.101.3.4.1.47": "AES256-CCM",
  ]

  /// The cipher's parameter: an OCTET STRING, for RC2 inside a SEQUENCE (RFC 3370 section 5.2).
  private func initialisationVector(_ algorithm: AlgorithmIdentifier) throws(Problem) -> [UInt8] {
    guard case .present(let bytes) = algorithm.parameters, let node = try? BERNode.parse(bytes) else {
      throw Problem(.incomplete, "the content cipher has no initialisation vector")
    }
    guard node.isTagged(.sequence) else { return node.stringContent }
    // 58 is how 128 effective bits are written; other strengths are not deciphered.
    if let version = node.children.first(where: { $0.isTagged(.integer) })?.integer, version != 58 {
      throw Problem(.unsupportedCipher, "RC2 with parameter version \(version) cannot be opened here")
    }
    return node.children.first { $0.isTagged(.octetString) }?.stringContent ?? []
  }

  /// GCMParameters (RFC 5084 section 3.2): the nonce, and the tag's length, 12 where it is left out. Some libraries tag
  /// the nonce `[4]`, or wrap the SEQUENCE in another one that is marked as primitive.
  private func authenticated(
    _ cipher: AuthenticatedCipher, _ algorithm: AlgorithmIdentifier
  ) throws(Problem) -> ContentEncryption {
    guard case .present(let bytes) = algorithm.parameters, var node = try? BERNode.parse(bytes) else {
      throw Problem(.incomplete, "the content cipher has no nonce")
    }
    if let inner = node.isConstructed ? node.children.first : try? BERNode.parse(node.stringContent),
      inner.isTagged(.sequence)
    {
      node = inner
    }
    guard let nonce = node.children.first(where: { $0.isTagged(.octetString) || $0.isContext(4) })?.stringContent else {
      throw Problem(.incomplete, "the content cipher has no nonce")
    }
    let octets = node.children.first { $0.isTagged(.integer) }?.integer ?? 12
    return .authenticated(cipher, nonce: nonce, tagOctets: octets)
  }

  func decipher(
    _ cipherText: [UInt8], _ encryption: ContentEncryption, key: [UInt8]
  ) throws(Problem) -> Opening {
    do {
      switch encryption {
      case .blocks(let cipher, let iv):
        let (plain, paddingValid) = try cipher.decrypt(cipherText, key: key, iv: iv)
        let problem = paddingValid ? nil : Problem(.badPadding, "the padding of the deciphered content is wrong")
        return Opening(plaintext: plain, paddingValid: paddingValid, problem: problem)
      case .authenticated(let cipher, let nonce, let tagOctets):
        let tag = mac ?? Array(cipherText.suffix(max(0, tagOctets)))
        let content = mac == nil ? Array(cipherText.dropLast(tag.count)) : cipherText
        let plain = try cipher.decrypt(
          content, tag: tag, key: key, nonce: nonce, authenticated: authenticatedAttributes ?? [])
        return Opening(plaintext: plain, paddingValid: true, problem: nil)
      }
    } catch {
      throw Problem(error.code == .failed ? .wrongKey : .malformedContent, error.reason)
    }
  }
}
