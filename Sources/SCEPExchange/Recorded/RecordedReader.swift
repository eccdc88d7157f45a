import ScepspecHTTPWire
public import ScepspecModel
import ScepspecSCEPMessages

/// Reads recorded exchanges as `SCEPAdapter` reads live ones: each must be handed over in the order of the recording.
public struct RecordedReader: Sendable {
  private var knowledge = Knowledge()
  private var probes: [RecordedExchange] = []

  public init() {}

  /// The certificates that the exchanges so far caused.
  public var issued: [IssuedCertificate] { knowledge.issued }

  /// At most one observation of each kind; for a probe `liveness`, as far as it is known with it.
  public mutating func read(_ recorded: RecordedExchange) -> [Observation] {
    let known = recorded.asked.flatMap { knowledge.authorities(for: $0, now: recorded.now) }
    let observer = Observer(number: recorded.number, now: recorded.now, authorities: known)
    guard let asked = recorded.asked else { return [observer.observation("liveness", liveness(recorded))] }
    probes = []
    let evidence = Evidence(
      raw: recorded.raw, receivedOctets: recorded.receivedOctets,
      key: asked.signer == nil ? nil : .contentKeys(recorded.contentKeys), secrets: .shown(recorded.leaksChallenge))
    let reading = observer.read(asked, evidence)
    knowledge.learn(recorded.exchange, asked, reading)
    if let issued = recorded.issued { knowledge.learn(issued) }
    return reading.observations.map { observation in
      guard let seen = recorded.seen[observation.kind] else { return observation }
      return observer.observation(observation.kind, observation.fields.merging(seen) { $1 })
    }
      + recorded.seen.filter { kind, _ in !reading.observations.contains { $0.kind == kind } }
      .sorted { $0.key < $1.key }.map { kind, fields in observer.observation(kind, fields) }
  }

  private mutating func liveness(_ recorded: RecordedExchange) -> [String: Field] {
    if probes.first.map({ $0.number != recorded.number || $0.exchange != recorded.exchange }) ?? false { probes = [] }
    probes.append(recorded)
    return LifeProbe.liveness(probes.map(\.raw))
  }
}
