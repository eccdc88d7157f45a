import ScepspecModel
import ScepspecReports
import Testing

@Suite("Markdown for a pull request")
struct MarkdownTests {
  private func render(_ report: RunReport, strict: Bool = false) -> String {
    MarkdownReport(Sample.context(strict: strict)).render(report)
  }

  /// The report without the tags that it uses itself.
  private func withoutOwnTags(_ text: String) -> String {
    var text = text
    for tag in ["<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>"] {
      text = text.split(separator: tag, omittingEmptySubsequences: false).joined()
    }
    return text
  }

  @Test("No word of a server becomes markup, a link, a mention or a table cell", arguments: Hostile.texts)
  func hostile(_ text: String) {
    let rendered = render(Hostile.report(text))
    #expect(Hostile.isVisible(rendered))
    let bare = withoutOwnTags(rendered)
    for sign in ["<", "@", "`", "*", "~", "://evil", "www.evil", "](http:", "fixes #", "$x$", ":tada:"] {
      #expect(!bare.contains(sign), "\(sign)")
    }
    let harmless = render(Hostile.report("x"))
    // A row without words is left out.
    #expect(text.isEmpty || structure(rendered) == structure(harmless))
  }

  /// Each line's kind: its first character and how many cells it has.
  private func structure(_ text: String) -> [String] {
    text.split(separator: "\n").map { line in "\(line.prefix(1)) \(line.count { $0 == "|" })" }
  }

  @Test("The cause comes first and tells how many checks it blocks")
  func causes() throws {
    let rendered = render(Sample.report)
    let cause = try #require(rendered.range(of: "| ✘ fail | <code>reply/nonce</code> | MUST"))
    let other = try #require(rendered.range(of: "<code>secrets/challenge</code>"))
    #expect(cause.lowerBound < other.lowerBound)
    #expect(rendered.contains("2 checks: reply/after, reply/further"))
    #expect(!rendered.contains("<summary>? blocked"))
  }

  @Test("A run of two thousand findings fits a comment and says what it leaves out")
  func large() {
    var report = Sample.report
    report.results = (0..<2_000).map { number in
      var result = Sample.report.results[2]
      result.check.id = "many/\(number)"
      result.actual = String(repeating: "|", count: 1000)
      return result
    }
    let rendered = render(report)
    #expect(rendered.utf8.count < 65_536)
    #expect(rendered.contains("see the JSON report"))
  }

  @Test("A requirement links to its section")
  func link() {
    #expect(
      render(Sample.report).contains("[RFC 8894 §3.2.1.5](https://www.rfc-editor.org/rfc/rfc8894#section-3.2.1.5)"))
  }

  @Test("A target that cannot be graded and a stale deviation are the headline")
  func headline() {
    var report = Sample.report
    (report.stopped, report.results) = ("it is a <b>web page</b>", [])
    #expect(render(report).hasPrefix("## ? scepspec: nothing was graded: it is a &#60;b&#62;web page"))
    let stale = MarkdownReport(Sample.context(stale: true)).render(Sample.report)
    #expect(stale.contains("Known deviation <code>gone/one</code> matches nothing"))
  }

  @Test("What the text leaves open and how this server reads it is told; each family that was asked for has a line")
  func openText() {
    var report = Sample.report
    let place = Location(file: "a.yaml", line: 1, column: 1)
    let ambiguity = Ambiguity(
      id: "open", question: "Is <b> meant?", requirements: [], check: "caps/answered", readings: [], location: place)
    report.choices = [ReadingChoice(ambiguity: ambiguity, readings: ["first"])]
    var context = Sample.context()
    context.families = ["apple", "sscep"]
    let markdown = MarkdownReport(context).render(report)
    #expect(markdown.contains("| Is &#60;b&#62; meant? | <code>first</code> |"))
    #expect(markdown.contains("| apple | ? inconclusive | <code>slow/answer</code> |"))
    #expect(!markdown.contains("| cisco | ✘"))
    let html = HTMLReport(context).render(report)
    #expect(html.contains("<td>Is &lt;b&gt; meant?</td>"))
    #expect(html.contains("<a href=\"#check-caps/answered\"><code>caps/answered</code></a>"))
  }
}
