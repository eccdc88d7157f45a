import Foundation
import ScepspecHTTPWire
import ScepspecTesting
import Testing

@Suite("The reference server of a test") struct ReferenceServerTests {
  private struct OwnError: Error {}

  /// The outcome of GetCACaps.
  private func ask(_ url: String) throws -> HTTPOutcome {
    let target = try TargetURL(url)
    let request = RawRequest(to: target, bytes: Array("GET /scep?operation=GetCACaps HTTP/1.0\r\n\r\n".utf8))
    return HTTPClient().exchange(request, limits: HTTPLimits(total: 60, idle: 60)).outcome
  }

  @Test("answers on its own port and tells what it was asked") func answers() async throws {
    try await withReferenceServer(layout: .chain) { server in
      let outcome = try ask(server.url)
      #expect(outcome == .answered)
      #expect(server.requests.map(\.operation) == ["GetCACaps"])
      #expect(server.certificatesPEM.count == 2)
      #expect(server.certificateAuthorityPEM.contains("BEGIN CERTIFICATE"))
      #expect(server.approve(transactionID: "none") == false)
    }
  }

  @Test("is gone when the test is, also where the test fails") func stops() async throws {
    let url = try await withReferenceServer { $0.url }
    #expect(try ask(url) == .refused)
    var other = ""
    await #expect(throws: OwnError.self) {
      try await withReferenceServer { server in
        other = server.url
        throw OwnError()
      }
    }
    #expect(try ask(other) == .refused)
  }

  @Test("A fault that there is not is refused with the nearest one") func fault() async {
    await #expect {
      try await withReferenceServer(fault: "sender-nonce-copid") { _ in }
    } throws: {
      "\($0)".contains("sender-nonce-copied")
    }
  }

  @Test("One-time challenges can be had from it") func oneTime() async throws {
    try await withReferenceServer(challenge: .oneTime([])) { #expect($0.newOneTimeChallenge() != nil) }
    try await withReferenceServer { #expect($0.newOneTimeChallenge() == nil) }
  }
}

@Suite("Golden logs as arguments") struct GoldenTests {
  @Test("Each has a log, an expectation and a diagnosis", arguments: try GoldenLog.all)
  func complete(_ golden: GoldenLog) {
    #expect(!golden.logs.isEmpty)
    #expect(golden.logs.allSatisfy { FileManager.default.isReadableFile(atPath: $0.path) })
    #expect(FileManager.default.isReadableFile(atPath: golden.diagnosis.path))
    #expect(!golden.conclusion.hasPrefix("("))
  }
}
