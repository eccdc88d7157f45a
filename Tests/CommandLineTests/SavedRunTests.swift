import Foundation
import Testing

@Suite("Reports that others build on", .serialized)
struct SavedRunTests {
  private static let fault = ServedRunTests.fault
  private static let check = ServedRunTests.check
  private static let challenge = ServedRunTests.challenge

  private func test(_ server: Served, _ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(["test", server.url, "--challenge", Self.challenge, "--only", Self.check, "--quiet"] + arguments)
  }

  @Test("A baseline of a run ends the next one with 0, and fails one against a server that has been mended")
  func baseline() throws {
    let server = try Served(["--challenge", Self.challenge, "--fault", Self.fault, "--quiet"])
    let folder = try Scratch()
    let (report, file) = (folder.path("r.json"), folder.path("My server.yaml"))
    #expect(try test(server, "--report", "json=\(report)").status == 1)
    let written = try Binary.run("baseline", report, "-o", file)
    #expect(written.status == 0, "\(written.err)")
    #expect(written.out.isEmpty)
    let text = try folder.text("My server.yaml")
    #expect(text.contains("id: my-server\n") && text.contains("check: \(Self.check)\n    verdict: fail\n"))
    #expect(try test(server, "--target", file).status == 0)
    #expect(try Binary.run("baseline", report, "-o", file).status == 64)
    #expect(try folder.text("My server.yaml") == text)
    let mended = try Served(["--challenge", Self.challenge, "--quiet"])
    let outcome = try test(mended, "--target", file)
    #expect(outcome.status == 1)
    #expect(outcome.out.contains("the target file lists deviations that are gone"))
  }

  @Test("A baseline can make its own run, and keeps the reasons of an earlier file")
  func ownRun() throws {
    let server = try Served(["--challenge", Self.challenge, "--fault", Self.fault, "--quiet"])
    let folder = try Scratch()
    let arguments = [
      "baseline", server.url, "--challenge", Self.challenge, "--only", Self.check, "--quiet", "--timeout", "60",
    ]
    let first = try Binary.run(arguments)
    #expect(first.status == 0, "\(first.err)")
    #expect(first.out.contains("reason: \"to be filled in: "))
    #expect(!first.out.contains(Self.challenge))
    let edited = first.out.split(separator: "\n").map { line in
      line.contains("reason:") ? "    reason: It is made that way." : String(line)
    }
    let file = try folder.write(edited.joined(separator: "\n"), to: "known.yaml")
    let second = try Binary.run(arguments + ["--target", file])
    #expect(second.out.contains("reason: \"It is made that way.\""))
    #expect(try Binary.run("baseline", "http://127.0.0.1:1/", "--quiet").status == 3)
  }

  @Test("diff ends with 1 where something broke, 0 where not, 65 for what is no report, and names the file")
  func diff() throws {
    let folder = try Scratch()
    func report(_ verdict: String) throws -> String {
      try folder.write(
        """
        {"format": "scepspec-report/1", "tool": "t", "target": "x", "stopped": null, "results": [
        {"id": "a/b", "title": "", "level": "MUST", "verdict": "\(verdict)", "reason": "", "blockedBy": []}]}
        """, to: "\(verdict).json")
    }
    let (good, bad, open) = (try report("pass"), try report("fail"), try report("inconclusive"))
    #expect(try Binary.run("diff", good, bad).status == 1)
    #expect(try Binary.run("diff", bad, good).status == 0)
    #expect(try Binary.run("diff", good, open).status == 2)
    #expect(try Binary.run("diff", good, bad, "--format", "json").out.contains("\"format\": \"scepspec-diff/1\""))
    #expect(try Binary.run("diff", good, bad, "--format", "markdown").out.hasPrefix("## ✘ scepspec: something broke\n"))
    let broken = try folder.write("{\"format\": \"other/1\"}", to: "other.json")
    let refused = try Binary.run("diff", good, broken)
    #expect(refused.status == 65)
    #expect(refused.errLines == ["scepspec: \(broken): its format is 'other/1', expected 'scepspec-report/1'"])
    #expect(try Binary.run("diff", good, folder.path("none.json")).status == 65)
    #expect(try Binary.run("diff", good, folder.url.path).status == 65)
  }

  @Test("Every format is written, to files and to standard output, and none tells the challenge")
  func formats() throws {
    let server = try Served(["--challenge", Self.challenge, "--fault", Self.fault, "--quiet"])
    let folder = try Scratch()
    let heads = [
      "json": "{", "junit": "<?xml", "markdown": "## ", "sarif": "{", "tap": "TAP version 14\n",
      "html": "<!doctype html>",
    ]
    let destinations = heads.keys.sorted().flatMap { ["--report", "\($0)=\(folder.path($0))"] }
    let outcome = try Binary.run(
      ["test", server.url, "--challenge", Self.challenge, "--only", Self.check, "--quiet", "--format", "markdown"]
        + destinations)
    #expect(outcome.status == 1)
    #expect(outcome.out == (try folder.text("markdown")))
    for (name, head) in heads {
      let text = try folder.text(name)
      #expect(text.hasPrefix(head) && text.contains(name == "junit" ? "recipient-nonce-copied" : Self.check))
      #expect(!text.contains(Self.challenge))
    }
  }

  @Test("A target that cannot be graded gives reports that say why, and nothing on standard output")
  func unreachable() throws {
    let folder = try Scratch()
    let names = ["text", "json", "junit", "markdown", "sarif", "tap", "html"]
    let outcome = try Binary.run(
      ["test", "http://127.0.0.1:1/", "--quiet", "--format", "json"]
        + names.flatMap { ["--report", "\($0)=\(folder.path($0))"] })
    #expect(outcome.status == 3)
    #expect(outcome.out.isEmpty)
    #expect(outcome.errLines.count == 1)
    for name in names { #expect(try folder.text(name).contains("cannot be reached"), "\(name)") }
  }

  @Test("A diagnosis is written as Markdown and HTML")
  func diagnosis() throws {
    let folder = try Scratch()
    let log = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Golden/devices/android/seed-scep/input.log").path
    let outcome = try Binary.run(
      "diagnose", log, "--quiet", "--format", "markdown", "--report", "html=\(folder.path("d.html"))")
    #expect(outcome.status <= 2)
    #expect(outcome.out.hasPrefix("## "))
    #expect(try folder.text("d.html").contains("<ol class=\"timeline\">"))
  }
}
