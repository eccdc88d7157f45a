import BundledSpecs
import Foundation
import ScepspecCMS
import ScepspecEngine
import ScepspecHTTPWire
import ScepspecModel
import ScepspecReferenceServer
import ScepspecReplaying
import ScepspecReports
import ScepspecSCEPExchange
import ScepspecSpecLoading
import ScepspecTranscripts

/// Live runs against the reference server that are recorded, with the report that each of them gave.
enum RecordedBench {
  static let specifications = SpecLoader.load(folder: BundledSpecs.folder.path).specifications ?? Specifications()
  static let serverKeys = KeyRing()
  static let clientKey = try? PrivateKey.generateRSA(bits: 2048)
  static let clientKeys = ClientKeys(clientKey.map { [.client: $0] } ?? [:])
  static let challenge = "Reference-Challenge-1"

  struct Outcome {
    var live: RunReport
    var plan: Plan
    var file: HARFile
    var text: String

    var replayed: RunReport { get throws { try RecordedBench.replay(file, plan) } }
  }

  static func replay(_ file: HARFile, _ plan: Plan) throws -> RunReport {
    try RecordedRun(file, name: "x.har").report(tool: "scepspec", specifications: specifications, plan: plan)
  }

  static func run(
    _ configure: (inout ServerConfiguration) -> Void = { _ in }, fault: Fault? = nil,
    challenge: ChallengeSource = .fixed(challenge), selecting isSelected: (Check) -> Bool = { _ in true }
  ) throws -> Outcome {
    var configuration = ServerConfiguration()
    configuration.keys = serverKeys
    configuration.challenge = .fixed(Self.challenge)
    configure(&configuration)
    let server = try ReferenceServer(configuration, fault: fault)
    var settings = TargetSettings(url: try TargetURL(server.start().absoluteString), challenge: challenge)
    defer { server.stop() }
    settings.timeout = 60
    settings.pollFor = 1
    settings.pollInterval = 0.05
    let adapter = SCEPAdapter(settings: settings, keys: clientKeys)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("scepspec-\(UUID()).har").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let about = RecordingDescription(tool: "scepspec", target: "bench", specifications: "", day: "2026-01-01")
    let recorder = try RunRecorder(
      path: path, tool: "scepspec", version: "0", describing: about, secrets: { adapter.challenges })
    adapter.onExchange = { recorder.add($0, $1) }
    let plan = Plan(specifications, selecting: isSelected)
    var run = Run(specifications, plan: plan)
    var records: [ExchangeRecord] = []
    let end = run.drive { exchange in
      do throws(AdapterError) {
        let seen = try adapter.perform(exchange, number: records.count + 1)
        let summary = "\(exchange.about): \(specifications.words(for: seen))"
        records.append(ExchangeRecord(number: records.count + 1, id: exchange.id, summary: summary))
        return .observed(seen)
      } catch {
        recorder.leaveOut(exchange.id, error.reason)
        return .unavailable(error.reason)
      }
    }
    try recorder.finish()
    var stopped: String?
    if case .stop(_, let message) = end { stopped = message }
    let results = stopped == nil ? run.report : []
    let report = RunReport(
      tool: "scepspec", target: "bench", stopped: stopped, results: results, certificatesIssued: adapter.issued,
      exchanges: records, choices: ReadingChoice.all(specifications.ambiguities, in: results))
    let octets = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    return Outcome(
      live: Redaction(adapter.challenges.filter { $0.utf8.count >= 6 }).apply(to: report), plan: plan,
      file: try HARFile(octets, name: "x.har"), text: String(decoding: octets, as: UTF8.self))
  }
}
