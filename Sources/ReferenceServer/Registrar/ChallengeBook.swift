import ScepspecCMS

/// The challengePasswords that are good, kept as digests (RFC 8894 section 7.3).
struct ChallengeBook: Sendable {
  /// No challenge is asked for.
  private(set) var isOpen: Bool
  private var fixed: [UInt8]?
  private var oneTime: [[UInt8]: Ticket] = [:]
  private let lifetime: Int?
  private let comparison: ChallengeComparison
  /// What a loose comparison lets pass for the fixed challenge.
  private var loose: Set<[UInt8]> = []

  private struct Ticket: Sendable {
    /// Seconds since 1970; `nil` means never.
    var expires: Int?
    var isUsed = false
  }

  enum Standing: Hashable, Sendable {
    case good, unknown, used, expired
  }

  init(_ challenge: ServerConfiguration.Challenge, now: Int, comparison: ChallengeComparison = .exact) {
    isOpen = challenge == .open
    self.comparison = comparison
    guard case .oneTime(let pool, let seconds) = challenge else {
      lifetime = nil
      guard case .fixed(let secret) = challenge else { return }
      fixed = Self.digest(secret)
      if comparison == .prefix { loose = Set(secret.indices.dropFirst().map { Self.digest(String(secret[..<$0])) }) }
      if comparison == .caseless { loose = [Self.digest(secret.lowercased())] }
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
    if let fixed { return fixed == digest || passesLoosely(secret, fixed) ? .good : .unknown }
    guard let ticket = oneTime[digest] else { return .unknown }
    if ticket.isUsed { return .used }
    return ticket.expires.map { $0 < now } ?? false ? .expired : .good
  }

  private func passesLoosely(_ secret: String, _ fixed: [UInt8]) -> Bool {
    switch comparison {
    case .exact, .some: false
    case .present: !secret.isEmpty
    case .empty: secret.isEmpty
    case .prefix: loose.contains(Self.digest(secret))
    case .trimmed: Self.digest(secret.split(separator: " ").joined(separator: " ")) == fixed
    case .caseless: loose.contains(Self.digest(secret.lowercased()))
    }
  }

  /// A one-time challenge is good no longer.
  mutating func use(_ secret: String) { oneTime[Self.digest(secret)]?.isUsed = true }

  /// Digests are compared, so the time taken says nothing about the secret.
  private static func digest(_ secret: String) -> [UInt8] { Digest.sha256.hash(Array(secret.utf8)) }
}
