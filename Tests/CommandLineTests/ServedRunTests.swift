import Foundation
import Testing

@Suite("A run against a server with a fault", .serialized)
struct ServedRunTests {
  /// A fault that makes one cheap check fail, and that check.
  static let fault = "no-recipient-nonce"
  static let check = "certrep/recipient-nonce-copied"
  static let challenge = "correct-horse-7351"

  private func test(_ server: Served, _ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(
      ["test", server.url, "--challenge", Self.challenge, "--only", Self.check, "--quiet"] + arguments)
  }

  private func target(_ verdict: String, check: String = check, expires: String? = nil) -> String {
    """
    format: target/1
    id: served
    title: The server of this test
    knownDeviations:
      - check: \(check)
        verdict: \(verdict)
        reason: It is made that way.
    \(expires.map { "    expires: \"\($0)\"" } ?? "")
    """
  }

  @Test("A fault that stops a family of clients ends with 1, and names the step that decides it")
  func family() throws {
    let server = try Served(["--challenge", Self.challenge, "--fault", "no-sender-nonce"])
    let outcome = try Binary.run(
      "test", server.url, "--challenge", Self.challenge, "--quiet", "--as", "mikrotik", "--as", "go")
    #expect(outcome.status == 1)
    #expect(outcome.out.contains("✘ mikrotik  will break"))
    #expect(outcome.out.contains("mikrotik/enrol: "))
    #expect(outcome.out.contains("✔ go        works"))
  }

