public import ScepspecCMS
public import ScepspecModel
public import ScepspecSCEPMessages

/// Reads exchanges of other people's clients and servers. What it goes by is handed in: nothing is remembered.
public struct ForeignReader: Sendable {
  /// What one exchange said.
  public struct Reading: Sendable {
    public var observations: [Observation]
    /// The certificates of GetCACert, where that is what was asked for.
    public var authorities: [Certificate]
    /// The certificates of GetNextCACert, likewise.
    public var nextAuthorities: [Certificate]
    public var issued: Certificate?
  }

  /// - Parameters:
  ///   - authorities: Whose signatures count; `nil` where the recording does not show them.
  ///   - key: The client's private key, where it is known.
  ///   - challenges: Those of the request; `nil` where they are not known, so that nobody can tell whether the reply
  ///     shows them.
  /// - Returns: At most one observation of each kind.
  public static func read(
    _ recorded: RecordedExchange, authorities: AuthorityCertificates?, key: EnvelopeKey?, challenges: [String]?
  ) -> Reading {
    guard let asked = recorded.asked else { return Reading(observations: [], authorities: [], nextAuthorities: []) }
    let observer = Observer(number: recorded.number, now: recorded.now, authorities: authorities)
    let octets = recorded.raw.received.isEmpty ? recorded.raw.response?.body.count : nil
    let reading = observer.read(
      asked, Evidence(raw: recorded.raw, receivedOctets: octets, key: key, secrets: .texts(challenges ?? [])))
    let observations = reading.observations.map { observation in
      observation.kind == "http" && challenges == nil
        ? observer.observation("http", observation.fields.filter { $0.key != "leaksChallenge" }) : observation
    }
    return Reading(
      observations: observations, authorities: reading.authorities?.all ?? [],
      nextAuthorities: reading.nextAuthorities?.all ?? [], issued: reading.issued)
  }
}
