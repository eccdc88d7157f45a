import ScepspecASN1
import ScepspecCMS
import ScepspecModel

extension Envelope {
  /// The content key out of one recipientInfo.
  static func contentKey(of recipient: RecipientInfo, with key: PrivateKey) throws(Problem) -> [UInt8] {
    guard let encryptedKey = recipient.encryptedKey else {
      throw Problem(.incomplete, "the recipientInfo has no encryptedKey")
    }
    guard key.publicKey.kind == .rsa else {
      throw Problem(.unsupportedKeyTransport, "a \(key.publicKey.kind.rawValue) key cannot decipher a content key")
    }
    let transports = try transports(recipient.keyEncryptionAlgorithm)
    for transport in transports {
      if let found = try? key.decryptKey(encryptedKey, transport: transport) { return found }
    }
    throw Problem(.wrongKey, "the content key cannot be deciphered with this private key")
  }

  /// rsaEncryption, or RSAES-OAEP with the digest that its parameters name (RFC 4055 section 4.1).
  private static func transports(_ algorithm: AlgorithmIdentifier?) throws(Problem) -> [KeyTransport] {
    switch algorithm?.oid {
    case KeyTransport.rsaEncryption.oid: return [.rsaEncryption]
    case KeyTransport.oaepSHA1.oid:
      guard let digest = algorithm.map(oaepDigest) else { return [] }
      switch digest {
      case Digest.sha1.oid: return [.oaepSHA1]
      case Digest.sha256.oid: return [.oaepSHA256]
      default: throw Problem(.unsupportedKeyTransport, "RSAES-OAEP with the digest \(digest) cannot be opened here")
      }
    case let oid?: throw Problem(.unsupportedKeyTransport, "the key transport \(oid) is unknown")
    case nil: throw Problem(.incomplete, "the recipientInfo has no keyEncryptionAlgorithm")
    }
  }

  /// hashAlgorithm of RSAES-OAEP-params, SHA-1 where it is left out.
  private static func oaepDigest(_ algorithm: AlgorithmIdentifier) -> String {
    guard case .present(let bytes) = algorithm.parameters, let node = try? BERNode.parse(bytes),
      let hash = node.children.first(where: { $0.isContext(0) })?.children.first,
      let oid = AlgorithmIdentifier(hash)?.oid
    else { return Digest.sha1.oid }
    return oid
  }
}
