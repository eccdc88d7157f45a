import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct SampleCheckTests {
  private func problems(_ formats: [LogFormat], _ events: [EventType] = []) throws -> [String] {
    SampleCheck(try LogCatalogue(Known.specifications(formats, events))).problems().map(\.message)
  }

  private func format(_ format: LogFormat, text: String, fields: [String: String] = [:], time: String? = nil)
    -> LogFormat
  {
    var format = format
    format.samples = [.init(text: text, fields: fields, time: time, location: Known.place)]
    return format
  }

  @Test func `Samples that are read as they say have no problems`() throws {
    let android = format(
      Known.omadm, text: Known.scepStates[0], fields: ["level": "INFO"], time: "2018-02-27T05:16:28.244")
    let apple = format(
      Known.console, text: "debug\t18:30:53.691033-0500\tprofiled\thello", time: "1970-01-01T23:30:53.691033Z")
    #expect(try problems([android, apple]) == [])
  }

  @Test func `A wrong field, a wrong time and a stranger are told`() throws {
    let wrong = format(Known.omadm, text: Known.scepStates[0], fields: ["level": "WARN"], time: "2018-02-27T05:16:28.3")
    #expect(
      try problems([wrong]) == [
        "the field 'level' is 'INFO', not 'WARN'",
        "the time is 2018-02-27T05:16:28.244, not 2018-02-27T05:16:28.3",
      ])
    let stranger = format(Known.console, text: Known.scepStates[0])
    #expect(try problems([Known.omadm, stranger]) == ["the sample of 'console' is recognised as 'omadm'"])
    #expect(try problems([format(Known.console, text: "hello")]) == ["no format recognises this sample of 'console'"])
    var rejecting = Known.omadm
    rejecting.rejects = [Known.scepStates[0], "hello"]
    #expect(try problems([rejecting]).count == 1)
  }

  @Test func `An event's samples yield it and nothing else`() throws {
    var event = Known.requests
    event.samples = [
      .init(text: "There are 2 requests", fields: ["count": "2"], location: Known.place),
      .init(
        format: "omadm", text: "2018-02-27T05:16:08.25 VERB a.b.C 1 2 There are 3 requests", fields: ["count": "3"],
        location: Known.place),
    ]
    event.rejects = ["There are no requests"]
    #expect(try problems([Known.omadm], [event]) == [])
    var twin = event
    twin.id = "twin"
    twin.samples = []
    twin.rejects = ["There are 7 requests"]
    #expect(Set(try problems([Known.omadm], [event, twin])) == ["the sample is 'twin' too"])
    event.samples[0].text = "There are none"
    event.samples[0].fields = [:]
    event.rejects = ["There are 8 requests"]
    #expect(
      try problems([Known.omadm], [event]) == [
        "the sample of 'requests' is no event in the family 'android'",
        "the reject 'There are 8 requests' is 'requests'",
      ])
  }
}
