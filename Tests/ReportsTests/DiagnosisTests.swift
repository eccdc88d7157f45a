import ScepspecModel
import ScepspecReports
import Testing

@Suite("A diagnosis to read and to pass on")
struct DiagnosisReportTests {
  private func diagnosis(_ text: String, journeys: Int = 2) -> Diagnosis {
    let origin = Origin.line(file: text, 7)
    let finding = Finding(
      id: "x/y", level: .error, message: text, cause: text, remedy: text, origin: origin,
      codes: [DecodedCode(table: "t", code: text, text: text)])
    let passage = JourneyReport.Passage(
      from: "a", to: text, time: nil, origin: origin, about: text, step: 1, isGap: true, repeats: 2)
    let journey = JourneyReport(
      machine: "m", title: text, platform: "p", key: text, conclusion: .failure, state: text, about: text,
      expectedNext: [.init(state: text, about: text)], path: [passage, passage], findings: [finding], remarks: [text])
    return Diagnosis(
      inputs: [LogSummary(path: text, format: "f", records: 1, decoys: [text: 1], problems: [text])],
      journeys: Array(repeating: journey, count: journeys), conclusion: .failure,
      stoppedAt: .init(journey: 0, step: 1, state: text), findings: [finding])
  }

  @Test("No word of a log becomes markup in HTML", arguments: Hostile.texts)
  func html(_ text: String) {
    let rendered = HTMLDiagnosis(workflow: nil, tool: "scepspec").render(diagnosis(text))
    #expect(Hostile.isVisible(rendered))
    let harmless = HTMLDiagnosis(workflow: nil, tool: "scepspec").render(diagnosis("x"))
    #expect(rendered.count { $0 == "<" } == harmless.count { $0 == "<" })
    #expect(rendered.count { $0 == "\"" } == harmless.count { $0 == "\"" })
  }

  @Test("No word of a log becomes markup, a link or a mention in Markdown", arguments: Hostile.texts)
  func markdown(_ text: String) {
    let rendered = MarkdownDiagnosis(workflow: nil).render(diagnosis(text))
    #expect(Hostile.isVisible(rendered))
    let harmless = MarkdownDiagnosis(workflow: nil).render(diagnosis("x"))
    #expect(rendered.count { $0 == "|" } == harmless.count { $0 == "|" })
    for sign in ["@", "`", "~", "://evil", "www.evil", "](http:", "<script", "<img", "**bold"] {
      #expect(!rendered.contains(sign), "\(sign)")
    }
  }

  @Test("Thousands of journeys fit a page and a comment, and what is left out is said")
  func large() {
    let many = diagnosis(String(repeating: "|", count: 500), journeys: 2_000)
    let markdown = MarkdownDiagnosis(workflow: nil).render(many)
    #expect(markdown.utf8.count < 65_536)
    #expect(markdown.contains("more journeys: see the JSON report"))
    #expect(HTMLDiagnosis(workflow: nil, tool: "scepspec").render(many).contains("1500 more: see the JSON report."))
  }
}
