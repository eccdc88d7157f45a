import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct ElementReaderTests {
  private let format = Known.format(
    "event-xml", family: "windows",
    LogReader(
      kind: .xml, elements: ["Event"],
      fields: [
        "id": ["System/EventID"], "time": ["System/TimeCreated@SystemTime"], "message": ["RenderingInfo/Message"],
        "provider": ["System/Provider@Name"],
      ], data: ["EventData/Data"], needs: ["id"]))

  private func event(_ id: Int, _ data: String = "") -> String {
    """
    <Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='P'/>\
    <EventID Qualifiers='49754'>\(id)</EventID><TimeCreated SystemTime='2018-02-27T05:16:08.2500000Z'/></System>\
    <EventData>\(data)</EventData></Event>
    """
  }

  @Test func `Elements in a row or under a root give fields and data by name and by place`() throws {
    let one = event(32, "<Data Name='HRESULT'>0x80091007</Data><Data>second &lt;</Data>")
    for text in [one + "\n" + event(39), "<?xml version='1.0'?><Events>\(one)\(event(39))</Events>"] {
      let (found, tally) = try records(text, format)
      #expect(found.map { $0.fields["id"] } == ["32", "39"])
      #expect(found.first?.fields["data.HRESULT"] == "0x80091007")
      #expect(found.first?.fields["data.1"] == "second <")
      #expect(found.first?.fields["time"] == "2018-02-27T05:16:08.2500000Z")
      #expect(found.first?.fields["provider"] == "P")
      #expect(tally.misfits == 0)
    }
  }

  @Test func `Wherever a log is cut, the records before the cut are the same`() throws {
    let text = Array((event(1) + "\n" + event(2) + event(3)).utf8)
    let whole = try records(of: text, format).records
    for length in stride(from: 0, to: text.count, by: 3) {
      let cut = try records(of: Array(text[..<length]), format).records
      #expect(cut == whole.prefix(cut.count).map { $0 })
    }
  }
}
