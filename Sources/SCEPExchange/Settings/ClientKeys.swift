import Foundation
public import ScepspecCMS

/// The client's key pairs, made when they are first wanted and then kept; many adapters may share one ring.
public final class ClientKeys: @unchecked Sendable {  // `lock` guards the keys
  public enum Role: String, CaseIterable, Hashable, Sendable {
    case client, other
    /// RSA with 1024 bits.
    case small
    /// P-256.
    case ec
    case rsa3072
    /// Of somebody who has no business here.
    case stranger
    /// Of a CA that the server does not know.
    case foreignCA
  }

  private let lock = NSLock()
  private var made: [Role: PrivateKey]

  /// Starts with keys that were made elsewhere.
  public init(_ keys: [Role: PrivateKey] = [:]) { made = keys }

  func key(_ role: Role) throws(AdapterError) -> PrivateKey {
    lock.lock()
    defer { lock.unlock() }
    if let key = made[role] { return key }
    let key = try fresh(role)
    made[role] = key
    return key
  }

  /// A key of that kind which nobody had before; the ring does not keep it.
  func fresh(_ role: Role) throws(AdapterError) -> PrivateKey {
    do {
      return try Self.generate(role)
    } catch {
      throw AdapterError(.construction, "no \(role.rawValue) key could be made: \(error.reason)")
    }
  }

  private static func generate(_ role: Role) throws(CryptoError) -> PrivateKey {
    switch role {
    case .ec: try PrivateKey.generateEC()
    case .small: try PrivateKey.generateRSA(bits: 1024)
    case .rsa3072: try PrivateKey.generateRSA(bits: 3072)
    case .client, .other, .stranger, .foreignCA: try PrivateKey.generateRSA(bits: 2048)
    }
  }
}
