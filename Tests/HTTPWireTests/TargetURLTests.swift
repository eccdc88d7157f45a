import ScepspecHTTPWire
import Testing

@Suite("Target URL")
struct TargetURLTests {
  @Test("Parts are cut out and kept as written")
  func parts() throws {
    let url = try TargetURL("HTTPS://ca.example:8443/cgi%2fbin//pkiclient.exe?a=b&c")
    #expect(
      url == TargetURL(isTLS: true, host: "ca.example", port: 8443, path: "/cgi%2fbin//pkiclient.exe", query: "a=b&c"))
    #expect(url.description == "https://ca.example:8443/cgi%2fbin//pkiclient.exe?a=b&c")
    #expect(try TargetURL("http://ca.example") == TargetURL(host: "ca.example", port: 80))
    #expect(try TargetURL("https://ca.example?x").port == 443)
    #expect(try TargetURL("http://[2001:db8::1]:81/x").authority == "[2001:db8::1]:81")
  }

  @Test(
    "What no request can be sent to is refused",
    arguments: [
      ("ca.example/scep", TargetURLError.Code.scheme), ("ftp://ca.example/", .scheme), ("http://", .host),
      ("http://user:pass@ca.example/", .userInfo), ("http://::1/", .host), ("http://[::1/", .host),
      ("http://[::1]x/", .host), ("http://ca.example:0/", .port), ("http://ca.example:99999/", .port),
      ("http://ca.example:x/", .port), ("http://ca.example/a b", .character),
      ("http://ca.example/\r\nX: y", .character),
      ("http://ca.example/#top", .fragment),
    ])
  func refused(_ text: String, _ code: TargetURLError.Code) {
    let error = #expect(throws: TargetURLError.self) { try TargetURL(text) }
    #expect(error?.code == code)
  }
}