  @Test("A finding ends with 1, says what to run again, and the JUnit report counts it")
  func finding() throws {
    let server = try Served(["--challenge", Self.challenge, "--fault", Self.fault])
    let folder = try Scratch()
    let outcome = try test(server, "--report", "junit=\(folder.path("r.xml"))")
    #expect(outcome.status == 1)
    #expect(outcome.err.isEmpty)
    #expect(outcome.out.contains("✘ \(Self.check)   MUST   RFC 8894 §3.2.1"))
    #expect(outcome.out.contains("--only \(Self.check)"))
    #expect(try folder.text("r.xml").contains("tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\""))
    let stopped = try server.stop()
    #expect(stopped.status == 0)
    #expect(stopped.out == "listening on \(server.url)\n")
    for text in [outcome.out, try folder.text("r.xml"), stopped.err] { #expect(!text.contains(Self.challenge)) }
  }

  @Test("An operator sees what waits and grants it on standard input")
  func operatorGrants() throws {
    let server = try Served(["--challenge", Self.challenge, "--pending", "operator", "--quiet"])
    let outcome = try Binary.run(
      "test", server.url, "--challenge", Self.challenge, "--only", "enrolment/granted", "--quiet", "--format", "json")
    #expect(outcome.status == 0)
    let waiting = try #require(try server.say("waiting", answer: "waits "))
    let id = waiting.dropFirst("waits ".count)
    #expect(try server.say("approve \(id)", answer: "approved") == "approved \(id)")
    #expect(try server.say("approve \(id)", answer: "no request") == "no request \(id) waits")
    #expect(try server.say("please", answer: "not understood") != nil)
    #expect(try server.stop().status == 0)
  }

  @Test("A known deviation is no finding; one that expired, or names another verdict, is")
  func known() throws {
    let server = try Served(["--challenge", Self.challenge, "--fault", Self.fault, "--quiet"])
    let folder = try Scratch()
    func status(_ text: String) throws -> Int32 {
      try test(server, "--target", try folder.write(text, to: "target.yaml")).status
    }
    #expect(try status(target("fail")) == 0)
    #expect(try status(target("fail", expires: "2999-12-31")) == 0)
    #expect(try status(target("fail", expires: "2020-01-01")) == 1)
    #expect(try status(target("warning")) == 1)
    #expect(try status(target("fail", check: "certrep/no-such-check")) == 65)
    #expect(try status("format: target/1\nid: x\ntitle: y\nknownDeviations: 3\n") == 65)
    #expect(try server.stop(SIGINT).status == 0)
  }

  @Test("A target file may lie in the folder of --specs, whichever way the two are spelt")
  func targetAmongSpecifications() throws {
    let server = try Served(["--challenge", Self.challenge, "--fault", Self.fault, "--quiet"])
    let folder = try Scratch()
    let file = try folder.write(target("fail"), to: "target.yaml")
    let place = folder.path(".")
    #expect(try test(server, "--specs", place, "--target", file).status == 0)
    #expect(try test(server, "--specs", place, "--target", folder.path("./target.yaml")).status == 0)
    #expect(try test(server, "--specs", place, "--target", "served").status == 0)
    #expect(try test(server, "--specs", place).status == 1)
    #expect(try server.stop(SIGINT).status == 0)
  }

  @Test("A known deviation that is gone is a finding")
  func unexpectedPass() throws {
    let server = try Served(["--challenge", Self.challenge, "--quiet"])
    let folder = try Scratch()
    let outcome = try test(server, "--target", try folder.write(target("fail"), to: "target.yaml"))
    #expect(outcome.status == 1)
    #expect(outcome.out.contains("1 unexpected pass"))
  }

  @Test("One-time challenges are printed by serve and fetched by --challenge-command, each once")
  func oneTime() throws {
    let challenges = (1...9).map { "challenge-\($0)" }
    let server = try Served(["--one-time", challenges.joined(separator: ","), "--quiet"])
    let folder = try Scratch()
    let list = try folder.write(challenges.map { $0 + "\n" }.joined(), to: "challenges")
    let next = "head -n 1 '\(list)'; sed -i 1d '\(list)'"
    let outcome = try Binary.run([
      "test", server.url, "--challenge-command", next, "--only", "certrep/message-type", "--quiet",
    ])
    #expect(outcome.status == 0, "\(outcome.out)\(outcome.err)")
    #expect(!(try folder.text("challenges").contains("challenge-1")))
    let failing = try Binary.run([
      "test", server.url, "--challenge-command", "exit 9", "--only", Self.check, "--quiet",
    ])
    #expect(failing.status == 2)
    #expect(failing.out.contains("status 9"))
  }

  @Test("The CA certificates and made challenges are handed out on request")
  func caOut() throws {
    let folder = try Scratch()
    let server = try Served(["--layout", "chain", "--one-time", "3", "--ca-out", folder.path("ca.pem"), "--quiet"])
    let pem = try folder.text("ca.pem")
    #expect(pem.components(separatedBy: "BEGIN CERTIFICATE").count == 3)
    let stopped = try server.stop()
    #expect(stopped.out.components(separatedBy: "one-time challenge ").count == 4)
  }

  @Test("The same seed gives the same report, octet for octet")
  func seed() throws {
    func report() throws -> String {
      try Binary.run("test", "--seed", "7", "--only", "certrep/*", "--quiet", "--format", "json").out
    }
    let first = try report()
    #expect(!first.isEmpty)
    #expect(try report() == first)
  }

  @Test("A server that dies is one finding, of the exchange that killed it; the rest is inconclusive")
  func death() throws {
    let server = try Served(["--challenge", Self.challenge, "--fault", "junk-kills", "--quiet"])
    let outcome = try Binary.run([
      "test", server.url, "--challenge", Self.challenge, "--only", "malformed", "--timeout", "30", "--format", "json",
    ])
    #expect(outcome.status == 1)
    #expect(outcome.out.contains("\"fail\": 1,"))
    #expect(outcome.out.contains("\"warning\": 0,"))
    #expect(outcome.err.contains("the target no longer answers since exchange"))
  }

  @Test("A run that is interrupted still reports what it knows")
  func interrupted() throws {
    let server = try Served(["--challenge", Self.challenge, "--quiet"])
    let folder = try Scratch()
    let process = Process()
    process.executableURL = try Binary.url()
    process.arguments = [
      "test", server.url, "--challenge", Self.challenge, "--report", "json=\(folder.path("r.json"))",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try folder.handle("out")
    let progress = Pipe()
    process.standardError = progress
    let lines = LineCollector(progress.fileHandleForReading)
    try process.run()
    #expect(lines.first { $0.contains("exchange 5:") } != nil)
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 2)
    #expect(try folder.text("r.json").contains("the run was interrupted"))
  }
}
