import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct BlockReaderTests {
  private let copy = Known.format(
    "event-text",
    LogReader(
      kind: .blocks,
      fields: [
        "id": ["Event ID", "ID de l’événement"], "time": ["Date"], "provider": ["Source"], "level": ["Level"],
        "message": ["*", "Description"], "computer": ["Computer"],
      ], begins: ["Log Name", "Nom du journal"], needs: ["id"]))
  private let list = Known.format(
    "event-list",
    LogReader(
      kind: .blocks,
      fields: ["id": ["Id"], "time": ["TimeCreated"], "provider": ["ProviderName"], "message": ["Message", "*"]],
      begins: ["TimeCreated", "Message"], needs: ["id"]))

  @Test func `Keys give fields, and text goes on to the next record`() throws {
    let text = """
      Log Name:      Admin\r
      Source:        P\r
      Date:          2/27/2018 5:16:08 AM\r
      Event ID:      39\r
      Task Category: None\r
      Keywords:      \r
      Computer:      PC\r
      Description:\r
      SCEP: Certificate installed.\r
      Stage: GetCACaps\r
      \r
      Log Name:      Admin\r
      Event ID:      32\r
      Description:   SCEP: failed\r

      """
    let (found, tally) = try records(text, copy)
    #expect(found.map { $0.fields["id"] } == ["39", "32"])
    #expect(found[0].fields["message"] == "SCEP: Certificate installed.\nStage: GetCACaps")
    #expect(found[0].fields["computer"] == "PC")
    #expect(found[1].fields["message"] == "SCEP: failed")
    #expect(found.map(\.line) == [1, 12])
    #expect(tally.misfits == 0)
  }

  @Test func `A whole record on one line is cut at its keys`() throws {
    let line =
      "Log Name: Admin Source: P Date: 2/27/2018 5:16:08 AM Event ID: 39 Level: Information Description: SCEP: done. Log Name: Admin Event ID: 36 Description: next"
    let found = try records(line, copy).records
    #expect(found.map { $0.fields["id"] } == ["39", "36"])
    #expect(found.first?.fields["message"] == "SCEP: done.")
    #expect(found.first?.fields["provider"] == "P")
  }

  @Test func `Keys of another language, with blanks that do not break, are known`() throws {
    let text = "Nom du journal\u{A0}: Admin\nID de l’événement\u{202F}: 39\n\nle texte\n"
    let found = try records(text, copy).records
    #expect(found.first?.fields["id"] == "39")
    #expect(found.first?.fields["message"] == "le texte")
  }

  @Test func `Lists that are padded to a column have their lines joined`() throws {
    let text = """

      TimeCreated  : 2/27/2018 5:16:08 AM
      ProviderName : P
      Id           : 32
      Message      : SCEP: Certificate enroll failed. Result: (The hash value is
                     not correct.).

      TimeCreated  : 2/27/2018 5:16:07 AM
      ProviderName : P
      Id           : 36
      Message      : a

      """
    let found = try records(text, list).records
    #expect(found.map { $0.fields["id"] } == ["32", "36"])
    #expect(
      found.first?.fields["message"] == "SCEP: Certificate enroll failed. Result: (The hash value is not correct.).")
  }

  @Test func `In a padded list keys follow a long text`() throws {
    let text = """
      Message      : first
                     second
      Id           : 32
      Version      : 0
      TimeCreated  : now

      Message      : third
      Id           : 36
      """
    let found = try records(text, list).records
    #expect(found.map { $0.fields["id"] } == ["32", "36"])
    #expect(found.first?.fields["message"] == "first second")
    #expect(found.first?.fields["time"] == "now")
  }

  @Test func `Wherever text is cut, the records before the cut are the same`() throws {
    let text = Array(
      "Log Name: A\nEvent ID: 1\nDescription: x\ny\nLog Name: A\nEvent ID: 2\nLog Name: A\nEvent ID: 3\n".utf8)
    let whole = try records(of: text, copy).records
    for length in text.indices {
      let cut = try records(of: Array(text[..<length]), copy).records
      #expect(cut.dropLast().elementsEqual(whole.prefix(max(0, cut.count - 1))))
    }
  }
}
