import ScepspecModel
import ScepspecReports
import Testing

@Suite("A report that was saved")
struct SavedReportTests {
  @Test("It is read back as it was written")
  func roundTrip() throws {
    #expect(try SavedReport(json: Array(JSONReport.render(Sample.report).utf8)) == SavedReport(Sample.report))
  }

  @Test("Hostile words come back as they were", arguments: Hostile.texts)
  func hostile(_ text: String) throws {
    let report = Hostile.report(text)
    #expect(try SavedReport(json: Array(JSONReport.render(report).utf8)) == SavedReport(report))
  }

  @Test(
    "What is no report is refused, with the place and what was expected",
    arguments: [
      ("", "it is not JSON, expected a report of the format 'scepspec-report/1'"),
      ("[1, 2", "it is not JSON, expected a report"),
      ("[]", "the whole file: of another type, expected an object"),
      ("{}", "format: missing, expected in a report of the format 'scepspec-report/1'"),
      (#"{"format": "scepspec-diagnosis/1"}"#, "its format is 'scepspec-diagnosis/1', expected 'scepspec-report/1'"),
      (#"{"format": "scepspec-report/1", "tool": 1}"#, "tool: of another type, expected a text"),
      (#"{"format": "scepspec-report/1", "tool": "a", "target": "b", "results": {}}"#, "results: of another type"),
      (
        #"{"format": "scepspec-report/1", "tool": "a", "target": "b", "results": [{"id": null}]}"#,
        "results[0].id: null, expected a text"
      ),
      (report(verdict: "well"), "results[0].verdict: 'well', expected one of pass, fail, warning"),
      (report(level: "shall"), "results[0].level: 'shall', expected one of MUST, SHOULD"),
      (report(second: "a/b"), "results[1].id: 'a/b' comes twice"),
      (String(repeating: "[", count: 100_000), "it is not JSON"),
      (String(repeating: #"{"format":"#, count: 50_000), "it is not JSON"),
    ])
  func refused(_ text: String, _ message: String) {
    let problem = #expect(throws: SavedReport.Problem.self) { try SavedReport(json: Array(text.utf8)) }
    #expect(problem?.description.hasPrefix(message) == true, "\(problem?.description ?? "")")
  }

  private static func report(level: String = "MUST", verdict: String = "pass", second: String = "c/d") -> String {
    let results = ["a/b", second].map { id in
      #"{"id": "\#(id)", "title": "", "level": "\#(level)", "verdict": "\#(verdict)", "reason": "", "blockedBy": []}"#
    }
    return
      #"{"format": "scepspec-report/1", "tool": "a", "target": "b", "results": [\#(results.joined(separator: ","))]}"#
  }

  @Test("Octets that are no text are refused, not trusted")
  func junk() {
    #expect(throws: SavedReport.Problem.self) { try SavedReport(json: (0..<512).map { UInt8(truncatingIfNeeded: $0) }) }
  }
}

@Suite("What became of the checks between two runs")
struct DifferenceTests {
  private func run(_ verdicts: [String: Verdict]) -> SavedReport {
    var report = Sample.report
    report.results = verdicts.sorted { $0.key < $1.key }.map { id, verdict in
      var result = Sample.report.results[0]
      (result.check.id, result.verdict) = (id, verdict)
      if verdict == .blocked { result.blockedBy = ["x/cause"] }
      return result
    }
    return SavedReport(report)
  }

  @Test(
    "Each pair of verdicts is of one kind",
    arguments: [
      (Verdict.pass, Verdict.fail, ReportDifference.Kind.broke), (.pass, .warning, .broke), (.warning, .fail, .broke),
      (.knownFailure, .fail, .broke), (.notApplicable, .fail, .broke), (.fail, .pass, .fixed),
      (.warning, .pass, .fixed),
      (.knownFailure, .pass, .fixed), (.knownFailure, .unexpectedPass, .fixed), (.fail, .warning, .changed),
      (.fail, .knownFailure, .changed), (.blocked, .fail, .changed), (.inconclusive, .fail, .changed),
      (.pass, .inconclusive, .undecided), (.pass, .blocked, .undecided), (.fail, .blocked, .changed),
      (.notApplicable, .pass, .changed), (.blocked, .pass, .changed), (.pass, .notApplicable, .changed),
    ])
  func kinds(_ before: Verdict, _ after: Verdict, _ kind: ReportDifference.Kind) {
    let difference = ReportDifference(from: run(["a/b": before]), to: run(["a/b": after]))
    #expect(difference.changes.map(\.kind) == [kind])
    #expect(difference.exitCode == (kind == .broke ? 1 : kind == .undecided ? 2 : 0))
  }

  @Test("Checks that are only in one report are new or gone, and break nothing")
  func newAndGone() {
    let difference = ReportDifference(from: run(["a/b": .pass]), to: run(["c/d": .fail]))
    #expect(difference.changes.map { "\($0.kind) \($0.id)" } == ["new c/d", "gone a/b"])
    #expect(difference.exitCode == 0)
  }

  @Test("Equal reports differ in nothing")
  func equal() {
    let difference = ReportDifference(from: SavedReport(Sample.report), to: SavedReport(Sample.report))
    #expect(difference.changes.isEmpty && difference.same == Sample.report.results.count && difference.exitCode == 0)
  }

  @Test("A later run that graded nothing is no success")
  func stopped() {
    var later = Sample.report
    (later.stopped, later.results) = ("nothing listens", [])
    let difference = ReportDifference(from: SavedReport(Sample.report), to: SavedReport(later))
    #expect(difference.exitCode == 2)
    #expect(difference.meaning == "the new run graded nothing: nothing listens")
  }

  private var sample: ReportDifference {
    ReportDifference(
      from: run(["a/kept": .pass, "b/broken": .pass, "c/mended": .fail, "d/after": .pass, "e/gone": .pass]),
      to: run(["a/kept": .pass, "b/broken": .fail, "c/mended": .pass, "d/after": .blocked, "f/new": .pass]))
  }

  @Test("Text stays as recorded") func text() throws {
    try Golden.expect(TextDifference().render(sample), in: "diff.txt")
  }
  @Test("Markdown stays as recorded")
  func markdown() throws { try Golden.expect(MarkdownDifference.render(sample), in: "diff.md") }
  @Test("JSON stays as recorded")
  func json() throws { try Golden.expect(JSONDifference.render(sample), in: "diff.json") }

  @Test("Hostile words stay text in each format", arguments: Hostile.texts)
  func hostile(_ text: String) {
    var (old, new) = (run(["a/b": .pass]), run(["a/b": .fail]))
    (old.target, old.results[0].id, old.results[0].title, old.tool) = (text, text, text, text)
    (new.target, new.results[0].title, new.results[0].reason, new.tool) = (text, text, text, text)
    let difference = ReportDifference(from: old, to: new)
    for rendered in [
      TextDifference().render(difference), MarkdownDifference.render(difference), JSONDifference.render(difference),
    ] { #expect(Hostile.isVisible(rendered)) }
    #expect(!MarkdownDifference.render(difference).contains("<script"))
  }
}

@Suite("A target file from a run")
struct BaselineTests {
  private let baseline = Baseline(id: "My Server (v2)", expires: "2027-02-20")

  @Test("It stays as recorded: deviations and open questions, causes alone")
  func golden() throws {
    try Golden.expect(baseline.render(SavedReport(Sample.report)), in: "baseline.yaml")
    let ids = baseline.deviations(of: SavedReport(Sample.report)).map(\.id)
    #expect(ids == ["caps/media-type", "reply/nonce", "secrets/challenge", "slow/answer", "known/one"])
  }

  @Test("What an earlier file says of a deviation that is still there is kept")
  func earlier() {
    let place = Location(file: "ca.yaml", line: 1, column: 1)
    var kept = baseline
    kept.earlier = Target(
      id: "ca", title: "CA",
      claims: [
        "modes": Field(.texts(["manual"])), "operations": .record(["GET": .bool(false), "renewal": .bool(true)]),
      ],
      commands: Target.Commands(approve: "ca approve \"$TRANSACTION_ID\""),
      knownDeviations: [
        KnownDeviation(
          check: "reply/nonce", verdict: .fail, reason: "by design", link: "x#1", expires: nil, location: place),
        KnownDeviation(check: "gone/one", verdict: .fail, reason: "old", link: nil, expires: nil, location: place),
      ], location: place)
    let text = kept.render(SavedReport(Sample.report))
    #expect(text.contains("\nclaims: { modes: [\"manual\"], operations: { GET: false, renewal: true } }\n"))
    #expect(text.contains("\napproveCommand: \"ca approve \\\"$TRANSACTION_ID\\\"\"\nknownDeviations:\n"))
    #expect(text.contains("reason: \"by design\"\n    link: \"x#1\"\n  - check: secrets/challenge"))
    #expect(!text.contains("gone/one"))
  }

  @Test("Hostile words stay within their quotes", arguments: Hostile.texts)
  func hostile(_ text: String) {
    let rendered = baseline.render(SavedReport(Hostile.report(text)))
    #expect(Hostile.isVisible(rendered))
    let keys = rendered.split(separator: "\n").map { $0.prefix { $0 != ":" } }
    let harmless = baseline.render(SavedReport(Hostile.report("x"))).split(separator: "\n").map {
      $0.prefix { $0 != ":" }
    }
    #expect(keys == harmless)
  }

  @Test("A run without deviation gives a file without any")
  func clean() {
    var report = Sample.report
    report.results = [report.results[0]]
    #expect(baseline.render(SavedReport(report)).hasSuffix("knownDeviations: []\n"))
  }

  @Test(
    "Any file name gives an id that the format allows",
    arguments: [
      ("My Server (v2)", "my-server-v2"), ("--", "baseline"), ("..ä..", "baseline"), ("step-ca-0.19", "step-ca-0.19"),
    ])
  func id(_ name: String, _ id: String) { #expect(Baseline(id: name, expires: "2027-01-01").id == id) }
}
