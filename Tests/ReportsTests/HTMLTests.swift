import Foundation
import ScepspecModel
import Testing

@testable import ScepspecReports

@Suite("HTML in one file")
struct HTMLTests {
  private func render(_ report: RunReport) -> String { HTMLReport(Sample.context(stale: true)).render(report) }

  private static let tags: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "script", "h1", "h2", "h3", "h4",
    "p",
    "section", "article", "details", "summary", "ul", "ol", "li", "dl", "dt", "dd", "code", "span", "strong", "div",
    "table",
    "caption", "thead", "tbody", "tr", "th", "td", "form", "label", "input", "select", "option", "fieldset", "legend",
    "button", "output", "svg", "text", "line", "path", "g", "!doctype",
  ]

  private static let attributes: Set<String> = [
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "aria-labelledby", "aria-label",
    "hidden",
    "role", "type", "autocomplete", "aria-keyshortcuts", "checked", "data-filter", "value", "data-verdict",
    "data-level",
    "data-suite", "scope", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "d", "text-anchor", "html",
  ]

  /// The names of all tags and of their attributes, as a browser would take them from the text.
  private func names(_ html: Substring) -> (tags: Set<String>, attributes: Set<String>) {
    var (tags, attributes) = (Set<String>(), Set<String>())
    for piece in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      let inside = piece.prefix { $0 != ">" }
      var outsideQuotes = ""
      for (index, part) in inside.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      where index.isMultiple(of: 2) { outsideQuotes += part }
      let words = outsideQuotes.split(separator: " ")
      tags.insert(String((words.first ?? "").drop { $0 == "/" }))
      for word in words.dropFirst() { attributes.insert(String(word.prefix { $0 != "=" })) }
    }
    return (tags, attributes)
  }

  @Test("No word of a server becomes an element, an attribute or a script", arguments: Hostile.texts)
  func hostile(_ text: String) throws {
    let rendered = render(Hostile.report(text))
    #expect(Hostile.isVisible(rendered))
    let parts = rendered.components(between: "<style>", and: "</style>")
    #expect(parts.count == 2)
    let body = try #require(parts.last)
    let (before, after) = (parts[0], try #require(body.components(between: "<script>", and: "</script>").first))
    for part in [before, after] {
      let found = names(part)
      #expect(found.tags.subtracting(Self.tags) == [])
      #expect(found.attributes.subtracting(Self.attributes) == [])
    }
    #expect(body.components(between: "<script>", and: "</script>").count == 2)
  }

  @Test("The policy names style and script by their digest and allows nothing else")
  func policy() {
    let rendered = render(Sample.report)
    let style = Base64.encode(SHA256.digest(HTMLStyle.text))
    #expect(
      rendered.contains("default-src &#39;none&#39;; style-src &#39;sha256-\(style)&#39;; script-src &#39;sha256-"))
    #expect(!rendered.contains("unsafe"))
    #expect(!HTMLScript.text.contains("</") && !HTMLStyle.text.contains("</"))
  }

  @Test("The cause stands in the summary with what it blocks, and every check has its place")
  func causes() {
    let rendered = render(Sample.report)
    #expect(rendered.contains("blocks 2 more checks"))
    for result in Sample.report.results { #expect(rendered.contains("id=\"check-\(result.check.id)\"")) }
    #expect(rendered.contains("data-verdict=\"knownFailure\""))
  }

  @Test("Evidence is taken apart: tag, length, contents, each with its offset")
  func bytes() {
    let rows = ByteRow.rows([0x30, 0x07, 0x06, 0x03, 0x55, 0x04, 0x03, 0x05, 0x00], at: 100)
    #expect(rows.map(\.offset) == [100, 102, 104, 107])
    #expect(rows.map(\.depth) == [0, 1, 2, 1])
    #expect(rows.map(\.note) == ["SEQUENCE, length 7", "OBJECT IDENTIFIER, length 3", "2.5.4.3", "NULL, length 0"])
  }

  @Test(
    "Octets that are no element are shown as they are, and no octets end the program",
    arguments: [
      [], [0x30], [0x30, 0x05, 0x01], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x1F, 0x81], [0x30, 0x80],
      [0x30, 0x80, 0, 0],
      [0x04, 0x89, 1, 2, 3, 4, 5, 6, 7, 8, 9], [UInt8](repeating: 0x30, count: 5000), [0x06, 0x01, 0x80], [0x02, 0x00],
      [0x30, 0x04, 0x02, 0x7F, 0x00, 0x00], [0x06, 0x0B] + [UInt8](repeating: 0xFF, count: 11),
    ] as [[UInt8]])
  func oddBytes(_ octets: [UInt8]) {
    let rows = ByteRow.rows(octets, at: nil)
    #expect(rows.count <= 130)
    #expect(Array(octets.prefix(512)).starts(with: rows.flatMap(\.octets).prefix(512)))
  }

  @Test("SHA-256 gives the digests of FIPS 180-4's examples")
  func digest() {
    #expect(Hex.compact(SHA256.digest("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(Hex.compact(SHA256.digest("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Hex.compact(SHA256.digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      ["", "f", "fo", "foo", "foob"].map { Base64.encode(Array($0.utf8)) } == ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="])
  }
}

extension StringProtocol {
  /// What stands before the first opening and after the last closing; one piece where there is none.
  fileprivate func components(between opening: String, and closing: String) -> [Substring] {
    guard let start = range(of: opening), let end = range(of: closing, options: .backwards) else {
      return [Substring(self)]
    }
    return [Substring(self[startIndex..<start.lowerBound]), Substring(self[end.upperBound...])]
  }
}
