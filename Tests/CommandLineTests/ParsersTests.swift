import Foundation
import Testing

@Suite("Running the golden inputs through a parser")
struct ParsersCommandTests {
  private static func parser() throws -> String {
    try Binary.url().deletingLastPathComponent().appendingPathComponent("BrokenParser").path
  }

  private func run(_ options: [String], _ parser: [String]) throws -> Binary.Outcome {
    try Binary.run(["parsers", "--timeout", "120", "--no-color"] + options + ["--"] + [Self.parser()] + parser)
  }

  /// Seeded bugs of `Tests/BrokenParser`, each with an input that has to catch it.
  static let bugs = [
    ("nonces", "message/valid/success-sha1-des3"), ("fail-info", "message/valid/failure-0"),
    ("recipients", "message/valid/two-recipients"), ("serial", "message/valid/pkcsreq-sha1-des3"),
    ("indefinite", "message/odd/request-indefinite"), ("cut", "message/malformed/cut-100"),
    ("trailing", "message/odd/request-trailing-1"), ("algorithm", "message/valid/signer-spelling"),
    ("crash", "message/malformed/cut-0"),
  ]

  @Test("A parser without bugs passes") func right() throws {
    let run = try run(["--lines", "--only", "message/*"], ["none", "--lines"])
    #expect(run.status == 0, "\(run.out.suffix(500))")
  }

  @Test("Nine of ten seeded bugs are caught by the inputs made for them", arguments: bugs)
  func bug(_ bug: String, _ id: String) throws {
    let run = try run(["--lines", "--only", "message/*", "--format", "tap"], [bug, "--lines"])
    #expect(run.status == 1)
    #expect(run.out.split(separator: "\n").contains { $0.hasPrefix("not ok") && $0.contains(id) })
  }

  @Test("The tenth hangs, which is told and bounded") func hang() throws {
    let run = try Binary.run([
      "parsers", "--timeout", "1", "--only", "message/malformed/deep", "--", Self.parser(), "hang",
    ])
    #expect(run.status == 1 && run.out.contains("it hangs"))
  }

  @Test("A process for each input says the same") func single() throws {
    #expect(try run(["--only", "message/valid/bag*"], ["none"]).status == 0)
    let crash = try run(["--only", "message/malformed/cut-0"], ["crash"])
    #expect(crash.status == 1 && crash.out.contains("the parser crashed: signal 6"))
  }

  @Test("Expected failures do not fail the run; one that passes now does, and one that fits nothing is refused")
  func expected() throws {
    let folder = try Scratch()
    func expecting(_ only: String) throws -> String {
      try folder.write(
        "format: parsers-expected/1\nfailures: [{ only: '\(only)', reason: known }]\n", to: "expected.yaml")
    }
    let options = ["--lines", "--only", "message/valid/failure-*"]
    let known = try run(options + ["--expected", try expecting("message/valid/failure-*")], ["fail-info", "--lines"])
    #expect(known.status == 0 && known.out.contains("known failures"))
    let gone = try run(options + ["--expected", try expecting("message/valid/failure-0")], ["none", "--lines"])
    #expect(gone.status == 1 && gone.out.contains("take the entry"))
    let stale = try run(options + ["--expected", try expecting("message/nothing/*")], ["none", "--lines"])
    #expect(stale.status == 65 && stale.errLines.count == 1)
  }

  @Test("Fields that a parser does not have are left out") func leftOut() throws {
    let folder = try Scratch()
    let file = try folder.write("format: parsers-expected/1\nleftOut: [failInfo]\n", to: "expected.yaml")
    let run = try run(["--lines", "--only", "message/valid/*", "--expected", file], ["fail-info", "--lines"])
    #expect(run.status == 0)
  }

  @Test(
    "What is not in order ends with one line",
    arguments: [
      (["--", "/nonexistent/parser"], 64), (["--only", "nothing/*", "--", "true"], 64), ([], 64),
      (["--inputs", "/nonexistent", "--", "true"], 65), (["--expected", "/nonexistent", "--", "true"], 65),
      (["--timeout", "0", "--", "true"], 64),
    ] as [([String], Int32)])
  func usage(_ arguments: [String], _ status: Int32) throws {
    let run = try Binary.run(["parsers"] + arguments)
    #expect(run.status == status && run.out == "" && !run.err.isEmpty)
  }

  @Test("Reports are those of a test run") func reports() throws {
    let folder = try Scratch()
    let kinds = ["json", "junit", "html", "markdown", "tap", "sarif"]
    let run = try run(
      kinds.flatMap { ["--report", "\($0)=\(folder.path($0))"] } + ["--lines", "--only", "message/valid/bag*"],
      ["none", "--lines"])
    #expect(run.status == 0)
    for kind in ["json", "junit", "tap"] { #expect(try folder.text(kind).contains("bag-one"), "\(kind)") }
    for kind in ["html", "markdown", "sarif"] { #expect(!(try folder.text(kind)).isEmpty, "\(kind)") }
  }
}
