import ScepspecASN1
public import ScepspecCMS

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
  case secrets(PrivateKey?, password: [UInt8]? = nil)
  /// Those that were deciphered when the message was recorded.
  case contentKeys([ContentKey])

  func contentKey(of recipient: RecipientInfo) throws(Envelope.Problem) -> [UInt8] {
    switch self {
    case .secrets(_, let password?) where recipient.kind == .password:
      return try Envelope.contentKey(of: recipient, password: password)
    case .secrets(let key, _):
      guard let key else { throw Envelope.Problem(.noRecipient, "there is no private key to open it with") }
      return try Envelope.contentKey(of: recipient, with: key)
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

  /// Whether it can be tried. Of content keys, a transported one that is missing is told as missing; what needs a password
  /// was only tried where there was one.
  func fits(_ recipient: RecipientInfo) -> Bool {
    switch self {
    case .secrets(let key, let password): recipient.kind == .password ? password != nil : key != nil
    case .contentKeys(let keys):
      recipient.kind != .password
        || recipient.encryptedKey.map { key in keys.contains { $0.encryptedKeyDigest == Digest.sha256.hash(key) } }
          ?? !keys.isEmpty
    }
  }
}
