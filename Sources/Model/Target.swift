/// What a server claims and which deviations of it are known.
public struct Target: Hashable, Sendable {
  public var id: String
  public var title: String
  public var knownDeviations: [KnownDeviation]
  public var location: Location

  public init(id: String, title: String, knownDeviations: [KnownDeviation], location: Location) {
    self.id = id
    self.title = title
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
