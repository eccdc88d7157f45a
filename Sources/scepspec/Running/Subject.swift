import Engine
import Foundation
import HTTPWire
import Model
import ReferenceServer
import Replaying
import Reports
import SCEPExchange

/// What is tested: a server named by URL, or the embedded one, together with the adapter that talks to it.
final class Subject {
  /// For reports; the embedded server's has no port, so that equal runs give equal reports.
  let name: String
  private let adapter: SCEPAdapter
  private let secrets: [String]
  private let embedded: ReferenceServer?
  private var performed = 0

  private init(name: String, settings: TargetSettings, secrets: [String], seed: UInt64?, embedded: ReferenceServer?) {
    self.name = name
    self.secrets = secrets
    self.embedded = embedded
    var surroundings = Surroundings()
    if let seed { surroundings.randomness = SeededRandomness(seed: seed).octets }
    adapter = SCEPAdapter(settings: settings, surroundings: surroundings)
  }

  /// - Throws: `Failure` (wrong usage) where the URL or an option cannot be used.
  static func open(url: String?, access: AccessOptions, manners: MannersOptions) throws -> Subject {
    guard let url else { return try embedded(access: access) }
    var settings = try access.settings(url: url)
    settings.pause = manners.pause
    settings.approveCommand = manners.approveCommand
    return Subject(
      name: "\(settings.url)", settings: settings, secrets: [access.challenge].compactMap { $0 }, seed: access.seed,
      embedded: nil)
  }

  private static func embedded(access: AccessOptions) throws -> Subject {
    let challenge = RandomText.make()
    var configuration = ServerConfiguration()
    configuration.challenge = .fixed(challenge)
    // Another sequence than the client's, so that no nonce comes twice.
    if let seed = access.seed { configuration.random = SeededRandomness(seed: ~seed).octets }
    let server = try ReferenceServer(configuration)
    var settings = try access.settings(url: "\(try server.start())")
    settings.challenge = .fixed(challenge)
    return Subject(
      name: "the embedded reference server", settings: settings, secrets: [challenge], seed: access.seed,
      embedded: server)
  }

  /// Has every exchange written to a file.
  func record(to path: String, _ description: (_ target: String) -> RecordingDescription) throws -> RunRecorder {
    let recorder: RunRecorder
    do {
      recorder = try RunRecorder(
        path: path, tool: "scepspec", version: Tool.version, describing: description(name),
        secrets: { [adapter, secrets] in secrets + adapter.challenges.filter { $0.utf8.count >= 6 } })
    } catch {
      throw Failure(.usage, "\(error)")
    }
    adapter.onExchange = { [unowned self] recorded, observations in
      var recorded = recorded
      if isAsking { (recorded.exchange, recorded.asked) = ("", nil) }
      recorder.add(recorded, observations)
    }
    return recorder
  }

  private var isAsking = false

  func close() { embedded?.stop() }

  /// - Throws: `Failure` (bad data) where the specification asks for what cannot be sent.
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
      case .specification: throw Failure(.badData, "\(exchange.location): exchange '\(exchange.id)': \(error.reason)")
      }
    }
  }

  /// Whether the target answers at all; neither numbered nor recorded.
  func answers(_ exchange: Exchange) -> Bool {
    isAsking = true
    defer { isAsking = false }
    let observations = (try? adapter.perform(exchange, number: performed)) ?? []
    return observations.contains { $0.fields["outcome"] == .text("answered") }
  }

  /// Has the function told of the transactionID and the subject of a request that is polled until it is approved.
  func onWaiting(_ tell: @escaping (_ transactionID: String, _ subject: String) -> Void) { adapter.onWaiting = tell }

  var certificatesIssued: [IssuedCertificate] { adapter.issued }

  /// Certificates that the run has caused, and answers that leave open whether they were one.
  var certificatesCaused: Int { adapter.issued.count + adapter.unclear }

  /// Covers the challenges of the run.
  var redaction: Redaction {
    // Variants of a fixed challenge hold it, or are too short to give it away; those of a command are known only now.
    Redaction(secrets.isEmpty ? adapter.challenges.filter { $0.utf8.count >= 6 } : secrets)
  }
}
