import Foundation
import ScepspecCMS
import ScepspecEngine
import ScepspecHTTPWire
public import ScepspecModel
public import ScepspecReferenceServer
public import ScepspecReplaying
import ScepspecReports
public import ScepspecSCEPExchange

/// What is tested: a server named by URL, or the embedded one, together with the adapter that talks to it.
public final class Subject {
  /// For reports; the embedded server's has no port, so that equal runs give equal reports.
  public let name: String
  private let adapter: SCEPAdapter
  private let secrets: [String]
  /// What is known before anything is sent, in the vocabulary's kind `run`.
  private let abilities: [String: Field]
  private let embedded: ReferenceServer?
  private var performed = 0

  /// A server that somebody runs.
  ///
  /// - Parameters:
  ///   - secrets: What no report may show; where it is empty, the challenges that the run sends are covered.
  ///   - seed: Makes names, nonces and identifiers repeatable.
  ///   - keys: The client's keys; making them is what takes long.
  public convenience init(
    settings: TargetSettings, secrets: [String] = [], seed: UInt64? = nil, keys: ClientKeys = ClientKeys()
  ) {
    self.init(
      name: "\(settings.url)", settings: settings, secrets: secrets, seed: seed, keys: keys, embedded: nil)
  }

  private init(
    name: String, settings: TargetSettings, secrets: [String], seed: UInt64?, keys: ClientKeys = ClientKeys(),
    embedded: ReferenceServer?
  ) {
    self.name = name
    self.secrets = secrets
    abilities = settings.abilities
    self.embedded = embedded
    var surroundings = Surroundings()
    if let seed { surroundings.randomness = SeededRandomness(seed: seed).octets }
    adapter = SCEPAdapter(settings: settings, keys: keys, surroundings: surroundings)
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
    return try embedded(server, settings, secrets: [challenge], seed: seed, former: .generateRSA(bits: 2048))
  }

  /// The reference server, be it with a fault, run and tested as the fault says.
  ///
  /// - Parameter keys: Making keys takes long; many runs may share them.
  public static func reference(fault: Fault?, serverKeys: KeyRing, clientKeys: ClientKeys) throws -> Subject {
    let challenge = RandomText.make()
    var configuration = ServerConfiguration()
    configuration.keys = serverKeys
    let access = fault?.run["challenge"]?.value
    switch access {
    case .text("none"): configuration.challenge = .open
    case .text("one-time"): configuration.challenge = .oneTime([])
    case .text("spent"): configuration.challenge = .oneTime([challenge])
    default: configuration.challenge = .fixed(challenge)
    }
    let server = try ReferenceServer(configuration, fault: fault)
    var settings = TargetSettings(url: try TargetURL("\(try server.start())"), timeout: longestExchange)
    // Where a fault wants TLS, the server has made the certificate itself.
    settings.trust = .insecure
    switch access {
    case .text("none"): settings.challenge = .none
    case .text("one-time"): settings.challenge = .made { server.issueChallenge() }
    default: settings.challenge = .fixed(challenge)
    }
    if case .integer(let seconds)? = fault?.run["timeout"]?.value { settings.timeout = Double(seconds) }
    if case .text(let command)? = fault?.run["approve"]?.value { settings.approveCommand = command }
    settings.pollFor = 1
    settings.pollInterval = 0.05
    return try embedded(
      server, settings, secrets: [challenge], seed: nil, keys: clientKeys, former: serverKeys.key(.stranger, bits: 2048)
    )
  }

  /// Seconds; a machine under load may take its time, and a server that falls silent says so in its fault.
  private static let longestExchange = 60.0

  /// A server of our own can be asked for what a stranger's cannot: to revoke, and for a certificate that has expired.
  private static func embedded(
    _ server: ReferenceServer, _ settings: TargetSettings, secrets: [String], seed: UInt64?,
    keys: ClientKeys = ClientKeys(), former: PrivateKey
  ) throws -> Subject {
    var settings = settings
    settings.revoke = { certificate in
      let serial = octets(hexadecimal: certificate.serial) ?? []
      return server.revoke(serialNumber: serial) ? nil : "the server knows no such certificate"
    }
    settings.expired = (
      try server.expiredCertificate(for: former.publicKey, subject: "/O=scepspec/CN=former device"), former
    )
    return Subject(
      name: "the embedded reference server", settings: settings, secrets: secrets, seed: seed, keys: keys,
      embedded: server)
  }

  /// What a run knows before anything is sent, by kind.
  func standing(claims: [String: Field]) -> [String: [String: Field]] {
    ["run": abilities, Target.claimsKind: claims]
  }

  /// Has every exchange written to a file.
  ///
  /// - Parameter secrets: Challenges that no file may hold, beside those that are sent.
  /// - Throws: `RunProblem` where the file cannot be written.
  public func record(
    to path: String, version: String, claims: [String: Field],
    _ description: (_ target: String) -> RecordingDescription
  ) throws -> RunRecorder {
    let recorder: RunRecorder
    var description = description(name)
    description.standing = standing(claims: claims)
    do {
      recorder = try RunRecorder(
        path: path, tool: "scepspec", version: version, describing: description,
        secrets: { [adapter, secrets] in secrets + adapter.challenges.filter { $0.utf8.count >= 6 } })
    } catch {
      throw RunProblem(.settings, "\(error)")
    }
    adapter.onExchange = { [unowned self] recorded, observations in
      var recorded = recorded
      if isAsking { (recorded.exchange, recorded.asked) = ("", nil) }
      recorder.add(recorded, observations)
    }
    return recorder
  }

  private var isAsking = false

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
    isAsking = true
    defer { isAsking = false }
    let observations = (try? adapter.perform(exchange, number: performed)) ?? []
    return observations.contains { $0.fields["outcome"] == .text("answered") }
  }

  /// Has the function told of the transactionID and the subject of a request that is polled until it is approved.
  public func onWaiting(_ tell: @escaping (_ transactionID: String, _ subject: String) -> Void) {
    adapter.onWaiting = tell
  }

  /// Serial numbers of the certificates that were revoked on the way.
  public var certificatesRevoked: Set<String> { adapter.revoked }

  public var certificatesIssued: [IssuedCertificate] { adapter.issued }

  /// Certificates that the run has caused, and answers that leave open whether they were one.
  public var certificatesCaused: Int { adapter.issued.count + adapter.unclear }

  /// Covers the challenges of the run.
  var redaction: Redaction {
    // Variants of a fixed challenge hold it, or are too short to give it away; those of a command are known only now.
    Redaction(secrets.isEmpty ? adapter.challenges.filter { $0.utf8.count >= 6 } : secrets)
  }
}
