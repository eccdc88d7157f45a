import Foundation
import ScepspecDiagnosing
import ScepspecEngine
import ScepspecModel
import ScepspecReports
import Testing

/// `RECORD=1 swift test --filter GoldenLogTests` writes the diagnoses anew, and fails.
@Suite("Golden logs")
struct GoldenLogTests {
  @Test("The conclusion is what a person reading the log expects", arguments: GoldenLog.shipped)
  func expected(_ golden: GoldenLog) throws {
    let diagnosis = try golden.diagnosis()
    let expectation = golden.expectation
    #expect(diagnosis.conclusion.rawValue == expectation.conclusion)
    if let step = expectation.step { #expect(diagnosis.stoppedAt?.step == step) }
    if let state = expectation.state { #expect(diagnosis.stoppedAt?.state == state) }
    let found = Set(
      (diagnosis.findings + diagnosis.journeys.flatMap { $0.findings + $0.parts.flatMap(\.journey.findings) }).map(\.id)
    )
    for finding in expectation.findings { #expect(found.contains(finding), "found \(found.sorted())") }
  }

  @Test("The diagnosis is the one recorded, octet for octet", arguments: GoldenLog.shipped)
  func recorded(_ golden: GoldenLog) throws {
    let file = GoldenLog.root.appendingPathComponent("\(golden.folder)/diagnosis.json")
    let text = JSONDiagnosis.render(try golden.diagnosis(), tool: "scepspec")
    guard ProcessInfo.processInfo.environment["RECORD"] == nil else {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded: read the diff, then run again without RECORD")
      return
    }
    #expect(try text == String(contentsOf: file, encoding: .utf8))
  }

  @Test("Every state, way and finding of every machine is shown by a golden log")
  func coverage() throws {
    var coverage = MachineCoverage()
    for golden in GoldenLog.shipped { coverage.add(try golden.diagnosis(), of: GoldenLog.specifications.machines) }
    for machine in GoldenLog.specifications.machines {
      let missing = coverage.missing(of: machine)
      #expect(missing.states.sorted() == [], "\(machine.id)")
      #expect(missing.transitions.map { "\($0.from) -> \($0.to)" }.sorted() == [], "\(machine.id)")
      #expect(missing.findings.sorted() == [], "\(machine.id)")
    }
  }
}
