import Foundation
import ScepspecModel
import ScepspecSpecLoading
import Testing

/// Loads pieces of specifications on top of the small right files of `Golden/refused/base`.
enum Tiny {
  static func load(_ text: String) throws -> Specifications {
    let result = try result(text)
    for problem in result.problems { Issue.record("\(problem)") }
    return try #require(result.specifications)
  }

  static func problems(_ text: String) throws -> [SpecProblem] { try result(text).problems }

  private static func result(_ text: String) throws -> LoadResult { try result([text]) }

  static func result(_ texts: [String]) throws -> LoadResult {
    let base = RefusedCase.root.appendingPathComponent("base")
    var files = try FileManager.default.contentsOfDirectory(atPath: base.path).filter { $0.hasSuffix(".yaml") }.sorted()
      .map { SpecFile(name: $0, bytes: Array(try Data(contentsOf: base.appendingPathComponent($0)))) }
    for (number, text) in texts.enumerated() {
      files.append(SpecFile(name: number == 0 ? "more.yaml" : "more\(number).yaml", bytes: Array(text.utf8)))
    }
    return SpecLoader.load(files: files)
  }

  /// The expectation of the one check in a suite with this `expect`.
  static func expectation(_ expect: String) throws -> ScepspecModel.Predicate {
    let suite = """
      format: suite/1
      id: more
      title: More
      checks:
        - { id: one, title: A claim, level: INFO, on: ask, expect: \(expect) }
      """
    return try #require(load(suite).checks.first { $0.id == "more/one" }).expect
  }
}
