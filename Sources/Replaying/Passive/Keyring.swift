import ScepspecCMS
import ScepspecSCEPMessages

/// The private keys that somebody gave, and which of them were of use.
struct Keyring: Sendable {
  private let keys: [PrivateKey]
  private var used: Set<Int> = []

  init(_ keys: [PrivateKey]) { self.keys = keys }

  /// Places of those that were of no use.
  var idle: [Int] { keys.indices.filter { !used.contains($0) } }

  /// What the envelope of a request holds; `nil` where no key opens it.
  mutating func open(_ request: SeenRequest) -> Inside? {
    guard !keys.isEmpty, let envelope = request.message?.eContent.flatMap({ try? Envelope.read($0.octets) }) else {
      return nil
    }
    for (place, key) in keys.enumerated() {
      let opening = envelope.open(with: key, certificate: nil)
      guard opening.paddingValid, let content = opening.content else { continue }
      let inside = Inside(content)
      // A wrong key gives octets as well, once in some hundred times with a padding that looks right.
      guard inside.isReadable else { continue }
      used.insert(place)
      return inside
    }
    return nil
  }

  /// The key with which a reply to this signer is opened.
  mutating func opening(_ signerKey: [UInt8]?) -> EnvelopeKey? {
    guard let place = keys.firstIndex(where: { $0.publicKey.subjectPublicKeyInfo == signerKey }) else { return nil }
    used.insert(place)
    return .secrets(keys[place])
  }
}
