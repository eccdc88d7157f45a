import Model
import Reports
import Testing

@Suite("One run in each format")
struct RenderingTests {
  private func text(colour: Bool = false, strict: Bool = false) -> String {
    TextReport(Sample.context(strict: strict), usesColour: colour).render(Sample.report)
  }

  @Test("Text stays as recorded")
  func textGolden() throws { try Golden.expect(text(), in: "run.txt") }

  @Test("JSON stays as recorded")
  func json() throws { try Golden.expect(JSONReport.render(Sample.report), in: "run.json") }

  @Test("JUnit stays as recorded")
  func junit() throws { try Golden.expect(JUnitReport(Sample.context()).render(Sample.report), in: "run.junit.xml") }

  @Test("Strict JUnit counts the warning as a failure")
  func strictJUnit() throws {
    try Golden.expect(JUnitReport(Sample.context(strict: true)).render(Sample.report), in: "strict.junit.xml")
  }

  @Test("JUnit skips what an undecided check blocks: one cause, one error")
  func undecided() {
    var report = Sample.report
    report.results[3].verdict = .inconclusive
    (report.results[3].blockedBy, report.results[3].reason) = (["slow/answer"], "needs slow/answer")
    let xml = JUnitReport(Sample.context()).render(report)
    #expect(
      xml.contains(
        "<testsuites name=\"http://ca.example/scep\" tests=\"10\" failures=\"3\" errors=\"1\" skipped=\"4\">"))
    #expect(xml.contains("<skipped message=\"inconclusive: needs slow/answer\"/>"))
  }

  @Test("A run that could not begin is an error, a stale deviation a failure")
  func strangeEnds() {
    var report = Sample.report
    (report.stopped, report.results) = ("nothing listens", [])
    let stopped = JUnitReport(Sample.context()).render(report)
    #expect(stopped.contains("tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\""))
    #expect(stopped.contains("<error message=\"nothing listens\"/>"))
    #expect(JUnitReport(Sample.context(stale: true)).render(Sample.report).contains("tests=\"11\" failures=\"4\""))
    #expect(TextReport(Sample.context()).render(report).hasSuffix("exit code 3: nothing was graded: nothing listens\n"))
  }

  @Test("Causes come in the order of gravity, then of what they block; many ids become counts by suite")
  func causes() throws {
    var report = Sample.report
    report.results += (0..<9).map { number in
      var result = Sample.report.results[3]
      (result.check.id, result.blockedBy) = ("late/\(number)", ["secrets/challenge"])
      return result
    }
    let text = TextReport(Sample.context()).render(report)
    let first = try #require(text.range(of: "✘ secrets/challenge"))
    let second = try #require(text.range(of: "✘ reply/nonce"))
    #expect(first.lowerBound < second.lowerBound)
    #expect(text.contains("blocks       9 checks: 9 of late"))
  }

  @Test("Markdown stays as recorded")
  func markdown() throws { try Golden.expect(MarkdownReport(Sample.context()).render(Sample.report), in: "run.md") }

  @Test("TAP stays as recorded")
  func tap() throws { try Golden.expect(TAPReport(Sample.context()).render(Sample.report), in: "run.tap") }

  @Test("SARIF stays as recorded")
  func sarif() throws { try Golden.expect(SARIFReport(Sample.context()).render(Sample.report), in: "run.sarif") }

  @Test("No escape character and no reordering character of the peer reaches any format")
  func harmless() {
    for rendered in [text(), JSONReport.render(Sample.report), JUnitReport(Sample.context()).render(Sample.report)] {
      #expect(!rendered.unicodeScalars.contains { Escaping.isDeceptive($0) && $0 != "\n" })
    }
  }

  @Test("Where the target file alone is out of date, the last line does not blame the server")
  func outdatedTargetFile() {
    var clean = Sample.report
    clean.results = clean.results.filter { $0.verdict == .pass }
    let stale = TextReport(Sample.context(stale: true)).render(clean)
    #expect(stale.hasSuffix("exit code 1: the target file lists deviations that are gone\n"))
    clean.results = Sample.report.results.filter { $0.verdict == .unexpectedPass || $0.verdict == .pass }
    let gone = TextReport(Sample.context()).render(clean)
    #expect(gone.hasSuffix("exit code 1: the target file lists deviations that are gone\n"))
  }

  @Test("Colour only where it is asked for, and only ours")
  func colour() {
    #expect(text(colour: true).contains("\u{1B}[31m"))
    #expect(!text(colour: true).contains("\u{1B}[31mred"))
  }

  @Test("A line fits the page unless one word is longer")
  func width() {
    for line in text().split(separator: "\n") where !line.contains("  The claim of") {
      #expect(line.count <= 110, "\(line)")
    }
  }
}

@Suite("What a run comes to")
struct OutcomeTests {
  private func outcome(_ verdicts: [Verdict], strict: Bool = false) -> Int32 {
    let results = Sample.report.results.filter { verdicts.contains($0.verdict) }
    return Outcome(of: results, strict: strict).exitCode
  }

  @Test("Findings are 1, open questions 2, everything else 0")
  func codes() {
    #expect(outcome([.pass, .notApplicable, .knownFailure, .warning]) == 0)
    #expect(outcome([.warning], strict: true) == 1)
    #expect(outcome([.fail, .inconclusive]) == 1)
    #expect(outcome([.unexpectedPass]) == 1)
    #expect(outcome([.pass, .inconclusive]) == 2)
    #expect(outcome([.blocked]) == 2)
    #expect(outcome([]) == 0)
  }

  @Test("A client family fails with any deviation that breaks it, a known one too")
  func clients() {
    let verdicts = ClientVerdict.all(in: Sample.report.results).map { "\($0.family) \($0.verdict.rawValue)" }
    #expect(verdicts == ["apple inconclusive", "cisco fail", "sscep fail"])
  }
}
