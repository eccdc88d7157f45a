import BundledSpecs
import ScepspecCMS
import ScepspecEngine
import ScepspecHTTPWire
import ScepspecModel
import ScepspecReferenceServer
import ScepspecSCEPExchange
import ScepspecSpecLoading

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
    return try run(
      server, fault, challenge, timeout: timeout, keys: keys, through: detour, selecting: isSelected)
  }

  /// The same against a server with a fault, run and tested as the fault says.
  static func run(
    fault: Fault, families: Set<String> = [], selecting isSelected: (Check) -> Bool
  ) throws -> Outcome {
    var configuration = configuration()
    var source = ChallengeSource.fixed(challenge)
    let access = fault.run["challenge"]?.value
    switch access {
    case .text("none"): (configuration.challenge, source) = (.open, .none)
    case .text("one-time"): configuration.challenge = .oneTime([])
    case .text("spent"): configuration.challenge = .oneTime([challenge])
    default: break
    }
    let server = try ReferenceServer(configuration, fault: fault)
    if access == .text("one-time") { source = .made { server.issueChallenge() } }
    return try run(server, fault, source, families: families, selecting: isSelected)
  }

  private static func run(
    _ server: ReferenceServer, _ fault: Fault?, _ challenge: ChallengeSource, families: Set<String> = [],
    timeout: Double = 60, keys: ClientKeys = clientKeys,
    through detour: (ReferenceServer, TargetURL) throws -> TargetURL = { $1 }, selecting isSelected: (Check) -> Bool
  ) throws -> Outcome {
    let own = try TargetURL(server.start().absoluteString)
    defer { server.stop() }
    let url = try detour(server, own)
    var settings = TargetSettings(url: url, challenge: challenge)
    // Where TLS is wanted, the server has made the certificate itself.
    settings.trust = .insecure
    // A server that falls silent costs the whole time, again and again.
    settings.timeout =
      if case .integer(let seconds)? = fault?.run["timeout"]?.value { Double(seconds) } else { timeout }
    if case .text(let command)? = fault?.run["approve"]?.value { settings.approveCommand = command }
    settings.pollFor = 1
    settings.pollInterval = 0.05
    settings.revoke = { certificate in
      server.revoke(serialNumber: octets(hexadecimal: certificate.serial) ?? []) ? nil : "no such certificate"
    }
    let former = try serverKeys.key(.stranger, bits: 2048)
    settings.expired = (
      try server.expiredCertificate(for: former.publicKey, subject: "/O=scepspec/CN=former device"), former
    )
    let adapter = SCEPAdapter(settings: settings, keys: keys)
    var run = Run(
      specifications, plan: Plan(specifications, families: families, selecting: isSelected),
      standing: ["run": settings.abilities, Target.claimsKind: fault?.claims ?? [:]])
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
