import Foundation
import ScepspecHTTPWire
import Testing

@Suite("A run against a target that cannot be graded")
struct UngradableTests {
  @Test("Nothing listens: exit code 3 and one line")
  func refused() throws {
    let outcome = try Binary.run("test", "http://127.0.0.1:1/", "--quiet")
    #expect(outcome.status == 3)
    #expect(outcome.out.isEmpty)
    #expect(outcome.errLines.count == 1)
  }

  @Test("A web page is no SCEP server: exit code 3 and one line")
  func webPage() throws {
    let server = try StrangeServer(.page)
    defer { server.stop() }
    let outcome = try Binary.run("test", server.url, "--quiet")
    #expect(outcome.status == 3)
    #expect(outcome.out.isEmpty)
    #expect(outcome.errLines.count == 1, "\(outcome.err)")
    #expect(outcome.err.contains("no SCEP server"))
  }

  @Test("A server that accepts connections and says nothing: exit code 3 and one line, soon")
  func silent() throws {
    let server = try StrangeServer(.silence)
    defer { server.stop() }
    let outcome = try Binary.run("test", server.url, "--quiet", "--timeout", "1")
    #expect(outcome.status == 3)
    #expect(outcome.out.isEmpty)
    #expect(outcome.errLines.count == 1, "\(outcome.err)")
  }
}

@Suite("A run against the embedded server", .serialized)
struct EmbeddedRunTests {
  private func report(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("It has no finding: exit code 0, at least 60 results, no fail, no warning, nothing inconclusive")
  func clean() throws {
    let outcome = try Binary.run("test", "--format", "json", "--strict")
    #expect(outcome.status == 0, "\(outcome.err)")
    let report = try report(outcome.out)
    #expect(report["format"] as? String == "scepspec-report/1")
    let results = try #require(report["results"] as? [[String: Any]])
    #expect(results.count >= 60)
    let odd = results.filter { !["pass", "notApplicable"].contains($0["verdict"] as? String ?? "") }
    #expect(odd.isEmpty, "\(odd.compactMap { $0["id"] })")
    #expect(!(report["certificatesIssued"] as? [Any] ?? []).isEmpty)
  }

  @Test("One check alone: text, every report file, progress on standard error only")
  func one() throws {
    let folder = try Scratch()
    let id = try #require(
      try Binary.run("list", "checks").out.split(separator: "\n").dropFirst().first?.split(separator: " ").first)
    let outcome = try Binary.run([
      "test", "--only", String(id), "--report", "json=\(folder.path("r.json"))", "--report",
      "junit=\(folder.path("r.xml"))", "--report", "text=\(folder.path("r.txt"))",
    ])
    #expect(outcome.status == 0)
    #expect(outcome.out == (try folder.text("r.txt")))
    #expect(outcome.out.contains("1 check: 1 passed"))
    #expect(!outcome.out.contains("\u{1B}"))
    #expect(outcome.err.contains("exchange 1: "))
    #expect((try report(try folder.text("r.json"))["results"] as? [Any])?.count == 1)
    let xml = try folder.text("r.xml")
    #expect(xml.contains("tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\""))
  }

  @Test("--as tries what a family does, step by step, and says that it works")
  func families() throws {
    let family = "go"
    let outcome = try Binary.run("test", "--quiet", "--as", family)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.out.contains("✔ \(family)  works"))
    let all = try report(try Binary.run("test", "--quiet", "--format", "json", "--as", "all", "--only", "*/enrol").out)
    let clients = try #require(all["clients"] as? [[String: Any]])
    #expect(clients.count >= 9)
    #expect(clients.allSatisfy { $0["verdict"] as? String == "pass" })
  }

  @Test("--safe sends nothing that makes the server issue a certificate")
  func safe() throws {
    let outcome = try Binary.run("test", "--safe", "--quiet", "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.err.isEmpty)
    #expect((try report(outcome.out)["certificatesIssued"] as? [Any])?.isEmpty == true)
  }
}
