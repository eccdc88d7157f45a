import ScepspecHTTPWire
import Testing

@Suite struct RecordedStreamTests {
  @Test("Requests and replies on one connection are told apart by their lengths")
  func pairs() {
    let asked =
      "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc\r\n"
      + "POST /3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nxy\r\n0\r\n\r\nHEAD /4 HTTP/1.1\r\n\r\nGET /5 HTTP/1.1\r\n\r\n"
    let answered =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 204 None\r\n\r\n"
      + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a\r\nz\r\n0\r\n\r\n"
      + "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nHTTP/1.0 200 OK\r\n\r\nto the end"
    let requests = RecordedStream.requests(Array(asked.utf8))
    #expect(requests.map(\.message.target) == ["/1", "/2", "/3", "/4", "/5"])
    #expect(requests.map { String(decoding: $0.message.body, as: UTF8.self) } == ["", "abc", "xy", "", ""])
    #expect(requests.map { Array(asked.utf8[asked.utf8.startIndex...])[$0.range].first } == Array("GPPHG".utf8))
    let replies = RecordedStream.responses(Array(answered.utf8), to: requests.map(\.message))
    #expect(replies.map { String(decoding: $0.message.body, as: UTF8.self) } == ["ok", "", "z", "", "to the end"])
    #expect(replies.last?.range.upperBound == answered.utf8.count)
  }

  @Test("What is no HTTP, or breaks off, gives what came before it", arguments: [0, 1, 2, 3])
  func broken(way: Int) {
    let good = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
    let rest = [
      "\u{16}\u{3}\u{1}", "POST /2 HTTP/1.1\r\nContent-Length: 9999999999999999999\r\n\r\n", "GET /2 HT", "",
    ][way]
    #expect(RecordedStream.requests(Array((good + rest).utf8)).map(\.message.target) == ["/1"])
    let isOdd = way < 2
    #expect(!isOdd || RecordedStream.requests(Array((rest + good).utf8)).isEmpty)
    let replies = RecordedStream.responses(
      Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".utf8),
      to: RecordedStream.requests(Array(good.utf8)).map(\.message))
    #expect(replies.first.map { String(decoding: $0.message.body, as: UTF8.self) } == "half")
  }
}
