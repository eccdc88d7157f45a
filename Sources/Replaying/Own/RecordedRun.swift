public import ScepspecEngine
public import ScepspecModel
import ScepspecSCEPExchange
public import ScepspecTranscripts

/// A run of `test` that was recorded, to be judged again.
public struct RecordedRun: Sendable {
  public let description: RecordingDescription
  private let exchanges: [RecordedExchange]

  /// - Parameter name: The file's, for errors.
  /// - Throws: Where the recording is not in order.
  public init(_ file: HARFile, name: String) throws(HARError) {
    guard let own = file.own else {
      throw HARError(file: name, path: "log._scepspec", "missing; this is no recording of 'scepspec test --record'")
    }
    description = try RecordingDescription(own, file: name)
    var exchanges: [RecordedExchange] = []
    for (index, entry) in file.entries.enumerated() {
      guard let own = entry.own else { continue }
      let path = "log.entries[\(index)]"
      exchanges.append(try EntryReading(entry: entry, own: own, file: name, path: path).recorded())
    }
    self.exchanges = exchanges
  }

  /// The report that the live run gave, known deviations not applied.
  public func report(tool: String, specifications: Specifications, plan: Plan) -> RunReport {
    var reader = RecordedReader()
    let performed = performed(&reader)
    let byID = Dictionary(performed.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let leftOut = Dictionary(description.leftOut.map { ($0.exchange, $0.reason) }, uniquingKeysWith: { $1 })
    var run = Run(specifications, plan: plan, standing: description.standing)
    let ending = run.drive { exchange in
      if let reason = leftOut[exchange.id] { return .unavailable(reason) }
      guard let found = byID[exchange.id] else {
        return .unavailable("the recording has no exchange '\(exchange.id)'; record the run anew to settle it")
      }
      guard found.parameters == nil || found.parameters == exchange.send.digest else {
        return .unavailable(
          "the recording has the exchange '\(exchange.id)' with other parameters; record the run anew to settle it")
      }
      return .observed(found.observations)
    }
    var stopped: String?
    if case .stop(_, let message) = ending { stopped = message }
    let results = stopped == nil ? run.report : []
    let records = performed.map { item in
      let about = specifications.exchanges[item.id]?.about ?? item.id
      return ExchangeRecord(
        number: item.number, id: item.id, summary: "\(about): \(specifications.words(for: item.observations))")
    }
    return RunReport(
      tool: tool, target: description.target, stopped: stopped, results: results, certificatesIssued: reader.issued,
      exchanges: records, choices: ReadingChoice.all(specifications.ambiguities, in: results))
  }

  private struct Performed {
    var id: String
    var number: Int
    var parameters: [UInt8]?
    var observations: [Observation]
  }

  /// Each exchange once: what came last of those that were repeated until they were settled.
  private func performed(_ reader: inout RecordedReader) -> [Performed] {
    var all: [Performed] = []
    for recorded in exchanges where !recorded.exchange.isEmpty {
      let observations = reader.read(recorded)
      let isSame = all.last.map { $0.id == recorded.exchange && $0.number == recorded.number } ?? false
      if recorded.asked == nil {
        guard isSame, var last = all.popLast() else { continue }
        last.observations = last.observations.filter { $0.kind != "liveness" } + observations
        all.append(last)
      } else {
        if isSame { all.removeLast() }
        all.append(
          Performed(
            id: recorded.exchange, number: recorded.number, parameters: recorded.parameters,
            observations: observations))
      }
    }
    return all
  }
}
