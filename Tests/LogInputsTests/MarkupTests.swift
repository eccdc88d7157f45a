import ScepspecMarkup
import Testing

@Suite("Markup") struct MarkupTests {
  private struct Result {
    var elements: [Element] = []
    var lines: [Int] = []
    var problems: [MarkupProblem] = []
    var codes: [MarkupProblem.Code] { problems.map(\.code) }
    var texts: [String] { elements.map(\.text) }
  }

  private func read(
    _ text: String, block: Int = 1 << 16, names: [String] = ["Event"], limits: MarkupLimits = MarkupLimits()
  ) -> Result {
    var reader = MarkupReader(elements: names, limits: limits)
    var result = Result()
    let take = { (element: Element, line: Int) in
      result.elements.append(element)
      result.lines.append(line)
    }
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: block) {
      reader.read(Array(bytes[start..<min(start + block, bytes.count)]), take)
    }
    reader.finish(take)
    result.problems = reader.problems
    return result
  }

  private let export = """
    <?xml version="1.0" encoding="UTF-16"?>
    <Events><Event xmlns='http://x'><System><Provider Name='A&amp;B' Guid="{1}"/><EventID
     Qualifiers="49754">86</EventID></System>
    <EventData><Data Name="u">a &lt;b&gt; &#x41;&#66;<![CDATA[<Event>&amp;]]></Data><Data/></EventData></Event>
    <!-- between -->
    <Event>2</Event></Events>
    """

  @Test("An export comes out as trees with lines, wherever the blocks end", arguments: [1, 2, 3, 7, 64, 100_000])
  func export(_ block: Int) {
    let result = read(export, block: block)
    let expected = Element(
      "Event",
      children: [
        Element(
          "System",
          children: [
            Element("Provider", attributes: [("Name", "A&B"), ("Guid", "{1}")]),
            Element("EventID", attributes: [("Qualifiers", "49754")], text: "86"),
          ]),
        Element(
          "EventData",
          children: [
            Element("Data", attributes: [("Name", "u")], text: "a <b> AB<Event>&amp;"), Element("Data"),
          ]),
      ])
    #expect(result.elements == [expected, Element("Event", text: "2")])
    #expect(result.lines == [2, 6])
    #expect(result.problems.isEmpty)
  }

  @Test("Elements one after another need no root, and may each have a declaration")
  func concatenated() {
    let one = "<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n<Event>1</Event>"
    #expect(read(one + one + "\n<Event>3</Event><Event/>").texts == ["1", "1", "3", ""])
    #expect(
      read("<E2ETraceEvent>a</E2ETraceEvent><Event>b</Event>", names: ["Event", "E2ETraceEvent"]).texts == ["a", "b"])
  }

  @Test("Prefixes are dropped, and an end tag must have the prefix of its start tag")
  func prefixes() {
    let result = read("<e:Event xmlns:e='u' e:a='1'><e:x>t</e:x></e:Event>")
    #expect(result.elements == [Element("Event", attributes: [("a", "1")], children: [Element("x", text: "t")])])
  }

  @Test("Names that only begin like one looked for are not it")
  func similar() {
    #expect(read("<Events><EventX>1</EventX><Event>2</Event></Events>").texts == ["2"])
    #expect(read("<Event><EventXML><EventID>5</EventID></EventXML></Event>").elements.count == 1)
  }

  @Test("Control characters and references to them cost nothing", arguments: [1, 100_000])
  func controls(_ block: Int) {
    let result = read("<Event a='x\u{3}&#x3;'>p\u{3}q&#3;r&#0;&#xD800;&#x110000;</Event>", block: block)
    #expect(result.texts == ["p\u{3}q\u{3}r\u{FFFD}\u{FFFD}\u{FFFD}"])
    #expect(result.elements.first?.attributes.first?.value == "x\u{3}\u{3}")
  }

  @Test("An ampersand that begins no known reference is itself")
  func ampersands() {
    #expect(
      read("<Event>a & b &nbsp; &; &# &#x; &#99999999999; &amp</Event>").texts == [
        "a & b &nbsp; &; &# &#x; &#99999999999; &amp"
      ])
  }

  @Test(
    "An element cut by the end is told, and what was whole is kept",
    arguments: [
      "<Event>1</Event>\n<Event><System><EventID>8", "<Event>1</Event>\n<Event", "<Event>1</Event>\n<Event a='",
      "<Event>1</Event>\n<Event>1</Event", "<Event>1</Event>\n<Event><![CDATA[ <b>", "<Event>1</Event>\n<Event><!-- x",
    ])
  func cutAtEnd(_ text: String) {
    for block in [1, 5, 1_000] {
      let result = read(text, block: block)
      #expect(result.texts == ["1"])
      if text.hasSuffix("<Event") { continue }
      #expect(result.codes == [.cut] && result.problems.first?.line == 2)
    }
  }

  @Test(
    "An element cut in the middle costs itself and not the next one",
    arguments: [
      "<Event><System><Event", "<Event><System>\n<?xml version='1.0'?><Event", "<Event><a b='<Event",
    ])
  func cutInside(_ start: String) {
    let result = read("<Event>1</Event>" + start + ">2</Event><Event>3</Event>")
    #expect(result.texts == ["1", "2", "3"])
    #expect(result.codes == [.cut])
  }

  @Test(
    "Damage inside an element costs that one alone, and says where",
    arguments: [
      "<a></b>", "<a", "<a b></a>", "<a b=c></a>", "<a b='1'c='2'></a>", "</a>", "<1/>", "a < b", "<!x>", "<a b='<'/>",
      "<![CDATA[x]]", "<a>",
    ])
  func damage(_ inside: String) {
    let result = read("<Event>1</Event>\n<Event>\(inside)</Event>\n<Event>3</Event>")
    #expect(result.texts.contains("1"))
    #expect(result.texts.contains("3") || inside.hasPrefix("<![CDATA["))
    #expect(result.problems.map(\.line) == [2])
  }

  @Test("Entity definitions are not obeyed, so nothing grows and nothing is loaded")
  func entities() {
    let bomb = """
      <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
      <Events><Event>&b;&f;</Event></Events>
      """
    #expect(read(bomb).texts == ["&b;&f;"])
  }

  @Test("Depth, size and number of nodes are bounded, each named, each costing one element")
  func bounds() {
    var limits = MarkupLimits()
    limits.bytes = 10_000
    limits.nodes = 100
    func open(_ count: Int) -> String {
      String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
    }
    let text =
      "<Event>\(open(63))</Event><Event>\(open(64))</Event>"
      + "<Event>\(String(repeating: "<a/>", count: 101))</Event>"
      + "<Event>\(String(repeating: "x", count: 20_000))</Event><Event>last</Event>"
    for block in [100, 4_096, 1 << 20] {
      let result = read(text, block: block, limits: limits)
      #expect(result.elements.count == 2 && result.texts.last == "last")
      #expect(result.codes == [.limit, .limit, .limit])
      let messages = result.problems.map(\.message).joined(separator: "; ")
      #expect(messages.contains("64 elements") && messages.contains("100 elements and attributes"))
      #expect(messages.contains("9 KiB"))
    }
  }

  @Test("Sections that never end are searched once, however many begin")
  func endless() {
    var limits = MarkupLimits()
    limits.bytes = 1 << 18
    let text = String(repeating: "<Event><![CDATA[", count: 40_000)
    let result = read(text, limits: limits)
    #expect(result.elements.isEmpty && !result.problems.isEmpty)
  }

  @Test("White space between children is no text, but a child's own is")
  func space() {
    #expect(read("<Event>\n  <a> </a>\n</Event>").elements == [Element("Event", children: [Element("a", text: " ")])])
    #expect(read("<Event>x <a/> y</Event>").texts == ["x  y"])
  }

  @Test("Line ends in text are line feeds, in values blanks")
  func lineEnds() {
    let result = read("<Event a='1\r\n2\t3\n4'>1\r\n2\r3\n4</Event>")
    #expect(result.texts == ["1\n2\n3\n4"])
    #expect(result.elements.first?.attributes.first?.value == "1 2 3 4")
  }

  @Test("Any bytes at all are read to the end, the same wherever the blocks end")
  func anything() {
    var generator = Seeded(11)
    let parts = [
      "<Event", ">", "</Event>", "<a>", "</a>", "<a b='1'/>", "'", "\"", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>",
      "&",
      "&amp;", "x", "\n", "<", "/", " ", "=", ":", "<p:Event>", "</p:Event>", "\u{3}", "é",
    ]
    for round in 0..<400 {
      let text = (0..<60).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
      let whole = read(text)
      let cut = read(text, block: 1)
      #expect(whole.elements == cut.elements && whole.lines == cut.lines, "round \(round): \(text)")
      #expect(whole.problems == cut.problems, "round \(round): \(text)")
    }
  }
}
