import CMS

/// The challengePasswords that are good, kept as digests (RFC 8894 section 7.3).
struct ChallengeBook: Sendable {
  /// No challenge is asked for.
  private(set) var isOpen: Bool
  private var fixed: [UInt8]?
  private var oneTime: [[UInt8]: Ticket] = [:]
  private let lifetime: Int?

  private struct Ticket: Sendable {
    /// Seconds since 1970; `nil` means never.
    var expires: Int?
    var isUsed = false
  }

  enum Standing: Hashable, Sendable {
    case good, unknown, used, expired
  }

  init(_ challenge: ServerConfiguration.Challenge, now: Int) {
    isOpen = challenge == .open
    guard case .oneTime(let pool, let seconds) = challenge else {
      if case .fixed(let secret) = challenge { fixed = Self.digest(secret) }
      lifetime = nil
      return
    }
    lifetime = seconds
    for secret in pool { add(secret, now: now) }
  }

  mutating func add(_ secret: String, now: Int) {
    oneTime[Self.digest(secret)] = Ticket(expires: lifetime.map { now + $0 })
  }

  func standing(of secret: String, now: Int) -> Standing {
    let digest = Self.digest(secret)
    if let fixed { return fixed == digest ? .good : .unknown }
    guard let ticket = oneTime[digest] else { return .unknown }
    if ticket.isUsed { return .used }
    return ticket.expires.map { $0 < now } ?? false ? .expired : .good
  }

  /// A one-time challenge is good no longer.
  mutating func use(_ secret: String) { oneTime[Self.digest(secret)]?.isUsed = true }

  /// Digests are compared, so the time taken says nothing about the secret.
  private static func digest(_ secret: String) -> [UInt8] { Digest.sha256.hash(Array(secret.utf8)) }
}
