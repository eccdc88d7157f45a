import ScepspecModel
import ScepspecReferenceServer
import Testing

/// Servers that do what RFC 8894 leaves open in another way than the reference server: nothing of it is a failure.
@Suite struct RightServersTests {
  @Test("A right server of another kind fails no check", arguments: kinds)
  func right(_ kind: Fault) throws {
    let outcome = try Bench.run(fault: kind) { _ in true }
    #expect(outcome.end == .finish)
    let failed = outcome.results.filter { $0.verdict == .fail }
    #expect(failed.map { "\($0.check.id): \($0.reason)" } == [])
  }

  private static let kinds: [Fault] = [
    kind("the CA's key has 4096 bits", configure: ["caKeyBits": .integer(4096)]),
    kind("replies are signed with SHA-512", build: ["digest": .text("2.16.840.1.101.3.4.2.3")]),
    kind("replies are enciphered with AES-256", build: ["cipher": .text("2.16.840.1.101.3.4.1.42")]),
    kind("signatures name their digest", build: ["signatureAlgorithm": .text("withDigest")]),
    kind("replies carry no certificate", build: ["certificates": .text("none")]),
    kind("replies have a failInfoText", build: ["failInfoText": .text("No.")]),
    kind("refusals are HTTP 400", configure: ["junkAs": .text("http-400")]),
    kind("refusals of junk are HTTP 500", configure: ["junkAs": .text("http-500")]),
    kind("refusals of junk close the connection", configure: ["junkAs": .text("close")]),
    kind("messages do not go by GET", configure: ["refuse": texts("GET"), "refuseWith": .text("http-400")]),
    kind("keys are certified once", configure: ["refuse": texts("sameKey")]),
    kind("names are certified once", configure: ["refuse": texts("sameSubject")]),
    kind("EC keys are refused", configure: ["refuse": texts("EC")]),
    kind("every connection ends after one reply", configure: ["refuse": texts("keepAlive")]),
    kind("validity begins now", configure: ["validity": .text("from-now")]),
    kind(
      "nothing is offered beside enrolment",
      configure: ["offers": .list([]), "capabilities": texts("AES", "SHA-256", "POSTPKIOperation", "SCEPStandard")]),
    kind(
      "GetCACaps has lines with CRLF", to: ["operation": .text("GetCACaps")], http: ["lines": .text("crlf")]),
    kind(
      "replies may be cached by nobody", to: ["operation": .text("PKIOperation")],
      http: [
        "headers": .list([.record(["name": .text("Cache-Control"), "value": .text("no-cache, private")])])
      ]),
    kind("requests wait to be polled", configure: ["approval": .text("polled")]),
    kind(
      "a registration authority has one certificate to decipher and one to sign",
      configure: ["layout": .text("ra-pair")]),
    kind("CA certificates end after 2049", configure: ["caValidity": .text("late")]),
    kind(
      "issued certificates end with a CA that ends after 2049",
      configure: ["caValidity": .text("late"), "layout": .text("chain")]),
    kind(
      "there is no next CA, and an HTTP 404 says so", configure: withoutNextCA, to: nextCA,
      http: ["status": .integer(404)]),
    kind(
      "there is no next CA, and an HTTP 501 says so", configure: withoutNextCA, to: nextCA,
      http: ["status": .integer(501)]),
    kind("replies are signed with SHA-384", build: ["digest": .text("2.16.840.1.101.3.4.2.2")]),
    kind("replies are enciphered with AES-192", build: ["cipher": .text("2.16.840.1.101.3.4.1.22")]),
    secured,
    kind(
      "replies are BER, with indefinite lengths",
      mutate: [Mutation(.indefinite, "message", ["octets": .integer(1_000_000)])]),
    kind("replies have an unsigned attribute", mutate: [Mutation(.insert, "message.signerInfo", ["with": unsigned])]),
    kind(
      "media types are in capital letters", to: ["operation": .text("PKIOperation"), "status": .text("SUCCESS")],
      http: ["contentType": .text("Application/X-PKI-Message")]),
    kind("the CA's certificates are signed by RSASSA-PSS", configure: ["caSignature": .text("pss")]),
    kind(
      "GetCACaps has words of its own",
      configure: [
        "capabilities": texts(
          "AES", "Example.com-Fast", "POSTPKIOperation", "Renewal", "SHA-256", "SHA-512", "Example.com-2")
      ]),
    kind(
      "GetCACaps lists only strong algorithms", configure: ["capabilities": texts("POSTPKIOperation", "SHA-512", "AES")]
    ),
    kind("the layout is a chain", configure: ["layout": .text("chain")]),
    kind("the layout is a registration authority", configure: ["layout": .text("ra"), "approval": .text("polled")]),
  ]

  static let secured = kind("it speaks TLS", configure: ["tls": .text("ordinary")])
  private static let nextCA: [String: Value] = ["operation": .text("GetNextCACert")]
  private static let withoutNextCA: [String: Field] = [
    "offers": texts("renewal", "getCert", "getCRL"),
    "capabilities": texts("AES", "POSTPKIOperation", "Renewal", "SHA-256", "SCEPStandard"),
  ]

  /// unsignedAttrs with one attribute, of a type that is set aside for examples, and NULL as its value.
  private static let unsigned = Value.bytes(
    [0xA1, 0x11, 0x30, 0x0F, 0x06, 0x09, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x81, 0xFD, 0x59, 0x09, 0x31, 0x02, 0x05, 0x00])

  private static func texts(_ texts: String...) -> Field { Field(.texts(texts)) }

  private static func kind(
    _ title: String, configure: [String: Field] = [:], to: [String: Value] = ["operation": .text("PKIOperation")],
    build: [String: Field] = [:], mutate: [Mutation] = [], http: [String: Field] = [:]
  ) -> Fault {
    let isChanged = !(build.isEmpty && mutate.isEmpty && http.isEmpty)
    let changes = isChanged ? [ReplyChange(to: to, build: build, mutate: mutate, http: http)] : []
    return Fault(
      id: title, title: title, fails: [], configure: configure, replies: changes,
      location: Location(file: "kinds", line: 1, column: 1))
  }
}
