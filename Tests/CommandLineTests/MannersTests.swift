import Foundation
import Testing

@Suite("What a run asks of a server that others use too", .serialized)
struct MannersTests {
  private static let challenge = "test-only-challenge"

  private func certificates(_ report: String) throws -> [[String: String]] {
    let object = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
    return try #require(object?["certificatesIssued"] as? [[String: String]])
  }

  @Test("--plan shows every exchange and what it may do, and sends nothing")
  func plan() throws {
    // Nobody listens there.
    let url = "http://127.0.0.1:1/scep"
    let outcome = try Binary.run("test", url, "--plan", "--only", "capabilities")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.err.isEmpty)
    let lines = outcome.out.split(separator: "\n")
    #expect(lines.first?.hasPrefix("number") == true)
    #expect(lines.last?.contains("exchanges, ") == true)
    #expect(lines.contains { $0.contains("reads") })
    #expect(try Binary.run("test", url, "--plan").out.contains("may hurt"))
    #expect(try Binary.run("test", url, "--plan", "--safe").out.contains("may issue") == false)
  }

  @Test("No more certificates than --budget allows", arguments: [0, 2])
  func budget(_ most: Int) throws {
    let outcome = try Binary.run("test", "--budget", "\(most)", "--only", "enrolment", "--quiet", "--format", "json")
    #expect(outcome.status == 2)
    #expect(try certificates(outcome.out).count == most)
    #expect(outcome.out.contains("not sent because of --budget \(most)"))
  }

  @Test("Wrong limits are wrong usage", arguments: [["--budget", "-1"], ["--rate", "0"], ["--rate", "nan"]])
  func limits(_ arguments: [String]) throws {
    #expect(try Binary.run(["test"] + arguments).status == 64)
  }

  #if os(Linux)
    @Test("A pending request is approved by a command, and the certificates are revoked by another")
    func commands() throws {
      let server = try Served(["--challenge", Self.challenge, "--pending", "operator", "--quiet"])
      let outcome = try Binary.run([
        "test", server.url, "--challenge", Self.challenge, "--only", "polling/poll-gives-the-certificate", "--quiet",
        "--format", "json",
        "--approve-command", "echo \"approve $TRANSACTION_ID\" >\(server.inputPath)",
        "--revoke-command", "echo \"revoke $SERIAL\" >\(server.inputPath)", "--rate", "50",
      ])
      #expect(outcome.status == 0, "\(outcome.err)")
      let serials = try certificates(outcome.out).compactMap { $0["serial"] }
      #expect(!serials.isEmpty)
      for serial in serials {
        #expect(try server.say("waiting", answer: "revoked \(serial)") == "revoked \(serial)")
      }
    }
  #endif

  @Test("A command that cannot revoke is told of, certificate by certificate")
  func stays() throws {
    let outcome = try Binary.run(
      "test", "--only", "enrolment/granted", "--quiet", "--revoke-command", "exit 7", "--format", "json")
    #expect(outcome.status == 0)
    let lines = outcome.errLines
    #expect(try lines.count == certificates(outcome.out).count)
    #expect(lines.allSatisfy { $0.hasSuffix("stays: the revoke command ended with status 7") })
  }
}
