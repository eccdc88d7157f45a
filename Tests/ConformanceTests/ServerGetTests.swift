import ScepspecHTTPWire
import ScepspecReferenceServer
import ScepspecSCEPMessages
import Testing

@testable import ScepspecReferenceServer

@Suite("Reference server: messages in a GET")
struct ServerGetTests {
  /// How clients write the message parameter.
  enum Spelling: String, CaseIterable {
    case escaped, lowercase, onlyPadding, wrapped, blanks, unpadded, everything

    func text(_ octets: [UInt8]) -> String {
      let plain = String(decoding: Base64.encoded(octets), as: UTF8.self)
      let wrapped = String(decoding: Base64.encoded(octets, lineLength: 64), as: UTF8.self)
      switch self {
      case .escaped: return escape(plain, "+/=")
      case .lowercase: return escape(plain, "+/=").replacing("%2B", with: "%2b").replacing("%2F", with: "%2f")
      case .onlyPadding: return escape(plain, "=")
      case .wrapped: return escape(wrapped, "+/=\n")
      case .blanks: return escape(plain, "/=").replacing("+", with: "%20")
      case .unpadded: return escape(plain.replacing("=", with: ""), "+/")
      case .everything: return plain.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
      }
    }

    private func escape(_ text: String, _ characters: String) -> String {
      text.map { character in
        guard characters.contains(character), let octet = character.asciiValue else { return String(character) }
        return "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
      }.joined()
    }
  }

  @Test("A PKCSReq by GET is granted however its base64 is escaped", arguments: Spelling.allCases)
  func enrolment(spelling: Spelling) throws {
    let client = try ServerTestClient()
    let recipe = try client.recipe()
    let text = spelling.text(try recipe.build())
    let reply = try ServerTestReply(client.get("?operation=PKIOperation&message=\(text)"), to: recipe)
    #expect(reply.status == "0" && reply.message.transactionID == recipe.transactionID)
    #expect(reply.exchange.response?.headers.first("Cache-Control") == "no-store")
  }

  @Test("The message may come before the operation, among other parameters, over HTTP/1.0 without Host")
  func order() throws {
    let client = try ServerTestClient()
    let recipe = try client.recipe()
    let text = Spelling.escaped.text(try recipe.build())
    let target = "\(client.url.path)/pkiclient.exe?profile=x&message=\(text)&operation=PKIOperation"
    let head = RequestHead(method: "GET", target: target, version: "1.0")
    let exchange = HTTPClient().exchange(RawRequest(to: client.url, bytes: head.bytes))
    #expect(try ServerTestReply(exchange, to: recipe).status == "0")
  }

  @Test("Base64 survives the way there and back", arguments: 0..<9)
  func base64(count: Int) {
    let octets = (0..<count).map { UInt8(truncatingIfNeeded: 251 + 37 * $0) }
    #expect(Base64.decoded(Base64.encoded(octets)) == octets)
  }

  @Test("What is no base64 is no base64", arguments: ["A", "AA-_", "AA=A", "AA AA*", "A===", "=AAA"])
  func foreign(text: String) { #expect(Base64.decoded(Array(text.utf8)) == nil) }

  @Test("A target may be absolute, and parameters may lack a value")
  func query() {
    let query = Query(target: "http://host:80/scep?operation=GetCACaps&message&a=%41=b")
    #expect(query.path == "/scep" && query.values(of: "operation") == ["GetCACaps"])
    #expect(query.values(of: "message") == [""] && query.values(of: "a") == ["%41=b"])
    #expect(Query.decoded("%zz") == nil && Query.decoded("a%20b") == "a b")
  }
}
