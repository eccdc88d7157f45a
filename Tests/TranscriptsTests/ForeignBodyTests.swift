import ScepspecTranscripts
import Testing

@Suite struct ForeignBodyTests {
  private func request(_ postData: String, bodySize: Int = -1) throws -> HARBody? {
    let har =
      #"{"log":{"entries":[{"request":{"method":"POST","url":"http://a/","bodySize":\#(bodySize),"#
      + #""postData":\#(postData)},"response":null}]}}"#
    return try HARFile(Array(har.utf8), name: "x.har").entries.first?.request.body
  }

  private func content(_ content: String) throws -> HARBody? {
    let har =
      #"{"log":{"entries":[{"request":{"method":"GET","url":"http://a/"},"#
      + #""response":{"status":200,"content":\#(content)}}]}}"#
    return try HARFile(Array(har.utf8), name: "x.har").entries.first?.response?.body
  }

  @Test(arguments: [
    // mitmproxy: requests as text in ISO 8859-1, all of it escaped
    #"{"mimeType":"application/x-pki-message","text":"0\u0082\u0001\u00ff"}"#,
    // mitmproxy: UTF-8 that is none, octets as lone surrogates
    #"{"mimeType":"application/json","text":"0\udc82\u0001\udcff"}"#,
    // ours
    #"{"mimeType":"","text":"MIIB/w==","_encoding":"base64"}"#,
    // as in content
    #"{"mimeType":"","text":"MIIB_w","encoding":"base64"}"#,
    // raw text in UTF-8
    "{\"mimeType\":\"application/x-pki-message\",\"text\":\"0\u{82}\\u0001\u{FF}\"}",
  ])
  func `Octets of requests are found in every spelling`(postData: String) throws {
    #expect(try request(postData)?.octets == [0x30, 0x82, 0x01, 0xFF])
  }

  @Test func `Base64 that nothing announces is told by its size`() throws {
    #expect(try request(#"{"mimeType":"","text":"MIIB/w=="}"#, bodySize: 4)?.octets == [0x30, 0x82, 0x01, 0xFF])
    #expect(try request(#"{"mimeType":"","text":"MIIB/w=="}"#, bodySize: 8)?.octets.count == 8)
  }

  @Test func `Text in UTF-8 is told from octets by its size, and by its type`() throws {
    #expect(try content(#"{"size":2,"mimeType":"","text":"\u00e9"}"#)?.octets == [0xC3, 0xA9])
    #expect(try content(#"{"size":1,"mimeType":"text/html","text":"\u00e9"}"#)?.octets == [0xE9])
    #expect(try content(#"{"mimeType":"text/html","text":"\u00e9"}"#)?.octets == [0xC3, 0xA9])
    #expect(try content(#"{"mimeType":"application/x-x509-ca-cert","text":"\u00e9"}"#)?.octets == [0xE9])
  }

  @Test func `A pair of surrogates is one character`() throws {
    #expect(try content(#"{"mimeType":"text/plain","text":"\ud83d\ude00"}"#)?.octets == Array("😀".utf8))
  }

  @Test func `Lost octets are said`() throws {
    #expect(try request(#"{"mimeType":"","text":"0\ufffd\u0001"}"#)?.isDamaged == true)
    #expect(try request(#"{"mimeType":"","text":"0"}"#)?.isDamaged == false)
  }

  @Test func `A body that was not kept is no empty body`() throws {
    #expect(try content(#"{"size":10,"mimeType":"text/plain"}"#) == nil)
    #expect(try content(#"{"size":0,"mimeType":"text/plain"}"#)?.octets == [])
    #expect(try content(#"{"size":10,"mimeType":"text/plain","text":""}"#)?.octets == [])
  }
}
