import BundledSpecs
import CMS
import Engine
import HTTPWire
import Model
import ReferenceServer
import SCEPExchange
import SpecLoading

/// The shipped specifications, and the reference server to run them against over a real socket.
enum Bench {
  static let loaded = SpecLoader.load(folder: BundledSpecs.folder.path)
  static var specifications: Specifications { loaded.specifications ?? Specifications() }

  /// Keys are made once for all tests; making them is what takes long.
  static let serverKeys = KeyRing()
  static let clientKeys = ClientKeys()
  static let challenge = "Reference-Challenge-1"

  struct Outcome {
    var results: [CheckResult]
    var end: Run.Action
    var observations: [Observation]

    subscript(id: String) -> CheckResult? { results.first { $0.check.id == id } }
  }

  /// A faultless server, but for what `configure` changes.
  static func configuration(_ configure: (inout ServerConfiguration) -> Void = { _ in }) -> ServerConfiguration {
    var configuration = ServerConfiguration()
    configuration.keys = serverKeys
    configuration.challenge = .fixed(challenge)
    configure(&configuration)
    return configuration
  }

  /// Runs the checks that `isSelected` accepts against a server of its own, which is stopped afterwards.
  ///
  /// - Parameter detour: Where the client is to go in place of the server's own URL.
  static func run(
    _ configuration: ServerConfiguration, fault: Fault? = nil, challenge: ChallengeSource = .fixed(challenge),
    timeout: Double = 60, keys: ClientKeys = clientKeys,
    through detour: (ReferenceServer, TargetURL) throws -> TargetURL = { $1 },
    selecting isSelected: (Check) -> Bool = { _ in true }
  ) throws -> Outcome {
    let server = try ReferenceServer(configuration, fault: fault)
    let own = try TargetURL(server.start().absoluteString)
    defer { server.stop() }
    let url = try detour(server, own)
    var settings = TargetSettings(url: url, challenge: challenge)
    settings.timeout = timeout
    settings.pollFor = 1
    settings.pollInterval = 0.05
    let adapter = SCEPAdapter(settings: settings, keys: keys)
    var run = Run(specifications, plan: Plan(specifications, selecting: isSelected))
    var observations: [Observation] = []
    var number = 0
    let end = run.drive { exchange in
      number += 1
      do throws(AdapterError) {
        let seen = try adapter.perform(exchange, number: number)
        observations += seen
        return .observed(seen)
      } catch {
        return .unavailable(error.reason)
      }
    }
    return Outcome(results: run.report, end: end, observations: observations)
  }
}
