import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct TableReaderTests {
  private let csv = Known.format(
    "event-csv",
    LogReader(
      kind: .delimited, separators: [",", "\t", ";"],
      fields: ["id": ["Event ID", "Id"], "time": ["Date and Time", "TimeCreated"], "message": ["*", "Message"]],
      needs: ["id", "message"]))

  @Test func `A column without heading, quoted lines and doubled quotes are read`() throws {
    let text = """
      \u{FEFF}Level,Date and Time,Source,Event ID,Task Category\r
      Information,2/27/2018 5:16:08 AM,P,39,None,"SCEP: Certificate ""installed""\r
      successfully."\r
      Error,2/27/2018 5:16:07 AM,P,32,None,failed\r

      """
    let (found, tally) = try records(text, csv)
    #expect(found.map { $0.fields["id"] } == ["39", "32"])
    #expect(found[0].fields["message"] == "SCEP: Certificate \"installed\"\nsuccessfully.")
    #expect(found.map(\.line) == [2, 4])
    #expect(tally.misfits == 0)
  }

  @Test(arguments: ["\t", ";", ","]) func `The separator is the one that shows known headings`(separator: String) throws
  {
    let text =
      ["Message", "Id", "TimeCreated"].joined(separator: separator) + "\n"
      + ["a", "36", "now"].joined(separator: separator)
    #expect(try records(text, csv).records.map { $0.fields["id"] } == ["36"])
  }

  @Test func `What spreadsheets and consoles put before the headings is passed over`() throws {
    for preface in ["#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\n", "sep=,\n", "\n\n"] {
      let (found, tally) = try records(preface + "\"Message\",\"Id\"\n\"a\",\"39\"\n", csv)
      #expect(found.map { $0.fields["id"] } == ["39"])
      #expect(tally.misfits == 0)
    }
  }

  @Test func `A quote that is never closed does not take the file with it`() throws {
    let text = "Id,Message\n1,a\n2,\"open\n3,c\n"
    let (found, tally) = try records(text, csv)
    #expect(found.first?.fields["id"] == "1")
    #expect(tally.endsEarly)
    let long = "Id,Message\n1,\"" + String(repeating: "x", count: RecordLimits.bytes + 5) + "\n2,b\n3,c\n"
    let cut = try records(long, csv)
    #expect(cut.records.map { $0.fields["id"] } == ["1", "2", "3"])
    #expect(cut.tally.cut == 1)
  }

  @Test func `Rows of another table are no records`() throws {
    let (found, tally) = try records("a,b\n1,2\n", csv)
    #expect(found.isEmpty)
    #expect(tally.misfits == 2)
  }

  @Test func `Wherever a table is cut, the rows before the cut are the same`() throws {
    let text = Array("Id,Message\r\n1,\"a\r\nb\"\r\n2,\"c \"\"d\"\"\"\r\n3,e\r\n".utf8)
    let whole = try records(of: text, csv).records
    for length in text.indices {
      for block in [1, 5, 1_000] {
        let cut = try records(of: Array(text[..<length]), csv, block: block).records
        #expect(cut.dropLast().elementsEqual(whole.prefix(max(0, cut.count - 1))))
      }
    }
  }
}
