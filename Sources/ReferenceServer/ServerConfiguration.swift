import Foundation
import ScepspecCMS

/// How a reference server is set up; the defaults make an open CA on a free loopback port that offers everything.
public struct ServerConfiguration: Sendable {
  public var host: String = "127.0.0.1"
  /// 0 takes a free one.
  public var port: Int = 0
  public var path: String = "/scep"
  /// Speaks TLS with this certificate chain and key; `nil` for plain HTTP, which is all that SCEP needs.
  public var tls: TLSIdentity?
  public var layout: ServerLayout = .single
  /// Subject of the issuing CA, such as `/O=Reference/CN=CA`.
  public var caName: String = "/O=Reference/CN=Reference CA"
  /// Size of each RSA key of the CA, in bits.
  public var keyBits: Int = 2048
  public var challenge: Challenge = .open
  public var approval: Approval = .automatic
  public var offers: Set<ServerOffer> = Set(ServerOffer.allCases)
  /// The lines of GetCACaps; they also say which old algorithms are taken (`SHA-1`, `DES3`). `nil` stands for
  /// `standardCapabilities` with what `offers` adds.
  public var capabilities: [String]?
  /// Validity of issued certificates, in seconds from now.
  public var validity: Int = 365 * 86_400
  /// How far notBefore of issued certificates lies in the past, in seconds: devices have poor clocks.
  public var backdating: Int = 3_600
  /// The smallest RSA key that is certified, in bits.
  public var minimumKeyBits: Int = 2048
  public var keys: KeyRing = KeyRing()
  /// Seconds since 1970-01-01T00:00:00Z.
  public var clock: @Sendable () -> Int = { Int(Date().timeIntervalSince1970) }
  /// That many octets nobody can guess.
  public var random: @Sendable (Int) -> [UInt8] = { Randomness.bytes($0) }
  /// Told of each exchange once it is decided; events hold no secret.
  public var log: (@Sendable (ServerEvent) -> Void)?

  public init() {}

  /// PEM text.
  public struct TLSIdentity: Hashable, Sendable {
    /// The server's certificate first.
    public var certificates: String
    public var key: String

    public init(certificates: String, key: String) {
      self.certificates = certificates
      self.key = key
    }
  }

  /// What authorises a PKCSReq (RFC 8894 section 2.4).
  public enum Challenge: Hashable, Sendable {
    /// Nothing is asked for: anybody gets a certificate.
    case open
    /// One secret for all.
    case fixed(String)
    /// Each of these buys one certificate, and so do those that `issueChallenge()` makes.
    ///
    /// `lifetime` is in seconds from the start, or from the making; `nil` means for ever.
    case oneTime([String], lifetime: Int? = nil)
  }

  /// When an authorised request is granted.
  public enum Approval: Hashable, Sendable {
    /// At once.
    case automatic
    /// The request and so many polls are answered PENDING, the next poll with the certificate.
    case afterPolls(Int)
    /// When `approve(transactionID:)` is called.
    case onCommand
  }

  /// What is announced unless the configuration says otherwise, without what `offers` adds.
  public static let standardCapabilities = [
    "AES", "DES3", "POSTPKIOperation", "SCEPStandard", "SHA-1", "SHA-256", "SHA-384", "SHA-512",
  ]

  /// The lines of GetCACaps of a server without fault.
  var announced: [String] {
    if let capabilities { return capabilities }
    var lines = Self.standardCapabilities
    if offers.contains(.nextCA) { lines.append("GetNextCACert") }
    if offers.contains(.renewal) { lines.append("Renewal") }
    return lines.sorted()
  }
}
