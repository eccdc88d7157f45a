import ASN1
public import CMS
import Model

extension Envelope {
  /// What came of deciphering.
  public struct Opening: Sendable {
    /// The content; with the padding left on where that is wrong. `nil` where it could not be deciphered.
    public var plaintext: [UInt8]?
    public var paddingValid: Bool
    public var problem: Problem?

    /// Content that can be used.
    public var content: [UInt8]? { paddingValid ? plaintext : nil }
  }

  /// Why an envelope could not be opened.
  public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    public var code: Code
    /// One clause without a full stop; says nothing about keys.
    public var reason: String

    public var description: String { reason }

    init(_ code: Code, _ reason: String) {
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
    do {
      return try opened(with: key, certificate: certificate, password: password)
    } catch {
      return Opening(plaintext: nil, paddingValid: false, problem: error)
    }
  }

  /// Some recipientInfo, of the first 256, names that certificate.
  public func names(_ certificate: Certificate) -> Bool {
    recipients.prefix(256).contains { $0.identifier?.means(certificate) ?? false }
  }

  private func opened(
    with key: PrivateKey?, certificate: Certificate?, password: [UInt8]?
  ) throws(Problem) -> Opening {
    guard isEnveloped else { throw Problem(.incomplete, "contentType is \(contentType?.value ?? "absent")") }
    guard let encryptedContent else { throw Problem(.incomplete, "there is no encryptedContent") }
    let encryption = try contentEncryption()
    var best: Opening?
    var problem = Problem(.noRecipient, noRecipientReason(key: key, password: password))
    for recipient in ordered(for: certificate, key: key, password: password) {
      do {
        let contentKey = try Self.contentKey(of: recipient, key: key, password: password)
        let opening = try decipher(encryptedContent.octets, encryption, key: contentKey)
        if opening.paddingValid { return opening }
        best = best ?? opening
      } catch {
        problem = best == nil && problem.code == .noRecipient ? error : problem
      }
    }
    if let best { return best }
    throw problem
  }

  private static func contentKey(
    of recipient: RecipientInfo, key: PrivateKey?, password: [UInt8]?
  ) throws(Problem) -> [UInt8] {
    if recipient.kind == .password, let password { return try contentKey(of: recipient, password: password) }
    guard let key else { throw Problem(.noRecipient, "there is no private key to open it with") }
    return try contentKey(of: recipient, with: key)
  }

  private func noRecipientReason(key: PrivateKey?, password: [UInt8]?) -> String {
    guard !recipients.isEmpty else { return "there is no recipientInfo" }
    let kinds = Set(recipients.map(\.kind.rawValue)).sorted().joined(separator: ", ")
    switch (key, password) {
    case (nil, _): return "no recipientInfo is for a password, only \(kinds)"
    case (_, nil): return "no recipientInfo is for a private key, only \(kinds)"
    default: return "no recipientInfo is for a private key or a password, only \(kinds)"
    }
  }

  /// At most eight recipientInfos for keys, those that name the certificate first, and two for passwords, which cost
  /// more.
  private func ordered(for certificate: Certificate?, key: PrivateKey?, password: [UInt8]?) -> [RecipientInfo] {
    let known = recipients.prefix(256)
    let transported = known.filter { $0.kind == .keyTransport && key != nil }
    let named = transported.filter { info in certificate.map { info.identifier?.means($0) ?? false } ?? false }
    let others = transported.filter { info in !(certificate.map { info.identifier?.means($0) ?? false } ?? false) }
    let shared = known.filter { $0.kind == .password && password != nil }
    return Array((named + others).prefix(8)) + shared.prefix(2)
  }
}
