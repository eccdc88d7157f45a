import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct JSONReaderTests {
  private let json = Known.format(
    "json",
    LogReader(
      kind: .json,
      fields: ["id": ["Id", "System.EventID"], "message": ["Message", "eventMessage"], "time": ["TimeCreated"]],
      data: ["Properties"], needs: ["id"]))

  private let one =
    #"{"Id": 39, "Message": "a \"b\" \u00e9\ud83d\ude00\n", "TimeCreated": "\/Date(1519736400000)\/", "x": null}"#
  private let two = #"{"System": {"EventID": 32}, "Properties": [{"Value": -5}, "t", true]}"#

  @Test func `An object, a list, objects by line and in a row are read`() throws {
    for text in ["[\(one),\n\(two)]", "\(one)\n\(two)\n", one + two, "Filtering the log\n[\(one),\(two)]\n"] {
      let found = try records(text, json).records
      #expect(found.map { $0.fields["id"] } == ["39", "32"])
      #expect(found.first?.fields["message"] == "a \"b\" é😀\n")
      #expect(found.first?.fields["time"] == "/Date(1519736400000)/")
      #expect((0..<3).map { found.last?.fields["data.\($0)"] } == ["-5", "t", "true"])
    }
  }

  @Test func `What follows the last object, or is cut, is told`() throws {
    #expect(try records(one + "\nrubbish\n", json).tally.misfits == 1)
    let cut = try records(one + two.dropLast(), json)
    #expect(cut.records.count == 1)
    #expect(cut.tally.endsEarly)
  }

  @Test func `Wherever JSON is cut, the objects before the cut are the same`() throws {
    let text = Array("[\(one),\(two),\(one)]".utf8)
    let whole = try records(of: text, json).records
    for length in text.indices {
      let cut = try records(of: Array(text[..<length]), json, block: 7).records
      #expect(cut.elementsEqual(whole.prefix(cut.count)))
    }
  }

  @Test func `Nesting without end is no record and no crash`() throws {
    let deep = String(repeating: #"{"a":["#, count: 100_000)
    #expect(try records(deep, json).records.isEmpty)
    let closed = #"{"Id": 1, "a": "# + String(repeating: "[", count: 200) + String(repeating: "]", count: 200) + "}"
    #expect(try records(closed + one, json).records.count == 1)
  }

  @Test func `A huge object is passed over, and the next one read`() throws {
    let huge = #"{"Id": 1, "Message": ""# + String(repeating: "x", count: RecordLimits.bytes) + "\"}"
    let (found, tally) = try records(huge + one, json)
    #expect(found.map { $0.fields["id"] } == ["39"])
    #expect(tally.cut == 1)
  }
}
