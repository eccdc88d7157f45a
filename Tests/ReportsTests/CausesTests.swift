import ScepspecModel
import ScepspecReports
import Testing

/// What one mistake breaks is told under it, and nothing is told under what is no finding.
@Suite struct CausesTests {
  @Test("What follows a broken check is told under it, whatever lies between")
  func folded() throws {
    let text = text([
      Self.result("s/one", .fail), Self.result("s/two", .fail, by: ["s/one"]),
      Self.result("s/three", .warning, by: ["s/two"]),
      Self.result("s/after", .blocked, by: ["s/two"]),
    ])
    #expect(text.contains("✘ s/one"))
    #expect(!text.contains("✘ s/two"))
    #expect(!text.contains("! s/three"))
    #expect(text.contains("2 checks: s/two, s/three"))
    #expect(text.contains("(breaks 2 more, blocks 1 more)"))
    #expect(text.contains("2 failed"))
  }

  @Test(
    "What follows a known deviation, a milder finding or nobody in the report speaks for itself",
    arguments: [Verdict.knownFailure, .warning, .pass, nil])
  func alone(_ verdict: Verdict?) throws {
    let first = verdict.map { Self.result("s/one", $0) }
    let text = text([first].compactMap { $0 } + [Self.result("s/two", .fail, by: ["s/one"])])
    #expect(text.contains("✘ s/two"))
  }

  @Test("Checks that follow each other are not lost")
  func circle() {
    let text = text([Self.result("s/one", .fail, by: ["s/two"]), Self.result("s/two", .fail, by: ["s/one"])])
    #expect(text.contains("✘ s/one"))
    #expect(text.contains("✘ s/two"))
  }

  private func text(_ results: [CheckResult]) -> String {
    TextReport(RunContext(specifications: Specifications(), isStrict: false, staleDeviations: [], rerun: "test"))
      .render(RunReport(tool: "test", target: "there", results: results, certificatesIssued: [], exchanges: []))
  }

  private static func result(_ id: String, _ verdict: Verdict, by others: [String] = []) -> CheckResult {
    let check = Check(
      id: id, title: "The claim", level: .must, requirements: [], exchange: "enrol", expect: .all([]),
      location: Location(file: "sample.yaml", line: 1, column: 1))
    return CheckResult(check: check, verdict: verdict, reason: "so", blockedBy: others)
  }
}
