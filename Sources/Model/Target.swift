/// What a server claims and which deviations of it are known.
public struct Target: Hashable, Sendable {
  public var id: String
  public var title: String
  /// What it is said to do, in words of the vocabulary's kind `claims`.
  public var claims: [String: Field]
  public var commands: Commands
  public var knownDeviations: [KnownDeviation]
  public var location: Location

  /// The kind of observation that the claims are.
  public static let claimsKind = "claims"

  /// How to talk to the server and to whoever runs it; options of the command line go before.
  public struct Commands: Hashable, Sendable {
    public var caIdentifier: String?
    /// Shell commands.
    public var challenge: String?
    public var approve: String?
    public var revoke: String?

    public init(
      caIdentifier: String? = nil, challenge: String? = nil, approve: String? = nil, revoke: String? = nil
    ) {
      self.caIdentifier = caIdentifier
      self.challenge = challenge
      self.approve = approve
      self.revoke = revoke
    }
  }

  public init(
    id: String, title: String, claims: [String: Field] = [:], commands: Commands = Commands(),
    knownDeviations: [KnownDeviation], location: Location
  ) {
    self.id = id
    self.title = title
    self.claims = claims
    self.commands = commands
    self.knownDeviations = knownDeviations
    self.location = location
  }
}

/// A check that a target is known not to pass.
public struct KnownDeviation: Hashable, Sendable {
  public var check: String
  /// The verdict it is known to get.
  public var verdict: Verdict
  public var reason: String
  public var link: String?
  /// `YYYY-MM-DD`, after which it counts as an ordinary failure again.
  public var expires: String?
  public var location: Location

  public init(
    check: String, verdict: Verdict, reason: String, link: String?, expires: String?, location: Location
  ) {
    self.check = check
    self.verdict = verdict
    self.reason = reason
    self.link = link
    self.expires = expires
    self.location = location
  }
}
