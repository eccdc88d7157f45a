import ASN1
public import CMS

/// What came of deciphering one recipientInfo's encryptedKey: with it an envelope can be opened again without the
/// private key.
public struct ContentKey: Hashable, Sendable {
  /// SHA-256 of the encryptedKey.
  public var encryptedKeyDigest: [UInt8]
  public var result: Result<[UInt8], Envelope.Problem>

  public init(encryptedKeyDigest: [UInt8], result: Result<[UInt8], Envelope.Problem>) {
    self.encryptedKeyDigest = encryptedKeyDigest
    self.result = result
  }
}

/// What opens an envelope.
public enum EnvelopeKey: Sendable {
  case privateKey(PrivateKey)
  /// Those that were deciphered when the message was recorded.
  case contentKeys([ContentKey])

  func contentKey(of recipient: RecipientInfo) throws(Envelope.Problem) -> [UInt8] {
    switch self {
    case .privateKey(let key): return try Envelope.contentKey(of: recipient, with: key)
    case .contentKeys(let keys):
      guard let encryptedKey = recipient.encryptedKey else {
        throw Envelope.Problem(.incomplete, "the recipientInfo has no encryptedKey")
      }
      let digest = Digest.sha256.hash(encryptedKey)
      guard let known = keys.first(where: { $0.encryptedKeyDigest == digest }) else {
        throw Envelope.Problem(.wrongKey, "the recording has no content key for this encryptedKey")
      }
      return try known.result.get()
    }
  }
}
