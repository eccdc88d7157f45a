import EVTX
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
    let (records, damage) = EVTX.records(ofChunk: writer.chunk(), at: 0) { head in
      heads.append(head)
      return head.id == 7
    }
    #expect(records.map(\.number) == [2] && damage.isEmpty)
    #expect(heads.map(\.provider) == ["Fixed", "Given", nil])
    #expect(heads.map(\.id) == [5, 7, nil])
    #expect(heads.map(\.number) == [1, 2, 3])
  }
}
