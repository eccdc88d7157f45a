import Foundation
import ScepspecModel
import ScepspecReports
import Testing

@Suite("SARIF 2.1.0")
struct SARIFTests {
  private func log(_ report: RunReport, _ context: RunContext = Sample.context()) throws -> [String: Any] {
    let rendered = SARIFReport(context).render(report)
    #expect(Hostile.isVisible(rendered))
    return try #require(try JSONSerialization.jsonObject(with: Data(rendered.utf8)) as? [String: Any])
  }

  private func run(_ report: RunReport, _ context: RunContext = Sample.context()) throws -> [String: Any] {
    try #require((try log(report, context)["runs"] as? [[String: Any]])?.first)
  }

  private func results(_ report: RunReport, _ context: RunContext = Sample.context()) throws -> [[String: Any]] {
    try #require(try run(report, context)["results"] as? [[String: Any]])
  }

  @Test("Every object has what the OASIS schema requires, and nothing that it does not know", arguments: Hostile.texts)
  func shape(_ text: String) throws {
    #expect(SARIFShape.problems(in: try log(Hostile.report(text))) == [])
    #expect(SARIFShape.problems(in: try log(Hostile.report(text), Sample.context(strict: true, stale: true))) == [])
  }

  @Test("A test of the shape notices what is missing or unknown")
  func counterexample() throws {
    var log = try log(Sample.report)
    log["version"] = nil
    log["extra"] = 1
    #expect(SARIFShape.problems(in: log).sorted() == ["$.extra: unknown", "$.version: missing"])
  }

  @Test("Only what somebody has to look at is a result; a known deviation is suppressed with its reason")
  func verdicts() throws {
    let results = try results(Sample.report)
    let words = results.map {
      "\($0["ruleId"] as? String ?? "") \($0["kind"] as? String ?? "") \($0["level"] as? String ?? "")"
    }
    #expect(
      words == [
        "caps/media-type fail warning", "reply/nonce fail error", "secrets/challenge fail error",
        "slow/answer open none", "known/one fail error", "known/two fail error",
      ])
    let known = try #require(results.first { $0["suppressions"] != nil })
    #expect(known["ruleId"] as? String == "known/one")
    let rules = try #require(
      ((try run(Sample.report)["tool"] as? [String: Any])?["driver"] as? [String: Any])?["rules"] as? [[String: Any]])
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
    }
    let nonce = try #require(rules.first { $0["id"] as? String == "reply/nonce" })
    #expect(nonce["helpUri"] as? String == "https://www.rfc-editor.org/rfc/rfc8894#section-3.2.1.5")
  }

  @Test("A result points at the line of the specification")
  func place() throws {
    var report = Sample.report
    report.results[2].check.location = Location(file: "my specs/a:b.yaml", line: 12, column: 5)
    let result = try #require(try results(report).first { $0["ruleId"] as? String == "reply/nonce" })
    let location = try #require((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    #expect((location["artifactLocation"] as? [String: String])?["uri"] == "my%20specs/a%3Ab.yaml")
    #expect(location["region"] as? [String: Int] == ["startLine": 12, "startColumn": 5])
  }

  @Test("A link or a placeholder in a server's words is no link and no placeholder")
  func message() throws {
    let link = try #require(try results(Hostile.report("[click](http://evil.example/) {0}")).first)
    let text = try #require((link["message"] as? [String: String])?["text"])
    #expect(text.hasSuffix("\\[click\\](http://evil.example/) {{0}}"))
  }

  @Test("A run that could not begin was not successful and says why")
  func stopped() throws {
    var report = Sample.report
    (report.stopped, report.results) = ("nothing listens", [])
    let invocation = try #require((try run(report)["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    #expect(invocation["exitCode"] as? Int == 3)
    #expect((invocation["toolExecutionNotifications"] as? [Any])?.count == 1)
  }
}
