public import Foundation
public import ScepspecCMS
package import ScepspecHTTPWire
public import ScepspecModel

/// A complete SCEP server (RFC 8894), and, with a fault, one that is wrong in one declared way.
public final class ReferenceServer: Sendable {
  let configuration: ServerConfiguration
  let service: Service
  private let tlsManner: TLSManner
  private let running = Guarded<HTTPServer?>(nil)

  /// Octets of a request's body, some thirty times what requests have.
  private static let mostBodyOctets = 2 << 20

  /// Makes keys (those that the key ring does not have yet) and the CA's certificates; listens to nobody yet.
  ///
  /// - Throws: `FaultProblem` where the fault says something that the server cannot do, `CryptoError` where a key or
  ///   certificate cannot be made.
  public init(_ configuration: ServerConfiguration = ServerConfiguration(), fault: Fault? = nil) throws {
    let behaviour = try fault.map { fault throws(FaultProblem) in try Behaviour(fault) } ?? Behaviour()
    let offers = behaviour.offers ?? configuration.offers
    let plan = AuthorityPlan(
      layout: behaviour.layout ?? configuration.layout, name: configuration.caName, keys: configuration.keys,
      keyBits: behaviour.caKeyBits ?? configuration.keyBits, hasNextCA: offers.contains(.nextCA),
      transportKeyUsage: behaviour.caKeyUsage, validity: behaviour.caValidity, signature: behaviour.caSignature,
      now: configuration.clock(), random: configuration.random)
    var configuration = configuration
    if behaviour.tls != nil, configuration.tls == nil { configuration.tls = try plan.tlsIdentity() }
    tlsManner = behaviour.tls ?? .ordinary
    self.configuration = configuration
    service = Service(
      configuration, behaviour: behaviour, authority: try plan.authority(),
      strangers: fault == nil ? nil : try plan.strangers())
  }

  /// The reply to one request, without a network.
  package func answer(_ request: HTTPRequest) -> RawReply { service.answer(request) }

  /// Begins to listen and returns at once.
  ///
  /// - Returns: The URL for clients, with the port that was taken.
  public func start() throws -> URL {
    let server = try running.withLock { running in
      if let running { return running }
      let server = try HTTPServer(
        host: configuration.host, port: configuration.port,
        tls: configuration.tls.map { (certificatePEM: $0.certificates, keyPEM: $0.key) }, tlsManner: tlsManner,
        limits: HTTPServer.Limits(body: Self.mostBodyOctets), handler: { [service] in service.answer($0) })
      running = server
      return server
    }
    var components = URLComponents()
    components.scheme = server.isTLS ? "https" : "http"
    components.host = configuration.host
    components.port = server.port
    components.path = Endpoint(configuration.path).path
    guard let url = components.url else { throw URLError(.badURL) }
    return url
  }

  /// Ends every connection and waits until the last one is done.
  public func stop() {
    let server = running.withLock { running in
      defer { running = nil }
      return running
    }
    server?.stop()
  }

  /// Waits until somebody, or a fault, stops the server.
  public func wait() { running.withLock { $0 }?.wait() }

  /// What GetCACert holds, the certificate that clients deal with first.
  public var certificates: [Certificate] { service.authority.certificates }

  /// The top of the chain, for a client that wants to be told whom to trust.
  public var certificateAuthorityPEM: String {
    (service.authority.root ?? service.authority.issuer.certificate).pem
  }

  /// The lines of GetCACaps.
  public var capabilities: [String] { service.capabilities }
}
