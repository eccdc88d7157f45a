public import ScepspecCMS
public import ScepspecHTTPWire
public import ScepspecModel

/// The server to be tested and what the person who tests it knows about it.
public struct TargetSettings: Sendable {
  public var url: TargetURL
  public var challenge: ChallengeSource
  /// The CA identifier that goes into the message parameter of GetCACaps, GetCACert and GetNextCACert.
  public var caIdentifier: String?
  /// Seconds for one exchange.
  public var timeout: Double
  public var trust: TLSTrust
  public var userAgent: String
  /// A fingerprint that some certificate of GetCACert must have (RFC 8894 section 2.2): SHA-256, SHA-1 or MD5.
  public var caFingerprint: [UInt8]?
  /// Octets of a reply's body that are read at most.
  public var mostBodyOctets: Int
  /// Every certification request has a key of its own. Without it keys are used again, since making them takes long,
  /// until the server is seen to turn down a key that it has certified.
  public var freshKeys: Bool
  /// Ordinary requests use triple DES and SHA-1, which servers from before RFC 8894 know.
  public var oldAlgorithms = false
  /// Messages that say nothing special about their way travel by GET.
  public var sendsByGET = false
  /// Seconds for which a request that was left pending is polled.
  public var pollFor: Double
  /// Seconds between two polls.
  public var pollInterval: Double = 1
  /// A shell command that has a pending request approved; it finds `TRANSACTION_ID` and `SUBJECT` in its environment.
  public var approveCommand: String?
  /// Has a certificate revoked; gives what went wrong, or `nil`. Without it nothing is revoked during the run.
  public var revoke: (@Sendable (_ certificate: IssuedCertificate) -> String?)?
  /// A certificate that the CA issued and that has expired, with its key.
  public var expired: (certificate: Certificate, key: PrivateKey)?
  /// Seconds from one request to the next at least.
  public var pause: Double = 0

  public init(
    url: TargetURL, challenge: ChallengeSource = .none, caIdentifier: String? = nil, timeout: Double = 10,
    trust: TLSTrust = .system, userAgent: String = "scepspec", caFingerprint: [UInt8]? = nil,
    mostBodyOctets: Int = 16 << 20, freshKeys: Bool = false, pollFor: Double = 5
  ) {
    self.url = url
    self.challenge = challenge
    self.caIdentifier = caIdentifier
    self.timeout = timeout
    self.trust = trust
    self.userAgent = userAgent
    self.caFingerprint = caFingerprint
    self.mostBodyOctets = mostBodyOctets
    self.freshKeys = freshKeys
    self.pollFor = pollFor
  }

  /// The vocabulary's kind `run`: what the run can do beside sending requests.
  public var abilities: [String: Field] {
    [
      "approves": .bool(approveCommand != nil), "revokes": .bool(revoke != nil),
      "hasExpiredCertificate": .bool(expired != nil),
    ]
  }

  var usualCipher: ContentCipher { oldAlgorithms ? .des3CBC : .aes128CBC }
  var usualDigest: Digest { oldAlgorithms ? .sha1 : .sha256 }

  var limits: HTTPLimits { HTTPLimits(total: timeout, idle: timeout, body: mostBodyOctets) }
}
