/// A server under test: where it is, and what a client needs to know.
public struct SCEPServer: Hashable, Sendable {
  /// Where it listens, such as `http://127.0.0.1:8080/scep`.
  public var url: String
  /// What authorises an enrolment.
  public var challenge: Challenge
  /// The CA identifier that GetCACaps and GetCACert carry.
  public var caIdentifier: String?
  /// Longest time for one exchange, in seconds.
  public var timeout: Double = 10
  /// Whether only requests are sent that make the server issue nothing: GetCACaps, GetCACert, GetNextCACert.
  public var isSafe = false
  /// Families of clients as which the run enrols, such as `apple`; `all` for each of them.
  public var clients: [String] = []
  /// Most certificates that the run may cause; `nil` for any number.
  public var budget: Int?
  /// Seconds for which a request that is left pending is polled.
  public var pollFor: Double = 5
  /// A shell command that approves a pending request; it finds `TRANSACTION_ID` and `SUBJECT` in its environment.
  public var approveCommand: String?
  /// How a server that speaks TLS is trusted.
  public var trust = Trust.system
  /// Ordinary messages travel by GET, for servers that do not take POST.
  public var sendsByGET = false
  /// Ordinary requests use triple DES and SHA-1, for servers that know nothing better.
  public var usesOldAlgorithms = false
  /// Each enrolment has a key of its own from the start.
  public var usesFreshKeys = false
  /// Makes names, nonces and identifiers repeatable.
  public var seed: UInt64?

  /// What authorises an enrolment (RFC 8894 section 2.4).
  public enum Challenge: Hashable, Sendable {
    case none
    /// One for all.
    case fixed(String)
    /// A shell command that prints a fresh one; it is run for each enrolment.
    case command(String)
  }

  /// Which TLS certificates are trusted.
  public enum Trust: Hashable, Sendable {
    case system
    /// Those in a PEM file.
    case file(String)
    /// Any.
    case anything
  }

  public init(_ url: String, challenge: Challenge = .none, caIdentifier: String? = nil) {
    self.url = url
    self.challenge = challenge
    self.caIdentifier = caIdentifier
  }
}
