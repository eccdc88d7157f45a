import Foundation
import Testing

@Suite("How the tool is used")
struct UsageTests {
  @Test("--help names every command there is, and the exit codes")
  func help() throws {
    let help = try Binary.run("--help")
    #expect(help.status == 0)
    for word in [
      "test", "diagnose", "serve", "diff", "baseline", "lint", "list", "explain", "graph", "coverage", "Exit codes:",
      " 3  ",
      "64  ", "65  ", "70  ",
    ] {
      #expect(help.out.contains(word))
    }
  }

  @Test("--version tells the version") func version() throws {
    let version = try Binary.run("--version")
    #expect(version.status == 0)
    #expect(version.out.split(separator: ".").count == 3)
  }

  @Test(
    "Wrong usage ends with 64 and leaves standard output alone",
    arguments: [
      ["nonsense"], ["test", "--nonsense"], ["test", "not a url"], ["test", "ftp://127.0.0.1/"],
      ["test", "--timeout", "0"], ["test", "--report", "json"], ["test", "--report", "pdf=x"],
      ["test", "--report", "json=-"], ["test", "--skip", "*"],
      ["test", "--report", "json=/nonexistent/folder/x"], ["test", "--challenge", "x"],
      ["test", "http://127.0.0.1:1/", "--challenge", "x", "--challenge-command", "y"],
      ["test", "--only", "no-such-suite/*"], ["test", "--target", "no-such-target"], ["list", "nonsense"], ["explain"],
      ["explain", "no-such-thing"], ["test", "--as", "nobody"], ["serve", "--fault", "no-such-fault"],
      ["serve", "--port", "99999"],
      ["diagnose", "--report", "sarif=x", "/"], ["diagnose", "--format", "tap", "/"], ["diff", "one.json"],
      ["baseline", "no-such-file"], ["baseline", "http://127.0.0.1:1/", "--days", "0"],
      ["baseline", "http://127.0.0.1:1/", "-o", "/nonexistent/folder/x"],
    ])
  func usage(_ arguments: [String]) throws {
    let outcome = try Binary.run(arguments)
    #expect(outcome.status == 64, "\(outcome.err)")
    #expect(outcome.out.isEmpty)
    #expect(!outcome.err.isEmpty)
  }

  @Test("A slip of the pen is answered with the nearest word")
  func suggestion() throws {
    let lines = try Binary.run("list", "faults").out.split(separator: "\n")
    let fault = try #require(lines.dropFirst().first?.split(separator: " ").first.map(String.init))
    let outcome = try Binary.run("explain", fault + "x")
    #expect(outcome.errLines == ["scepspec: nothing has the id '\(fault)x'; did you mean '\(fault)'?"])
  }

  @Test("A password in a URL is refused without repeating it")
  func password() throws {
    let outcome = try Binary.run("test", "http://user:hunter2@127.0.0.1:1/")
    #expect(outcome.status == 64)
    #expect(!outcome.err.contains("hunter2"))
  }

  @Test("A standard output that takes nothing is told of, and no success")
  func fullDisk() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = ["-c", "'\(try Binary.url().path)' list faults >/dev/full 2>/dev/null"]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 64)
  }

  @Test("A reader that goes away does not kill the tool")
  func brokenPipe() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = ["-c", "set -o pipefail; '\(try Binary.url().path)' list requirements | head -n 1 >/dev/null"]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
  }
}

@Suite("What the specifications hold, on the command line")
struct CatalogueTests {
  @Test(
    "list shows each topic, as text and as JSON",
    arguments: ["checks", "exchanges", "faults", "requirements", "bugs", "targets", "clients", "fields"])
  func list(_ topic: String) throws {
    let text = try Binary.run("list", topic)
    #expect(text.status == 0)
    let rows = text.out.split(separator: "\n").count - 1
    #expect(rows > 0 || topic == "targets")
    let json = try Binary.run("list", topic, "--format", "json")
    let objects = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [[String: String]]
    #expect(objects?.count == rows)
  }

  @Test("explain shows a check with its requirement and how it is proven")
  func explain() throws {
    let id = try #require(try firstID("checks"))
    let outcome = try Binary.run("explain", id)
    #expect(outcome.status == 0)
    for word in ["check " + id, "level", "expects", "written in"] { #expect(outcome.out.contains(word)) }
  }

  @Test(
    "Everything that list shows can be explained",
    arguments: ["exchanges", "faults", "requirements", "bugs", "clients"])
  func explainAny(_ topic: String) throws {
    let id = try #require(try firstID(topic))
    #expect(try Binary.run("explain", id).status == 0)
  }

  @Test("coverage counts requirements, checks and faults")
  func coverage() throws {
    let outcome = try Binary.run("coverage", "--summary")
    #expect(outcome.status == 0)
    #expect(outcome.out.contains("requirements have a check"))
  }

  private func firstID(_ topic: String) throws -> String? {
    try Binary.run("list", topic).out.split(separator: "\n").dropFirst().first?.split(separator: " ").first.map(
      String.init)
  }
}
