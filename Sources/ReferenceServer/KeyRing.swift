public import ScepspecCMS

/// The RSA keys of servers, made when they are first wanted and then kept: many servers may share one ring.
public final class KeyRing: Sendable {
  public enum Role: String, CaseIterable, Hashable, Sendable {
    case root, issuing
    /// Of the registration authority's certificate.
    case transport
    /// Of the certificate that signs replies, where another one deciphers requests.
    case replying
    /// Of the CA certificate that will follow.
    case next
    /// Of somebody who has no business here; only faults use it.
    case stranger
  }

  private struct Slot: Hashable {
    var role: Role
    var bits: Int
  }

  private let made: Guarded<[Slot: PrivateKey]>

  public init() { made = Guarded([:]) }

  /// Starts with keys that were made elsewhere.
  public init(_ keys: [Role: PrivateKey]) {
    var slots: [Slot: PrivateKey] = [:]
    for (role, key) in keys { slots[Slot(role: role, bits: key.publicKey.bits)] = key }
    made = Guarded(slots)
  }

  /// The key for a role, made now if it was never wanted before.
  public func key(_ role: Role, bits: Int) throws -> PrivateKey {
    try made.withLock { keys in
      let slot = Slot(role: role, bits: bits)
      if let key = keys[slot] { return key }
      let key = try PrivateKey.generateRSA(bits: bits)
      keys[slot] = key
      return key
    }
  }
}
