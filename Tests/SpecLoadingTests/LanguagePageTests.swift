import BundledSpecs
import Foundation
import ScepspecModel
import Testing

@testable import ScepspecSpecLoading

@Suite("The page about the language")
struct LanguagePageTests {
  private let page =
    (try? String(contentsOf: SchemaTests.specs.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  @Test("It has every format and every key")
  func keys() {
    for format in Format.allCases {
      #expect(page.contains("`\(format.head)`"), "\(format.head)")
      for key in Self.keys(of: .record(format.shape)) { #expect(mentions(key), "\(format.head): \(key)") }
    }
    for key in RecordShape.exchangeInPlace.map(\.name) + RecordShape.fieldType.names {
      #expect(mentions(key), "\(key)")
    }
  }

  @Test("It has every test, aspect, mutation, level, predicate and character set")
  func words() {
    var words = TestWord.allCases.map(\.rawValue) + Aspect.allCases.map { "@" + $0.rawValue }
    words += Mutation.Word.allCases.map(\.rawValue) + Level.allCases.map(\.rawValue) + Linker.predicateHeads
    words += ScepspecModel.Test.CharacterSet.allCases.map(\.rawValue) + TimeSpan.units.keys
    for word in words { #expect(mentions(word), "\(word)") }
  }

  @Test("Its examples about logs have the shape that the loader demands")
  func examples() throws {
    let blocks = page.components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
    let formats: [Format] = [.format, .events, .codes, .machine, .workflow]
    for format in formats {
      let example = try #require(blocks.first { $0.hasPrefix("format: \(format.head)\n") }, "\(format.head)")
      let log = ProblemLog()
      let file = SpecFile(name: format.rawValue, bytes: Array(example.utf8))
      _ = YAMLReader(file: file, log: log).read().flatMap { Document($0, log) }
      #expect(log.problems == [])
    }
  }

  @Test("It has every argument of every mutation of the vocabulary")
  func arguments() throws {
    let vocabulary = try #require(SpecLoader.load(folder: BundledSpecs.folder.path).specifications).vocabulary
    let lines = page.split(separator: "\n")
    for (word, type) in vocabulary.mutations {
      let line = try #require(lines.first { $0.hasPrefix("| `\(word)` |") }, "\(word)")
      for argument in type.fields.keys { #expect(line.contains("`\(argument)`"), "\(word): \(argument)") }
    }
  }

  /// As a word in backticks, in a row of a table or as a key of an example.
  private func mentions(_ word: String) -> Bool {
    let forms = [
      "`\(word)`", "`\(word):", "{ \(word):", ", \(word):", "  \(word):", "- \(word):", "\n\(word):", ", \(word) ",
    ]
    return forms.contains { page.contains($0) } || page.contains(", \(word) or ")
  }

  private static func keys(of shape: Shape) -> [String] {
    switch shape {
    case .record(let record): record.keys.flatMap { [$0.name] + keys(of: $0.shape) }
    case .list(let inner), .filled(let inner), .oneOrMore(let inner), .map(let inner): keys(of: inner)
    default: []
    }
  }
}
