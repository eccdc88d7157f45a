import BundledSpecs
import Diagnosing
import Foundation
import Model
import Reports
import SpecLoading
import Testing

/// `RECORD=1 swift test --filter GoldenLogTests` writes the diagnoses anew, and fails.
@Suite("Golden logs")
struct GoldenLogTests {
  static let specifications = SpecLoader.load(folder: BundledSpecs.folder.path).specifications ?? Specifications()

  static func diagnosis(of golden: GoldenLog, of inputs: [String]? = nil) throws -> Diagnosis {
    try LogDiagnosis(
      specifications,
      settings: DiagnosisSettings(
        options: golden.options, format: golden.format, offsets: golden.offsets, now: golden.now)
    ).run(inputs ?? golden.inputs)
  }

  @Test("The conclusion is what a person reading the log expects", arguments: GoldenLog.all)
  func expected(_ golden: GoldenLog) throws {
    let diagnosis = try Self.diagnosis(of: golden)
    let expectation = golden.expectation
    #expect(diagnosis.conclusion.rawValue == expectation.conclusion)
    if let step = expectation.step { #expect(diagnosis.stoppedAt?.step == step) }
    if let state = expectation.state { #expect(diagnosis.stoppedAt?.state == state) }
    let found = Set(
      (diagnosis.findings + diagnosis.journeys.flatMap { $0.findings + $0.parts.flatMap(\.journey.findings) }).map(\.id)
    )
    for finding in expectation.findings { #expect(found.contains(finding), "found \(found.sorted())") }
  }

  @Test("The diagnosis is the one recorded, octet for octet", arguments: GoldenLog.all)
  func recorded(_ golden: GoldenLog) throws {
    let file = GoldenLog.root.appendingPathComponent("\(golden.folder)/diagnosis.json")
    let text = JSONDiagnosis.render(try Self.diagnosis(of: golden), tool: "scepspec")
    guard ProcessInfo.processInfo.environment["RECORD"] == nil else {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded: read the diff, then run again without RECORD")
      return
    }
    #expect(try text == String(contentsOf: file, encoding: .utf8))
  }
}
