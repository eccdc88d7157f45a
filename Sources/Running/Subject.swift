import Engine
import Foundation
public import Model
import ReferenceServer
import Reports
public import SCEPExchange

/// What is tested: a server named by URL, or the embedded one, together with the adapter that talks to it.
public final class Subject {
  /// For reports; the embedded server's has no port, so that equal runs give equal reports.
  public let name: String
  private let adapter: SCEPAdapter
  private let secrets: [String]
  private let embedded: ReferenceServer?
  private var performed = 0

  /// A server that somebody runs.
  ///
  /// - Parameters:
  ///   - secrets: What no report may show; where it is empty, the challenges that the run sends are covered.
  ///   - seed: Makes names, nonces and identifiers repeatable.
  public convenience init(settings: TargetSettings, secrets: [String] = [], seed: UInt64? = nil) {
    self.init(name: "\(settings.url)", settings: settings, secrets: secrets, seed: seed, embedded: nil)
  }

  private init(name: String, settings: TargetSettings, secrets: [String], seed: UInt64?, embedded: ReferenceServer?) {
    self.name = name
    self.secrets = secrets
    self.embedded = embedded
    var surroundings = Surroundings()
    if let seed { surroundings.randomness = SeededRandomness(seed: seed).octets }
    adapter = SCEPAdapter(settings: settings, surroundings: surroundings)
  }

  /// The reference server of this program, which listens until `close()`.
  ///
  /// - Parameter settings: How to talk to the server at the URL given.
  public static func embedded(
    seed: UInt64? = nil, settings: (_ url: String) throws -> TargetSettings
  ) throws -> Subject {
    let challenge = RandomText.make()
    var configuration = ServerConfiguration()
    configuration.challenge = .fixed(challenge)
    // Another sequence than the client's, so that no nonce comes twice.
    if let seed { configuration.random = SeededRandomness(seed: ~seed).octets }
    let server = try ReferenceServer(configuration)
    var settings = try settings("\(try server.start())")
    settings.challenge = .fixed(challenge)
    return Subject(
      name: "the embedded reference server", settings: settings, secrets: [challenge], seed: seed, embedded: server)
  }

  public func close() { embedded?.stop() }

  /// - Throws: `RunProblem` where the specification asks for what cannot be sent.
  func perform(_ exchange: Exchange) throws -> ExchangeOutcome {
    do {
      let observations = try adapter.perform(exchange, number: performed + 1)
      performed += 1
      return .observed(observations)
    } catch {
      switch error.code {
      case .precondition: return .unavailable(error.reason)
      // Most often the target's certificate is to blame: no reason to give the rest of the run up.
      case .construction: return .unavailable("the request could not be built: \(error.reason)")
      case .specification:
        throw RunProblem(.specification, "\(exchange.location): exchange '\(exchange.id)': \(error.reason)")
      }
    }
  }

  /// Whether the target answers at all; neither numbered nor recorded.
  func answers(_ exchange: Exchange) -> Bool {
    let observations = (try? adapter.perform(exchange, number: performed)) ?? []
    return observations.contains { $0.fields["outcome"] == .text("answered") }
  }

  /// Has the function told of the transactionID and the subject of a request that is polled until it is approved.
  public func onWaiting(_ tell: @escaping (_ transactionID: String, _ subject: String) -> Void) {
    adapter.onWaiting = tell
  }

  public var certificatesIssued: [IssuedCertificate] { adapter.issued }

  /// Certificates that the run has caused, and answers that leave open whether they were one.
  public var certificatesCaused: Int { adapter.issued.count + adapter.unclear }

  /// Covers the challenges of the run.
  var redaction: Redaction {
    // Variants of a fixed challenge hold it, or are too short to give it away; those of a command are known only now.
    Redaction(secrets.isEmpty ? adapter.challenges.filter { $0.utf8.count >= 6 } : secrets)
  }
}
