public import ScepspecModel

/// A finished run as JUnit XML, one `testsuite` a suite and one `testcase` a check.
///
/// A CI knows three colours, so the verdicts map to what Jenkins and GitLab show best: `fail`, `unexpectedPass` and,
/// when strict, `warning` are a `failure`; `inconclusive` is an `error`, since the test could not be carried out;
/// `notApplicable`, `blocked` and `knownFailure` are `skipped` with the reason; a `warning` that does not fail the run
/// passes and leaves its text in `system-out`. What an undecided check blocks is `skipped` too: one cause, one error.
/// Why a run could not begin is an `error`, a stale known deviation a `failure`, in suites of their own.
public struct JUnitReport {
  public var context: RunContext

  public init(_ context: RunContext) { self.context = context }

  public func render(_ report: RunReport) -> String {
    var suites: [String] = []
    for result in report.results where !suites.contains(result.check.suite) { suites.append(result.check.suite) }
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml += "<testsuites name=\"\(Escaping.xml(report.target))\"\(totals(report))>\n"
    if let reason = report.stopped { xml += lone(suite: "target", name: "gradable", "error", reason) }
    for suite in suites {
      let results = report.results.filter { $0.check.suite == suite }
      xml += "  <testsuite name=\"\(Escaping.xml(suite))\"\(counts(results))>\n"
      for result in results { xml += testcase(result) }
      xml += "  </testsuite>\n"
    }
    for stale in context.staleDeviations {
      let words = "matches nothing: take it out of \(stale.location)"
      xml += lone(suite: "known-deviations", name: stale.check, "failure", words)
    }
    return xml + "</testsuites>\n"
  }

  /// A suite of one test that is no check.
  private func lone(suite: String, name: String, _ element: String, _ message: String) -> String {
    let counts = " tests=\"1\" failures=\"\(element == "failure" ? 1 : 0)\" errors=\"\(element == "error" ? 1 : 0)\""
    return "  <testsuite name=\"\(suite)\"\(counts) skipped=\"0\">\n"
      + "    <testcase classname=\"scepspec.\(suite)\" name=\"\(Escaping.xml(name))\">\n"
      + "      <\(element) message=\"\(Escaping.xml(message))\"/>\n    </testcase>\n  </testsuite>\n"
  }

  private enum Colour { case passed, failure, error, skipped }

  private func colour(_ result: CheckResult) -> Colour {
    switch result.verdict {
    case .pass: .passed
    case .fail, .unexpectedPass: .failure
    case .warning: context.isStrict ? .failure : .passed
    case .inconclusive: result.isBlocked ? .skipped : .error
    case .notApplicable, .blocked, .knownFailure: .skipped
    }
  }

  private func counts(_ results: [CheckResult]) -> String {
    counts(results, furtherFailures: 0, furtherErrors: 0)
  }

  private func totals(_ report: RunReport) -> String {
    counts(
      report.results, furtherFailures: context.staleDeviations.count, furtherErrors: report.stopped == nil ? 0 : 1)
  }

  private func counts(_ results: [CheckResult], furtherFailures: Int, furtherErrors: Int) -> String {
    func count(_ wanted: Colour) -> Int { results.count { colour($0) == wanted } }
    return " tests=\"\(results.count + furtherFailures + furtherErrors)\""
      + " failures=\"\(count(.failure) + furtherFailures)\" errors=\"\(count(.error) + furtherErrors)\""
      + " skipped=\"\(count(.skipped))\""
  }

  private func testcase(_ result: CheckResult) -> String {
    let check = result.check
    let head =
      "    <testcase classname=\"scepspec.\(Escaping.xml(check.suite))\" name=\"\(Escaping.xml(check.name))\""
    let type = Escaping.xml(check.level.rawValue)
    switch colour(result) {
    case .passed where result.verdict == .warning:
      let text = Escaping.xml("warning\n" + details(result), isElement: true)
      return "\(head)>\n      <system-out>\(text)</system-out>\n    </testcase>\n"
    case .passed: return head + "/>\n"
    case .failure: return element("failure", type: type, result, head: head)
    case .error: return element("error", type: "inconclusive", result, head: head)
    case .skipped:
      let message = Escaping.xml("\(result.verdict.rawValue): \(result.reason)")
      return "\(head)>\n      <skipped message=\"\(message)\"/>\n    </testcase>\n"
    }
  }

  private func element(_ name: String, type: String, _ result: CheckResult, head: String) -> String {
    let message = Escaping.xml("\(result.check.title): \(result.reason)")
    let text = Escaping.xml(details(result), isElement: true)
    return "\(head)>\n      <\(name) message=\"\(message)\" type=\"\(type)\">\(text)</\(name)>\n    </testcase>\n"
  }

  private func details(_ result: CheckResult) -> String {
    var lines = [result.check.title, result.reason]
    if !result.check.requirements.isEmpty {
      lines.append("requirements: " + result.check.requirements.joined(separator: ", "))
    }
    if let expected = result.expected { lines.append("expected: " + Escaping.visible(expected)) }
    if let actual = result.actual { lines.append("actual: " + Escaping.visible(actual)) }
    for place in result.evidence.words { lines.append("look at: " + Escaping.visible(place)) }
    if let hint = result.check.hint { lines.append("hint: " + hint) }
    return lines.joined(separator: "\n")
  }
}
