import ScepspecMarkup
import Testing

@Suite("Markup against libxml2") struct MarkupReferenceTests {
  @Test("Whatever libxml2 finds well-formed is read as the same tree", arguments: 0..<20 as Range<UInt64>)
  func same(_ seed: UInt64) {
    var generator = Seeded(seed)
    var compared = 0
    for _ in 0..<500 {
      let text = Self.document(&generator)
      guard let expected = ReferenceXML.parse(text) else { continue }
      compared += 1
      var reader = MarkupReader(elements: ["r"])
      var found: [Element] = []
      reader.read(Array(text.utf8)) { element, _ in found.append(element) }
      reader.finish { element, _ in found.append(element) }
      #expect(found == [expected], "\(text)")
    }
    #expect(compared > 100)
  }

  /// Mostly well-formed, with the odd things that still are.
  private static func document(_ generator: inout Seeded) -> String {
    "<r\(attributes(&generator))>\(content(&generator, depth: 0))</r\(Bool.random(using: &generator) ? "" : " \n")>"
  }

  private static func content(_ generator: inout Seeded, depth: Int) -> String {
    let pieces = [
      "text", " ", "\n", "\r\n", "\r", "é漢😀", "&amp;", "&lt;", "&#65;", "&#x1F600;", "&quot;'\"", ">", "]]",
      "<!-- <r> -->",
      "<![CDATA[<r>&amp;]] >]]>", "<?pi <r> ?>", "&unknown;", "<", "\t",
    ]
    return (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      guard depth < 4, Int.random(in: 0...2, using: &generator) == 0 else {
        let index = Int.random(in: 0..<pieces.count, using: &generator)
        // What breaks a document stands in few of them.
        return index > 15 && Int.random(in: 0...9, using: &generator) > 0 ? "x" : pieces[index]
      }
      let name = ["a", "b-c", "d.e", "_f", "rr", "xml2"].randomElement(using: &generator) ?? "a"
      let inside = content(&generator, depth: depth + 1)
      let start = "<\(name)\(attributes(&generator))"
      return inside.isEmpty ? start + "/>" : start + ">\(inside)</\(name)>"
    }.joined()
  }

  private static func attributes(_ generator: inout Seeded) -> String {
    ["u", "v", "w"].prefix(Int.random(in: 0...3, using: &generator)).map { name in
      let value =
        ["", "1", "a b", "&lt;&#10;x", "tab\tline\nend\r\n", ">", "'", "é"].randomElement(using: &generator) ?? ""
      return value.contains("'") ? " \(name) = \"\(value)\"" : "\n\(name)='\(value)'"
    }.joined()
  }
}
