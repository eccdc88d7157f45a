import Foundation
import ScepspecTesting
import Testing

/// A server with one fault, to see what a deviation looks like. Without the trait `.knownDeviation` this suite would
/// fail; once the fault were mended, it would fail as well.
@Suite(
  "A server that copies the nonce",
  .referenceServer(fault: "sender-nonce-copied"),
  .only("certrep/*", "capabilities/*"),
  .skip("capabilities/works-*"),
  .knownDeviation(
    "certrep/sender-nonce-fresh", because: "the senderNonce is copied on purpose",
    link: "https://www.rfc-editor.org/rfc/rfc8894#section-3.2.1.5", expires: "2099-12-31"))
struct CopiedNonce {
  @Test("answers as RFC 8894 demands", arguments: try SCEPCheck.matching("certrep", "capabilities"))
  func answers(_ check: SCEPCheck) async throws {
    try await expectConformance(to: check)
  }
}

@Suite("A client of ours") struct ClientTests {
  @Test("reads what the server can do") func capabilities() async throws {
    try await withReferenceServer(layout: .ra) { server in
      let capabilities = await Fetch.capabilities(of: server.url)
      #expect(capabilities.contains("POSTPKIOperation"))
      #expect(server.requests.map(\.operation) == ["GetCACaps"])
    }
  }

  @Test("takes an error page for no capabilities") func errorPage() async throws {
    try await withReferenceServer(fault: "caps-status-500") { server in
      #expect(await Fetch.capabilities(of: server.url).contains("POSTPKIOperation") == false)
    }
  }
}
