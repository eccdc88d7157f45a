import Foundation
import ScepspecCMS
import ScepspecReferenceServer
import ScepspecRunning

/// A SCEP server in this process, for tests of clients: a complete one, or one that is wrong in one declared way.
///
/// Made by ``withReferenceServer(fault:layout:challenge:pendingPolls:_:)``, which also stops it.
public final class SCEPReferenceServer: Sendable {
  /// What GetCACert shows.
  public enum Layout: String, CaseIterable, Hashable, Sendable {
    /// One self-signed CA that does everything.
    case single
    /// A root, and an intermediate CA that does everything.
    case chain
    /// A CA that only issues, and a registration authority that deciphers requests and signs replies.
    case ra
  }

  /// What authorises a first enrolment (RFC 8894 section 2.4).
  public enum Challenge: Hashable, Sendable {
    /// Anybody gets a certificate.
    case open
    /// One secret for all.
    case fixed(String)
    /// Each buys one certificate; ``SCEPReferenceServer/newOneTimeChallenge()`` makes more.
    case oneTime([String])
  }

  /// One exchange, as the server saw it; it holds no secret.
  public struct Request: Hashable, Sendable {
    /// The HTTP method.
    public let method: String
    /// Such as `PKIOperation`.
    public let operation: String?
    /// Such as `PKCSReq`.
    public let messageType: String?
    public let transactionID: String?
    /// `nil` where no reply was sent.
    public let httpStatus: Int?
    /// Such as `SUCCESS`.
    public let pkiStatus: String?
    /// Such as `badRequest`.
    public let failInfo: String?
    /// Why it was refused.
    public let reason: String?
  }

  /// Where clients find it, on a free port of the loopback interface.
  public let url: String
  private let server: ReferenceServer
  private let log: RequestLog

  init(server: ReferenceServer, url: String, log: RequestLog) {
    self.server = server
    self.url = url
    self.log = log
  }

  /// The top of the chain, in PEM: whom a client has to trust.
  public var certificateAuthorityPEM: String { server.certificateAuthorityPEM }

  /// What GetCACert holds, in PEM, the certificate that clients deal with first.
  public var certificatesPEM: [String] { server.certificates.map(\.pem) }

  /// The exchanges so far, in the order in which they were decided; the last 10,000.
  public var requests: [Request] { log.requests }

  /// The transactionIDs of the requests that wait for somebody, sorted.
  public var waiting: [String] { server.waiting }

  /// Grants a waiting request; its certificate comes with the next poll. False where no such request waits.
  @discardableResult
  public func approve(transactionID: String) -> Bool { server.approve(transactionID: transactionID) }

  /// Turns a waiting request down. False where no such request waits.
  @discardableResult
  public func refuse(transactionID: String) -> Bool { server.refuse(transactionID: transactionID) }

  /// Puts a certificate on the CRL. False where it was not issued here.
  ///
  /// - Parameter serialNumber: Its content octets.
  @discardableResult
  public func revoke(serialNumber: [UInt8]) -> Bool { server.revoke(serialNumber: serialNumber) }

  /// A new one-time challenge; `nil` where the server does not ask for one-time challenges.
  public func newOneTimeChallenge() -> String? { server.issueChallenge() }

  /// A challenge that nobody can guess.
  public static func newChallenge() -> String { RandomText.make() }

  func stop() { server.stop() }
}

/// What a server has answered, bounded.
final class RequestLog: @unchecked Sendable {  // `lock` guards the list
  private static let most = 10_000
  private let lock = NSLock()
  private var list: [SCEPReferenceServer.Request] = []

  var requests: [SCEPReferenceServer.Request] {
    lock.lock()
    defer { lock.unlock() }
    return list
  }

  func add(_ request: SCEPReferenceServer.Request) {
    lock.lock()
    defer { lock.unlock() }
    if list.count >= Self.most { list.removeFirst() }
    list.append(request)
  }
}
