import ScepspecASN1
public import ScepspecCMS
import ScepspecModel

extension Envelope {
  /// What came of deciphering.
  public struct Opening: Sendable {
    /// The content; with the padding left on where that is wrong. `nil` where it could not be deciphered.
    public var plaintext: [UInt8]?
    public var paddingValid: Bool
    public var problem: Problem?
    /// What came of each encryptedKey that was tried.
    public var contentKeys: [ContentKey] = []

    /// Content that can be used.
    public var content: [UInt8]? { paddingValid ? plaintext : nil }
  }

  /// Why an envelope could not be opened.
  public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    public var code: Code
    /// One clause without a full stop; says nothing about keys.
    public var reason: String

    public var description: String { reason }

    public init(_ code: Code, _ reason: String) {
      self.code = code
      self.reason = reason
    }

    public enum Code: String, Sendable, Hashable {
      /// It is no EnvelopedData, or a piece of it is missing.
      case incomplete
      /// No recipientInfo is of a kind that what is known can open.
      case noRecipient
      /// How the content key is enciphered is unknown, or not possible with this key.
      case unsupportedKeyTransport
      /// The content cipher is not one that is known here.
      case unsupportedCipher
      /// The content key could not be deciphered: it is for another key, or broken.
      case wrongKey
      /// Key, initialisation vector or ciphertext have an impossible length.
      case malformedContent
      /// The padding is wrong, so the key was most likely.
      case badPadding
    }
  }

  /// Deciphers the content with the recipient's key, or with a password that both sides know.
  ///
  /// The recipientInfos that name the certificate are tried first, then the others: who is named wrongly is seen in
  /// `names(_:)`.
  public func open(with key: PrivateKey?, certificate: Certificate?, password: [UInt8]? = nil) -> Opening {
    open(with: .secrets(key, password: password), certificate: certificate)
  }

  /// The same with content keys that were deciphered before.
  public func open(with key: EnvelopeKey, certificate: Certificate?) -> Opening {
    var tried: [ContentKey] = []
    var opening: Opening
    do {
      opening = try opened(with: key, certificate: certificate, &tried)
    } catch {
      opening = Opening(plaintext: nil, paddingValid: false, problem: error)
    }
    opening.contentKeys = tried
    return opening
  }

  /// Some recipientInfo, of the first 256, names that certificate.
  public func names(_ certificate: Certificate) -> Bool {
    recipients.prefix(256).contains { $0.identifier?.means(certificate) ?? false }
  }

  private func opened(
    with key: EnvelopeKey, certificate: Certificate?, _ tried: inout [ContentKey]
  ) throws(Problem) -> Opening {
    guard isEnveloped else { throw Problem(.incomplete, "contentType is \(contentType?.value ?? "absent")") }
    guard let encryptedContent else { throw Problem(.incomplete, "there is no encryptedContent") }
    let encryption = try contentEncryption()
    var best: Opening?
    var problem = Problem(.noRecipient, noRecipientReason)
    for recipient in ordered(for: certificate, key) {
      do {
        let result = Result { () throws(Problem) in try key.contentKey(of: recipient) }
        if let encryptedKey = recipient.encryptedKey {
          tried.append(ContentKey(encryptedKeyDigest: Digest.sha256.hash(encryptedKey), result: result))
        }
        let opening = try decipher(encryptedContent.octets, encryption, key: result.get())
        if opening.paddingValid { return opening }
        best = best ?? opening
      } catch {
        problem = best == nil && problem.code == .noRecipient ? error : problem
      }
    }
    if let best { return best }
    throw problem
  }

  private var noRecipientReason: String {
    guard !recipients.isEmpty else { return "there is no recipientInfo" }
    let kinds = Set(recipients.map(\.kind.rawValue)).sorted().joined(separator: ", ")
    return "no recipientInfo can be opened with what is known, only \(kinds)"
  }

  /// At most eight recipientInfos for keys, those that name the certificate first, and two for passwords, which cost
  /// more.
  private func ordered(for certificate: Certificate?, _ key: EnvelopeKey) -> [RecipientInfo] {
    let known = recipients.prefix(256)
    let transported = known.filter { $0.kind == .keyTransport && key.fits($0) }
    let named = transported.filter { info in certificate.map { info.identifier?.means($0) ?? false } ?? false }
    let others = transported.filter { info in !(certificate.map { info.identifier?.means($0) ?? false } ?? false) }
    let shared = known.filter { $0.kind == .password && key.fits($0) }
    return Array((named + others).prefix(8)) + shared.prefix(2)
  }
}
