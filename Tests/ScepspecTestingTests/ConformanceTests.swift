import Testing

@testable import ScepspecTesting

/// Issues are looked at from within: a test that expects one fails where none comes.
@Suite("A server with a fault", .referenceServer(fault: "sender-nonce-copied"), .only("certrep/*"))
struct FaultyServer {
  private func check(_ id: String) throws -> SCEPCheck { try #require(try SCEPCheck.matching(id).first) }

  @Test("A failure says requirement, expected, actual, evidence and where the claim comes from")
  func failure() async throws {
    let check = try check("certrep/sender-nonce-fresh")
    try await withKnownIssue {
      try await expectConformance(to: check)
    } matching: { issue in
      let text = issue.comments.map(\.rawValue).joined()
      return ["RFC8894-3.2.1.5", "expected", "actual", "look at", "exchange", "run again", "hint"].allSatisfy(
        text.contains)
    }
  }

  @Test("An issue stands where the test expects conformance") func place() async throws {
    let check = try check("certrep/sender-nonce-fresh")
    try await withKnownIssue {
      try await expectConformance(to: check)
    } matching: { issue in
      issue.sourceLocation?.fileID.hasSuffix("/ConformanceTests.swift") == true
    }
  }

  @Test(
    "A known deviation is a known issue",
    .knownDeviation("certrep/sender-nonce-fresh", because: "copied on purpose", expires: "2099-12-31"))
  func known() async throws { try await expectConformance(to: check("certrep/sender-nonce-fresh")) }

  @Test(
    "A known deviation past its day counts again",
    .knownDeviation("certrep/sender-nonce-fresh", because: "copied on purpose", expires: "2001-01-01"))
  func expired() async throws {
    let check = try check("certrep/sender-nonce-fresh")
    await withKnownIssue { try await expectConformance(to: check) }
  }

  @Test(
    "A known deviation that is gone is an issue",
    .knownDeviation("certrep/recipient-nonce-copied", because: "it was so once"))
  func gone() async throws {
    let check = try check("certrep/recipient-nonce-copied")
    try await withKnownIssue {
      try await expectConformance(to: check)
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("passes now") }
    }
  }

  @Test("What the suite does not choose is neither passed nor failed") func unchosen() async throws {
    let check = try check("capabilities/text-plain")
    try await expectConformance(to: check)
    Issue.record("a check that is not chosen does not end the test")
  }
}

@Suite("A server with a broken SHOULD", .referenceServer(fault: "caps-charset"), .only("capabilities/*"))
struct WarningServer {
  @Test("is an issue where the test is strict", .strict) func strict() async throws {
    let check = try #require(try SCEPCheck.matching("capabilities/no-media-type-parameters").first)
    await withKnownIssue { try await expectConformance(to: check) }
  }
}

@Suite("Tests that are written wrong") struct WrongTests {
  @Test("A suite without server says what it lacks") func noServer() async throws {
    let check = try #require(try SCEPCheck.all.first)
    await #expect { try await expectConformance(to: check) } throws: { "\($0)".contains(".scepServer(") }
  }

  @Test("A pattern that fits nothing names the nearest check") func pattern() {
    #expect { try SCEPCheck.matching("certrep/sender-nonce-fersh") } throws: { "\($0)".contains("sender-nonce-fresh") }
    #expect { try SCEPCheck.steps(of: "aple") } throws: { "\($0)".contains("'apple'") }
  }

  @Test("A known deviation of no check, or until no day, is refused") func deviation() async throws {
    for trait: KnownDeviationTrait in [
      .knownDeviation("certrep/nothing-of-the-kind", because: "a slip"),
      .knownDeviation("certrep/sender-nonce-fresh", because: "a slip", expires: "soon"),
      .knownDeviations(in: "no-such-target"), .knownDeviations(in: "no-such-file.yaml"),
    ] {
      #expect(throws: SCEPTestingError.self) { try trait.deviations() }
    }
  }
}

@Suite("A run of the library") struct RunTests {
  @Test("A server that is not there is told once, with its URL") func nobody() {
    // Port 1 of the loopback interface has no listener where tests run.
    let run = FinishedRun.make(SCEPServer("http://127.0.0.1:1/scep"), Wishes([])) { false }
    #expect(run.results.isEmpty)
    #expect(run.stopped?.contains("http://127.0.0.1:1/scep") == true)
  }

  @Test("A setting out of its range is told and nothing is sent", arguments: [0, -1, .infinity, .nan, 601])
  func settings(timeout: Double) {
    var server = SCEPServer("http://127.0.0.1:1/scep")
    server.timeout = timeout
    #expect(throws: SCEPTestingError.self) { try server.subject() }
  }

  @Test("A password in the URL is not repeated") func password() {
    #expect {
      try SCEPServer("http://user:MARKED@127.0.0.1/scep").subject()
    } throws: {
      !"\($0)".contains("MARKED")
    }
  }

  @Test("The challenge is covered in what a test says of a server that repeats it") func challenge() async throws {
    try await withReferenceServer(fault: "challenge-echoed", challenge: .fixed("MARKED-CHALLENGE-77")) { server in
      let asked = SCEPServer(server.url, challenge: .fixed("MARKED-CHALLENGE-77"))
      let run = await onThread { FinishedRun.make(asked, Wishes([SelectionTrait.only("challenge/*")])) { false } }
      let context = try #require(run.context)
      let told = run.results.values.map { Finding.text(of: $0, context) }.joined()
      #expect(told.contains("challenge/"))
      #expect(!told.contains("MARKED"))
    }
  }
}
