import ScepspecEVTX
import ScepspecMarkup
import Testing

@Suite struct TemplateTests {
  @Test func `Two records share a template and differ in their values`() {
    var writer = LogWriter()
    let parts: [Part] = [.element("Event", attributes: [("Name", [.value(1)])], [.element("Data", [.value(0)])])]
    writer.record(7, "shared", parts, [.string("first"), .string("a")], written: 70)
    writer.record(8, "shared", parts, [.string("second"), .string("b")], written: 80)
    let (records, damage) = EVTX.records(ofChunk: writer.chunk(), at: 4096)
    #expect(damage.isEmpty)
    #expect(records.map(\.number) == [7, 8] && records.map(\.written) == [70, 80])
    #expect(records.map(\.offset) == writer.starts.map { 4096 + $0 })
    #expect(records.map { $0.event.children.map(\.text) } == [["first"], ["second"]])
    #expect(records.map { $0.event.attributes.map(\.value) } == [["a"], ["b"]])
  }

  @Test func `A missing optional value takes its element or attribute with it`() throws {
    let data = Part.element("Data", [.value(0, optional: true)])
    let kept = Part.element("Kept", attributes: [("gone", [.value(0, optional: true)]), ("stays", [.text("x")])])
    let read = try read([.element("Event", [data, kept, .element("Plain", [.value(0)])])], [.null])
    #expect(read.children.map(\.name) == ["Kept", "Plain"])
    #expect(read.children[0].attributes.map(\.name) == ["stays"])
  }

  @Test func `A value that a record does not have is missing`() throws {
    #expect(try read(event(.value(9, optional: true)), [.string("only")]).children.isEmpty)
    #expect(try read(event(.value(9)), [.string("only")]).children == [Element("Data")])
  }

  @Test func `A list repeats its element, and an empty one leaves one that is empty`() throws {
    let parts: [Part] = [.element("Event", [.element("Data", attributes: [("Name", [.text("n")])], [.value(0)])])]
    let list = try read(parts, [.bytes(0x81, LogWriter.utf16("one\0two\0\0"))])
    #expect(list.children.map(\.text) == ["one", "two", ""])
    #expect(list.children.allSatisfy { $0.attributes.first?.value == "n" })
    #expect(try read(parts, [.bytes(0x88, [])]).children.map(\.text) == [""])
    #expect(try read(parts, [.bytes(0x86, [1, 0, 2, 0])]).children.map(\.text) == ["1", "2"])
  }

  @Test func `A list inside of other text stands with commas`() throws {
    let read = try read(event(.text("<"), .value(0), .text(">")), [.bytes(0x86, [1, 0, 2, 0])])
    #expect(read.children.map(\.text) == ["<1,2>"])
  }

  @Test func `Text in pieces, entities, character references and CDATA become one text`() throws {
    let read = try read(
      event(
        .text("a "), .entity("lt"), .entity("amp"), .raw([0x08, 0x21, 0x00]),
        .raw([0x07, 2, 0] + LogWriter.utf16("cd")), .value(0)), [.string("!")])
    #expect(read.children.map(\.text) == ["a <&!cd!"])
  }

  @Test func `Prefixes and declarations of namespaces are left out`() throws {
    let read = try read([
      .element(
        "e:Event",
        attributes: [("xmlns", [.text("u")]), ("xmlns:e", [.text("v")]), ("e:Name", [.text("n")])])
    ])
    #expect(read == Element("Event", attributes: [("Name", "n")]))
  }

  @Test func `Binary XML in a value is read where it stands`() throws {
    let inner: LogWriter.Value = .nested("inner", [.element("EventData", [.value(0)])], [.string("deep")])
    let outer: [Part] = [.element("Event", [.element("System"), .value(0, type: 0x21, optional: true)])]
    #expect(try read(outer, [inner]).children == [Element("System"), Element("EventData", text: "deep")])
    #expect(try read(outer, [.null]).children == [Element("System")])
  }

  @Test func `An element outside of templates is read with and without the two bytes more`() {
    for more in [[], [0xff, 0xff] as [UInt8]] {
      var writer = LogWriter()
      let name = 512 + 24 + 5 + more.count + 4
      var raw: [UInt8] = [0x01] + more + LogWriter.little(UInt32(0)) + LogWriter.little(UInt32(name))
      raw += [0, 0, 0, 0, 0, 0, 1, 0] + LogWriter.utf16("E") + [0, 0, 0x03]
      writer.record(1, raw: raw)
      #expect(EVTX.records(ofChunk: writer.chunk(), at: 0).records.map(\.event) == [Element("E")])
    }
  }
}
