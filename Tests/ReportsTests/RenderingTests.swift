import ScepspecModel
import ScepspecReports
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

  @Test("Where a run did what a family does, its steps decide, unless a check shows that it breaks")
  func families() {
    func results(_ step: Verdict, _ other: Verdict) -> [CheckResult] {
      var results = Array(Sample.report.results.prefix(2))
      for (index, verdict) in [step, other].enumerated() {
        results[index].check.breaks = ["acme"]
        results[index].verdict = verdict
      }
      results[0].check.id = "acme/enrol"
      return results
    }
    func outcome(_ step: Verdict, _ other: Verdict) -> Outcome? {
      ClientVerdict.outcome(of: ["acme"], in: results(step, other))
    }
    #expect(outcome(.pass, .blocked) == .clean)
    #expect(outcome(.pass, .warning) == .findings)
    #expect(outcome(.warning, .pass) == .findings)
    #expect(outcome(.blocked, .pass) == .inconclusive)
    #expect(ClientVerdict.outcome(of: [], in: results(.warning, .pass)) == nil)
    #expect(ClientVerdict.outcome(of: ["nobody"], in: results(.pass, .pass)) == .inconclusive)
    // A run with --only may hold none of the family's steps; then nothing shows that it can enrol.
    #expect(ClientVerdict.outcome(of: ["acme"], in: Array(results(.pass, .pass).suffix(1))) == .inconclusive)
    #expect(ClientVerdict.outcome(of: ["acme"], in: Array(results(.pass, .fail).suffix(1))) == .findings)
  }

  @Test("The table of families says who will break, and what decides it")
  func familyTable() {
    var specifications = Sample.specifications
    let check = Sample.report.results[2].check
    specifications.clients = [
      ClientFamily(id: "sscep", title: "A small client", about: "", steps: [check], facts: [], location: check.location)
    ]
    let text = TextReport(
      RunContext(specifications: specifications, families: ["sscep"], rerun: "scepspec test")
    ).render(Sample.report)
    #expect(text.contains("✘ sscep  will break  A small client"))
    #expect(text.contains("reply/nonce: The claim of reply/nonce"))
  }

  @Test("The reading that a server shows stands beside the question")
  func readings() {
    let ambiguity = Ambiguity(
      id: "late", question: "May it be late?", requirements: [], check: "caps/answered",
      readings: [Ambiguity.Reading(name: "in time", because: "", servers: [])],
      location: Sample.report.results[0].check.location)
    var report = Sample.report
    #expect(ReadingChoice.all([ambiguity], in: report.results).isEmpty)
    report.results[0].readings = ["in time", "something else"]
    report.choices = ReadingChoice.all([ambiguity], in: report.results)
    #expect(report.choices.map(\.readings) == [["in time"]])
    let text = TextReport(Sample.context()).render(report)
    #expect(text.contains("May it be late? Here: in time."))
    #expect(JSONReport.render(report).contains("\"question\": \"May it be late?\""))
  }

  @Test("A client family fails with any deviation that breaks it, a known one too")
  func clients() {
    let verdicts = ClientVerdict.all(in: Sample.report.results).map { "\($0.family) \($0.verdict.rawValue)" }
    #expect(verdicts == ["apple inconclusive", "cisco fail", "sscep fail"])
  }
}
