import ScepspecEVTX
import Testing

@Suite struct HeadTests {
  private static func event(provider: [Part], id: [Part]) -> [Part] {
    [
      .element(
        "Event",
        [.element("System", [.element("Provider", attributes: [("Name", provider)]), .element("EventID", id)])])
    ]
  }

  @Test func `Provider and number are known before an event is built`() {
    var writer = LogWriter()
    let fixed = Self.event(provider: [.text("Fixed")], id: [.value(0, type: 6)])
    let given = Self.event(provider: [.value(1)], id: [.text("7")])
    writer.record(1, "fixed", fixed, [.bytes(6, [5, 0])])
    writer.record(2, "given", given, [.null, .string("Given")])
    writer.record(3, raw: [0x3f])
    var heads: [EVTXHead] = []
    let (records, damage) = EVTX.records(ofChunk: writer.chunk(), at: 0) { head, _ in
      heads.append(head)
      return head.id == 7
    }
    #expect(records.map(\.number) == [2] && damage.isEmpty)
    #expect(heads.map(\.provider) == ["Fixed", "Given", nil])
    #expect(heads.map(\.id) == [5, 7, nil])
    #expect(heads.map(\.number) == [1, 2, 3])
  }

  @Test func `A record that is not wanted is not found again in free space`() {
    var writer = LogWriter()
    let fixed = Self.event(provider: [.text("Fixed")], id: [.value(0, type: 6)])
    writer.record(1, "fixed", fixed, [.bytes(6, [5, 0])])
    // What follows the records in their chunk may be an old copy of one.
    var chunk = writer.chunk()
    chunk += [0, 0, 0, 0] + chunk[writer.starts[0]...]
    var asked = 0
    let (records, _) = EVTX.records(ofChunk: chunk, at: 0) { _, _ in
      asked += 1
      return false
    }
    #expect(records.isEmpty && asked == 1)
  }

  @Test func `An event whose nested binary XML is broken tells no head`() {
    let parts: [Part] = [
      .element("Event", [.element("System", [.element("EventID", [.text("7")])]), .value(0, type: 0x21)])
    ]
    var writer = LogWriter()
    writer.record(1, "whole", parts, [.nested("inner", [.element("EventData", [])], [])])
    writer.record(2, "whole", parts, [.bytes(0x21, [0x0c, 1, 2, 3])])
    var heads: [EVTXHead] = []
    let (records, damage) = EVTX.records(ofChunk: writer.chunk(), at: 0) { head, _ in
      heads.append(head)
      return head.name == nil
    }
    #expect(heads.first?.name == "Event" && heads.first?.id == 7)
    #expect(heads.dropFirst().allSatisfy { $0.name == nil })
    #expect(records.map(\.number) == [2] && damage.count == 1)
  }
}
