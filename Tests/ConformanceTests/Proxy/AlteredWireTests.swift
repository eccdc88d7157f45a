import ScepspecHTTPWire
import ScepspecModel
import ScepspecReferenceServer
import ScepspecSCEPExchange
import Testing

/// The reference server's own faults say how it is made wrong; these changes are made on the wire, octet by octet, by
/// somebody who knows nothing of them.
@Suite struct AlteredWireTests {
  @Test("What is altered between server and client turns exactly the right checks red", arguments: Alteration.wrong)
  func wrong(_ alteration: Alteration) throws {
    let results = try run(alteration)
    let red = results.filter { [.fail, .warning].contains($0.verdict) }
    #expect(Set(red.map(\.check.id)) == alteration.red, Comment(rawValue: Self.account(results)))
    for result in red { #expect(result.verdict == result.check.level.whenBroken) }
    let cited = Set(red.flatMap { $0.check.requirements + $0.check.seenIn })
    #expect(alteration.cites.filter { !cited.contains($0) } == [], "the red checks cite \(cited.sorted())")
    #expect(!alteration.cites.isEmpty)
  }

  @Test("What differs without being wrong is no finding", arguments: Alteration.harmless)
  func harmless(_ alteration: Alteration) throws {
    let results = try run(alteration)
    let odd = results.filter { ![.pass, .notApplicable].contains($0.verdict) }
    #expect(odd.isEmpty, Comment(rawValue: Self.account(odd)))
  }

  /// Runs the checks about the altered replies, through the proxy.
  private func run(_ alteration: Alteration) throws -> [CheckResult] {
    let prefixes = alteration.place.checks
    var proxy: AlteringProxy?
    defer { proxy?.stop() }
    let outcome = try Bench.run(
      Bench.configuration {
        $0.layout = alteration.layout
        $0.approval = alteration.approval
      }, keys: ClientKeys(Workshop.clientKeys),
      through: { server, url in
        let workshop = try Workshop(ca: try #require(server.certificates.first), keys: Bench.serverKeys)
        let made = try AlteringProxy(to: url, alteration, workshop)
        proxy = made
        return made.url
      }, selecting: { check in alteration.also.contains(check.id) || prefixes.contains { check.id.hasPrefix($0) } })
    let account = try #require(proxy).account
    #expect(account.altered > 0, "no reply was altered")
    #expect(account.failures == [])
    return outcome.results
  }

  private static func account(_ results: [CheckResult]) -> String {
    results.filter { ![.pass, .notApplicable].contains($0.verdict) }
      .map { "\($0.check.id) \($0.verdict): \($0.reason)" }.joined(separator: "\n")
  }
}
