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
