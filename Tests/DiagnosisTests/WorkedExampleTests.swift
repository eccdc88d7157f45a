import BundledSpecs
import Foundation
import ScepspecDiagnosing
import ScepspecModel
import ScepspecReports
import ScepspecSpecLoading
import Testing

@Suite("The worked example of the language page")
struct WorkedExampleTests {
  private static let page = GoldenLog.root.appendingPathComponent("Specs/README.md")

  /// The code blocks of the section, without their fences, by language.
  private func blocks(_ language: String) throws -> [String] {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "### A log of your own\n").dropFirst().first)
    let own = section.components(separatedBy: "\n## ")[0]
    return own.components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0] + "\n"
    }
  }

  private func diagnosis(_ body: (Diagnosis, Workflow?) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let specs = folder.appendingPathComponent("router")
    try FileManager.default.createDirectory(at: specs, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for block in try blocks("yaml") {
      let kind = try #require(block.dropFirst("format: ".count).split(separator: "/").first)
      try block.write(to: specs.appendingPathComponent("router.\(kind).yaml"), atomically: true, encoding: .utf8)
    }
    let log = folder.appendingPathComponent("router.log")
    try #require(try blocks("log").first).write(to: log, atomically: true, encoding: .utf8)
    let loaded = SpecLoader.load(paths: [specs.path], over: BundledSpecs.folder.path)
    #expect(loaded.problems == [])
    var diagnosis = try LogDiagnosis(try #require(loaded.specifications)).run([log.path])
    diagnosis = diagnosis.named(log.path, "router.log")
    try body(diagnosis, loaded.specifications?.workflows.first)
  }

  @Test("Its files load, its log is understood, and the answer is the one printed there")
  func runs() throws {
    try diagnosis { diagnosis, workflow in
      #expect(diagnosis.conclusion == .failure)
      #expect(diagnosis.stoppedAt?.state == "REFUSED")
      let answer = TextDiagnosis(workflow: workflow).render(diagnosis)
      let printed = try blocks("text").first
      #expect(answer == printed)
    }
  }
}

extension Diagnosis {
  /// With another name for a file.
  fileprivate func named(_ old: String, _ new: String) -> Diagnosis {
    func origin(_ origin: Origin) -> Origin {
      if case .line(old, let line) = origin { .line(file: new, line) } else { origin }
    }
    var diagnosis = self
    for index in diagnosis.inputs.indices where diagnosis.inputs[index].path == old {
      diagnosis.inputs[index].path = new
    }
    for index in diagnosis.journeys.indices {
      for step in diagnosis.journeys[index].path.indices {
        diagnosis.journeys[index].path[step].origin = origin(diagnosis.journeys[index].path[step].origin)
      }
      for finding in diagnosis.journeys[index].findings.indices {
        diagnosis.journeys[index].findings[finding].origin = diagnosis.journeys[index].findings[finding].origin.map(
          origin)
      }
    }
    return diagnosis
  }
}

@Suite("Samples of the specifications")
struct SampleTests {
  @Test("Each is recognised, and read as it says, everything competing with everything")
  func samples() throws {
    let problems = try LogDiagnosis(GoldenLog.specifications).sampleProblems()
    #expect(problems.map { "\($0.location): \($0.message)" } == [])
  }
}
