import ScepspecEngine
import ScepspecModel
import Testing

@Suite struct CoverageTests {
  private static let rule = FindingRule(id: "ready", at: ["READY"], message: "It is ready", location: Cafe.nowhere)
  private static let machine = Cafe.machine(findings: [rule])

  private static func coverage(_ logs: [[Observation]]) -> MachineCoverage {
    var coverage = MachineCoverage()
    for log in logs { coverage.add(Cafe.diagnose(log, findings: [rule]), of: [machine]) }
    return coverage
  }

  @Test("What no journey showed is missing, and nothing else")
  func missing() {
    let missing = Self.coverage([
      Cafe.orders("7"), Cafe.orders("7", ["ORDERED", "X_REFUSED"]),
    ]).missing(of: Self.machine)
    #expect(missing.states == ["SPILT", "OTHER"])
    #expect(
      missing.transitions == [
        .init(from: "BREWING", to: "BREWING"), .init(from: "BREWING", to: "SPILT"), .init(from: "SPILT", to: "BREWING"),
      ])
    #expect(missing.findings == ["ready"])
  }

  @Test("Repeats, retries, unknown states and findings are all shown")
  func everything() {
    let missing = Self.coverage([
      Cafe.orders("7"),
      Cafe.orders("7", ["ORDERED", "STIRRING", "BREWING", "BREWING", "SPILT", "BREWING", "READY"]),
      Cafe.orders("7", ["ORDERED", "X_REFUSED"]),
    ]).missing(of: Self.machine)
    #expect(missing == MachineCoverage.Shown())
  }

  @Test("A way with a gap in it was not gone")
  func gap() {
    let missing = Self.coverage([Cafe.orders("7", ["ORDERED", "BREWING"])]).missing(of: Self.machine)
    #expect(missing.transitions.contains(.init(from: "GRINDING", to: "BREWING")))
    #expect(!missing.states.contains("BREWING"))
  }
}
