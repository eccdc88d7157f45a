import ScepspecModel
import ScepspecReports
import Testing

@Suite("What comes from outside is harmless")
struct EscapingTests {
  @Test(
    "Deceptive characters are written out",
    arguments: [
      ("plain ä 中 😀", "plain ä 中 😀"), ("\u{1B}[31mred", "\\u{1b}[31mred"), ("a\r\nb\tc", "a\\u{d}\\u{a}b\\u{9}c"),
      ("\u{0}\u{7F}\u{9B}", "\\u{0}\\u{7f}\\u{9b}"), ("\u{202E}gpj\u{2066}", "\\u{202e}gpj\\u{2066}"),
      ("zero\u{200B}width\u{FEFF}", "zero\\u{200b}width\\u{feff}"), ("\u{2028}\u{E0041}", "\\u{2028}\\u{e0041}"),
    ])
  func visible(_ text: String, _ expected: String) { #expect(Escaping.visible(text) == expected) }

  @Test("Long text is cut and counted")
  func limit() { #expect(Escaping.visible(String(repeating: "a", count: 50), limit: 3) == "aaa … (50 characters)") }

  @Test("XML keeps line ends, escapes markup and writes forbidden characters out")
  func xml() {
    #expect(Escaping.xml("<a b='c'>&\"\n\u{0}\u{FFFF}") == "&lt;a b=&apos;c&apos;&gt;&amp;&quot;&#10;\\u{0}\\u{ffff}")
  }

  @Test("Octets are shown up to a limit, with their number")
  func hex() {
    #expect(Hex.preview([]) == "(0 octets)")
    #expect(Hex.preview([7]) == "07 (1 octet)")
    #expect(Hex.preview([UInt8](repeating: 255, count: 40)).hasSuffix("ff … (40 octets)"))
  }

  @Test("JSON escapes what deceives and keeps the value")
  func json() {
    let value: JSON = ["k\"": .string("a\\\u{1B}\u{202E}\u{E0041}\n"), "empty": .array([]), "n": .null]
    #expect(
      value.encoded() == """
        {
          "k\\"": "a\\\\\\u001b\\u202e\\udb40\\udc41\\n",
          "empty": [],
          "n": null
        }

        """)
  }
}

@Suite("Secrets stay out of reports")
struct RedactionTests {
  @Test("A challenge that a server repeats is covered, in text, in hexadecimal and in octets")
  func covered() {
    var report = Sample.report
    report.results[0].actual = "text 'no hunter22 here', octets 68 75 6e 74 65 72 32 32"
    report.results[0].evidence = [Evidence(exchange: "x", bytes: Array("<hunter22>".utf8))]
    let redacted = Redaction(["hunter22"]).apply(to: report)
    #expect(redacted.results[0].actual == "text 'no ******** here', octets " + String(repeating: "*", count: 23))
    #expect(redacted.results[0].evidence[0].bytes == Array("<********>".utf8))
  }

  @Test("A very short challenge is covered only where it stands alone")
  func short() { #expect(Redaction(["a"]).text("a bad 'a'") == "* bad '*'") }

  @Test("The beginning of a challenge that was cut off is covered, too")
  func cut() {
    let redaction = Redaction(["hunter22"])
    #expect(redaction.text("'no hunte…'") == "'no *****…'")
    #expect(redaction.text("9 octets, 00 68 75 6e 74 65 … and …") == "9 octets, 00 ***************… and …")
    #expect(redaction.text("a hun…") == "a hun…")
    var report = Sample.report
    report.results[0].evidence = [Evidence(exchange: "x", bytes: Array("<hunter2".utf8))]
    report.certificatesIssued = [IssuedCertificate(serial: "0068756e7465723232", subject: "", exchange: "x")]
    let redacted = redaction.apply(to: report)
    #expect(redacted.results[0].evidence[0].bytes == Array("<*******".utf8))
    #expect(redacted.certificatesIssued[0].serial == "00****************")
  }

  @Test("No secret, no change")
  func none() { #expect(Redaction([""]).apply(to: Sample.report) == Sample.report) }
}
