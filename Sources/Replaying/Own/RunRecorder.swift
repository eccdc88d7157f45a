public import ScepspecModel
public import ScepspecSCEPExchange
public import ScepspecTranscripts

/// Writes the exchanges of a run to a HAR file, each as soon as it is over.
///
/// Each entry is read back before it is written. Where the octets alone do not show what was seen, since a secret was
/// covered or a long body cut, what was seen stands beside them, secrets covered.
public final class RunRecorder {
  private let writer: HARWriter
  private var description: RecordingDescription
  private let secrets: () -> [String]
  private var reader = RecordedReader()
  /// The first thing that went wrong; nothing is written after it.
  public private(set) var problem: HARError?
  /// Octets of a file from which on bodies are cut, and to how many.
  private static let most = HARBounds.file / 2
  private static let cut = 65_536

  /// - Parameter secrets: The challenges of the run so far.
  public init(
    path: String, tool: String, version: String, describing description: RecordingDescription,
    secrets: @escaping () -> [String]
  ) throws(HARError) {
    self.description = description
    self.secrets = secrets
    writer = try HARWriter(path: path, creator: tool, version: version, own: description.json)
  }

  public func add(_ recorded: RecordedExchange, _ observations: [Observation]) {
    guard problem == nil else { return }
    let mask = Mask(secrets())
    var entry = HAREntry(shortened(mask.exchange(recorded, plaintext: recorded.plaintext)))
    do throws(HARError) {
      var back = try EntryReading(entry: entry, own: entry.own ?? .null, file: "the recording", path: "entry")
        .recorded()
      back.issued = nil
      let before = reader
      let again = reader.read(back)
      if recorded.asked != nil {
        back.seen = Self.difference(of: observations, from: again, mask)
        if !back.seen.isEmpty {
          back.issued = recorded.issued.map { issued in
            var issued = issued
            issued.subject = mask.text(issued.subject)
            return issued
          }
          reader = before
          _ = reader.read(back)
        }
        entry = HAREntry(back)
      }
      try writer.append(entry)
    } catch {
      problem = error
    }
  }

  /// An exchange was not performed, for that reason.
  public func leaveOut(_ exchange: String, _ reason: String) {
    description.leftOut.append(.init(exchange: exchange, reason: Mask(secrets()).text(reason)))
    writer.own = description.json
  }

  /// The run came to its end.
  public func finish() throws(HARError) {
    if let problem { throw problem }
    description.isWhole = true
    writer.own = description.json
    try writer.finish()
  }

  /// A HAR file is read up to a bound, and so is each body in it.
  private func shortened(_ recorded: RecordedExchange) -> RecordedExchange {
    let limit = writer.octets > Self.most ? Self.cut : HARBounds.body
    var recorded = recorded
    recorded.receivedOctets = recorded.receivedOctets ?? recorded.raw.received.count
    if let body = recorded.raw.response?.body, body.count > limit {
      recorded.raw.response?.body = Array(body.prefix(limit))
    }
    if recorded.raw.response == nil, recorded.raw.received.count > Self.cut {
      recorded.raw.received = Array(recorded.raw.received.prefix(Self.cut))
    }
    if recorded.raw.request.bytes.count > limit {
      recorded.raw.request.bytes = Array(recorded.raw.request.bytes.prefix(limit))
    }
    return recorded
  }

  /// What was seen live and is not seen in the entry.
  private static func difference(
    of live: [Observation], from again: [Observation], _ mask: Mask
  ) -> [String: [String: Field]] {
    var seen: [String: [String: Field]] = [:]
    for observation in live {
      let fields = mask.fields(observation.fields)
      let other = again.first { $0.kind == observation.kind }?.fields ?? [:]
      let differing = fields.filter { other[$0.key] != $0.value }
      if !differing.isEmpty || !again.contains(where: { $0.kind == observation.kind }) {
        seen[observation.kind] = differing
      }
    }
    return seen
  }
}
