import ScepspecModel
import ScepspecReports

/// What a malicious server might put wherever its words reach a report.
enum Hostile {
  static let texts = [
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "]]><evil/>", "-->", "\" onload=\"x",
    "&lt;b&gt;",
    "[click](http://evil.example/)", "![x](http://evil.example/x.png)", "www.evil.example", "https://evil.example/",
    "@everyone fixes #12", "`code` ```fence```", "a | b \\| c", "**bold** __it__ ~~gone~~ $x$ :tada:", "# heading",
    "- item", "1. item", "ok 1 - fine # SKIP", "x\nnot ok 2\nBail out!\n", "  ...\n  ---\n", "{0} and {1} {{",
    "key: [a, 'b']",
    "\u{1B}[31mred\u{1B}]0;title\u{7}", "\u{202E}gpj.exe\u{2066}", "zero\u{200B}width\u{FEFF}\u{E0041}",
    "\u{0}\r\u{2028}\u{85}",
    "']; DROP", "${{ secrets.TOKEN }}", "::error::fake", "data:text/html,x", "a\\", "😀 ä 中", "",
  ]

  /// The sample run with the text in every place that comes from outside.
  static func report(_ text: String) -> RunReport {
    var report = Sample.report
    report.target = text
    for index in report.results.indices {
      report.results[index].reason = text
      report.results[index].expected = report.results[index].expected.map { _ in text }
      report.results[index].actual = report.results[index].actual.map { _ in text }
    }
    report.certificatesIssued = [IssuedCertificate(serial: text, subject: text, exchange: "enrol")]
    report.exchanges = [ExchangeRecord(number: 3, id: "enrol", summary: text)]
    return report
  }

  /// Whether no character of the report steers a terminal or reorders its neighbours.
  static func isVisible(_ rendered: String) -> Bool {
    !rendered.unicodeScalars.contains { Escaping.isDeceptive($0) && $0 != "\n" }
  }
}
