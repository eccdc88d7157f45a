import ScepspecASN1
import ScepspecCMS
import ScepspecModel

extension Envelope {
  /// The content key out of a PasswordRecipientInfo (RFC 5652 section 6.2.4), as RFC 8894 section 3.1 has it for keys
  /// that can sign only.
  static func contentKey(of recipient: RecipientInfo, password: [UInt8]) throws(Problem) -> [UInt8] {
    guard let encryptedKey = recipient.encryptedKey else {
      throw Problem(.incomplete, "the recipientInfo has no encryptedKey")
    }
    let wrap = try passwordWrap(recipient.keyEncryptionAlgorithm)
    let derivation = try PasswordDerivation(recipient.keyDerivationAlgorithm)
    do {
      let key = try PasswordKey.derived(
        from: password, salt: derivation.salt, iterations: derivation.iterations, digest: derivation.digest,
        octets: wrap.cipher.keyOctets)
      return try wrap.unwrap(encryptedKey, with: key)
    } catch {
      throw Problem(error.code == .failed ? .wrongKey : .unsupportedKeyTransport, error.reason)
    }
  }

  /// id-alg-PWRI-KEK, whose parameter is the AlgorithmIdentifier of a block cipher (RFC 3211 section 2.3).
  private static func passwordWrap(_ algorithm: AlgorithmIdentifier?) throws(Problem) -> PasswordWrap {
    guard let algorithm else { throw Problem(.incomplete, "the recipientInfo has no keyEncryptionAlgorithm") }
    guard algorithm.oid == PasswordWrap.oid, case .present(let bytes) = algorithm.parameters,
      let inner = (try? BERNode.parse(bytes)).flatMap(AlgorithmIdentifier.init),
      let cipher = ContentCipher(oid: inner.oid), case .present(let parameter) = inner.parameters,
      let iv = try? BERNode.parse(parameter)
    else {
      throw Problem(.unsupportedKeyTransport, "the key encryption \(algorithm.oid) is not one that can be opened here")
    }
    return PasswordWrap(cipher: cipher, iv: iv.stringContent)
  }
}

/// PBKDF2-params (RFC 8018 appendix A.2).
struct PasswordDerivation {
  static let oid = "1.2.840.113549.1.5.12"

  var salt: [UInt8]
  var iterations: Int
  var digest: Digest

  init(_ algorithm: AlgorithmIdentifier?) throws(Envelope.Problem) {
    guard let algorithm else { throw Envelope.Problem(.incomplete, "the recipientInfo has no keyDerivationAlgorithm") }
    guard algorithm.oid == Self.oid, case .present(let bytes) = algorithm.parameters,
      let node = try? BERNode.parse(bytes), let salt = node.children.first(where: { $0.isTagged(.octetString) }),
      let iterations = node.children.first(where: { $0.isTagged(.integer) })?.integer
    else {
      throw Envelope.Problem(.unsupportedKeyTransport, "the key derivation \(algorithm.oid) is unknown or incomplete")
    }
    let prf = node.children.first { $0.isTagged(.sequence) }.flatMap(AlgorithmIdentifier.init)?.oid
    guard let digest = prf.map(PasswordKey.digest) ?? .sha1 else {
      throw Envelope.Problem(.unsupportedKeyTransport, "PBKDF2 with \(prf ?? "") cannot be done here")
    }
    self.salt = salt.stringContent
    self.iterations = iterations
    self.digest = digest
  }
}
