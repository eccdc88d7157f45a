import ScepspecTesting
import Testing

/// The server is started once, one run of scepspec serves all tests of the suite, and each check is a test.
@Suite(
  "Debian's scepserver",
  .enabled(if: Scepserver.problem == nil, "\(Scepserver.problem ?? "")"),
  .scepServer(Scepserver.during),
  .knownDeviations(in: "scepserver-2.1.0"))
struct ScepserverConforms {
  @Test("answers as RFC 8894 demands", arguments: try SCEPCheck.all)
  func answers(_ check: SCEPCheck) async throws {
    try await expectConformance(to: check)
  }
}
