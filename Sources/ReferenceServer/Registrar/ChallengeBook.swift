import CMS

/// The challengePasswords that are good, kept as digests (RFC 8894 section 7.3).
struct ChallengeBook: Sendable {
  /// No challenge is asked for.
  private(set) var isOpen: Bool
  private var fixed: [UInt8]?
  private var oneTime: [[UInt8]: Ticket] = [:]
  private let lifetime: Int?
  /// What of a challenge is compared: all of it, unless a fault says otherwise.
  private let compared: @Sendable (String) -> String

  private struct Ticket: Sendable {
    /// Seconds since 1970; `nil` means never.
    var expires: Int?
    var isUsed = false
  }

  enum Standing: Hashable, Sendable {
    case good, unknown, used, expired
  }

  init(_ challenge: ServerConfiguration.Challenge, now: Int, skip: Set<Verification> = []) {
    isOpen = challenge == .open
    compared = Self.comparison(challenge, skip: skip)
    guard case .oneTime(let pool, let seconds) = challenge else {
      lifetime = nil
      if case .fixed(let secret) = challenge { fixed = digest(secret) }
      return
    }
    lifetime = seconds
    for secret in pool { add(secret, now: now) }
  }

  mutating func add(_ secret: String, now: Int) {
    oneTime[digest(secret)] = Ticket(expires: lifetime.map { now + $0 })
  }

  func standing(of secret: String, now: Int) -> Standing {
    let digest = digest(secret)
    if let fixed { return fixed == digest ? .good : .unknown }
    guard let ticket = oneTime[digest] else { return .unknown }
    if ticket.isUsed { return .used }
    return ticket.expires.map { $0 < now } ?? false ? .expired : .good
  }

  /// A one-time challenge is good no longer.
  mutating func use(_ secret: String) { oneTime[digest(secret)]?.isUsed = true }

  /// Digests are compared, so the time taken says nothing about the secret.
  private func digest(_ secret: String) -> [UInt8] { Digest.sha256.hash(Array(compared(secret).utf8)) }

  private static func comparison(
    _ challenge: ServerConfiguration.Challenge, skip: Set<Verification>
  ) -> @Sendable (String) -> String {
    if skip.contains(.challengeCase) { return { $0.lowercased() } }
    guard skip.contains(.challengeLength), case .fixed(let secret) = challenge else { return { $0 } }
    let half = secret.count / 2
    return { String($0.prefix(half)) }
  }
}
