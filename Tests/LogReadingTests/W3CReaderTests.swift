import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct W3CReaderTests {
  private static let order = [
    "date", "time", "s-ip", "cs-method", "cs-uri-stem", "cs-uri-query", "s-port", "cs-username", "c-ip",
    "cs(User-Agent)", "cs(Referer)", "sc-status", "sc-substatus", "sc-win32-status", "time-taken",
  ]
  private let iis = Known.format(
    "iis",
    LogReader(
      kind: .w3c, columns: [order, Array(order.dropFirst(2))],
      fields: [
        "date": ["date"], "clock": ["time"], "method": ["cs-method"], "stem": ["cs-uri-stem"],
        "query": ["cs-uri-query"], "status": ["sc-status"], "win32": ["sc-win32-status"],
      ], needs: ["method", "status"]))

  private let record =
    "fe80::1%13 GET /certsrv/mscep/mscep.dll operation=GetCACert&message=ca 443 - 10.0.0.9 agent+1 - 200 0 0 31"

  @Test func `The columns change where the log says so`() throws {
    let text = """
      #Software: x
      #Fields: date time cs-method cs-uri-stem sc-status
      2018-02-27 05:16:08 GET /a 200
      #Fields: cs-method sc-status sc-win32-status
      POST 500 1346
      POST 500
      """
    let (found, tally) = try records(text, iis)
    #expect(found.map { $0.fields["status"] } == ["200", "500", "500"])
    #expect(found.map { $0.fields["win32"] } == [nil, "1346", nil])
    #expect(found.map(\.line) == [3, 5, 6])
    #expect(!tally.assumesHeadings)
  }

  @Test func `Excerpts without headings are read by their number of columns`() throws {
    let (found, tally) = try records("2018-02-27 05:16:08 \(record)\n\(record)\n\(record.dropLast(3))\n", iis)
    #expect(found.map { $0.fields["status"] } == ["200", "200"])
    #expect(found.map { $0.fields["date"] } == ["2018-02-27", nil])
    #expect(tally.misfits == 1)
    #expect(found.allSatisfy { $0.fields["query"] == "operation=GetCACert&message=ca" })
    #expect(tally.assumesHeadings)
  }

  @Test func `A record that was broken over two lines is one again`() throws {
    let broken = "2018-02-27 05:16:08 " + record.replacing(" 443 ", with: " 443\n")
    let (found, tally) = try records(broken + "\n" + broken, iis)
    #expect(found.map { $0.fields["status"] } == ["200", "200"])
    #expect(found.map(\.line) == [1, 3])
    #expect(tally.misfits == 0)
  }

  @Test func `Other text is no such log`() throws {
    #expect(try records("one two three\nfour five\n", iis).records.isEmpty)
  }
}
