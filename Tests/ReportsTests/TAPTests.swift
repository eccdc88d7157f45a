import Foundation
import ScepspecModel
import ScepspecReports
import Testing

@Suite("TAP version 14")
struct TAPTests {
  private func lines(_ report: RunReport, _ context: RunContext = Sample.context()) -> [String] {
    TAPReport(context).render(report).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("Words of a server never make a point, a directive or a document of their own", arguments: Hostile.texts)
  func hostile(_ text: String) throws {
    let rendered = TAPReport(Sample.context()).render(Hostile.report(text))
    #expect(Hostile.isVisible(rendered))
    let lines = rendered.split(separator: "\n").map(String.init)
    #expect(lines.prefix(2) == ["TAP version 14", "1..\(Sample.report.results.count)"])
    let points = lines.dropFirst(2).filter { !$0.hasPrefix("  ") }
    #expect(points.count == Sample.report.results.count)
    #expect(points.allSatisfy { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") })
    #expect(points.filter { hasDirective($0) }.count == 4)
    for line in lines where line.hasPrefix("  ") && line != "  ---" && line != "  ..." { try expectScalar(line) }
  }

  private func hasDirective(_ line: String) -> Bool {
    line.split(separator: "\\#", omittingEmptySubsequences: false).joined().contains(" # ")
  }

  /// `key: "…"` or `key: ["…", …]`; double quotes with these escapes alone read the same in YAML and JSON.
  private func expectScalar(_ line: String) throws {
    let value = try #require(line.split(separator: ": ", maxSplits: 1).last)
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(value.utf8), options: .fragmentsAllowed)
    }
  }

  @Test("What does not apply or is blocked is skipped, a known deviation is to do, an open question is not ok")
  func verdicts() {
    let points = lines(Sample.report).filter { $0.hasPrefix("ok") || $0.hasPrefix("not ok") }
    #expect(points[0] == "ok 1 - caps/answered: The claim of caps/answered")
    #expect(points[1].hasPrefix("ok 2 "))
    #expect(points[2].hasPrefix("not ok 3 "))
    #expect(points[3].hasPrefix("ok 4 ") && points[3].contains(" # SKIP needs reply/nonce"))
    #expect(points[6].hasPrefix("not ok 7 ") && !points[6].contains(" # "))
    #expect(points[7].contains(" # SKIP "))
    #expect(points[8].hasPrefix("not ok 9 ") && points[8].contains(" # TODO reported upstream"))
    #expect(lines(Sample.report, Sample.context(strict: true)).contains { $0.hasPrefix("not ok 2 ") })
  }

  @Test("A run that could not begin bails out; a stale deviation is a point")
  func ends() {
    var report = Sample.report
    (report.stopped, report.results) = ("nothing\nlistens", [])
    #expect(lines(report) == ["TAP version 14", "Bail out! nothing\\\\u{a}listens", ""])
    #expect(lines(Sample.report, Sample.context(stale: true))[1] == "1..11")
  }
}
