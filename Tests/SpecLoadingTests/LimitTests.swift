import Foundation
import ScepspecSpecLoading
import Testing

@Suite("Bounds of loading")
struct LimitTests {
  private func codes(_ text: String) -> [SpecProblem.Code] {
    SpecLoader.load(files: [SpecFile(name: "big.yaml", bytes: Array(text.utf8))]).problems.map(\.code)
  }

  @Test("A file of more than a mebibyte is refused unread")
  func large() {
    #expect(codes(String(repeating: "# a comment\n", count: 100_000)) == [.tooLarge])
  }

  @Test("So is one with more than a hundred thousand values")
  func many() {
    let text = "format: suite/1\nchecks: [" + String(repeating: "a,", count: 100_001) + "]\n"
    #expect(codes(text) == [.tooManyNodes])
  }

  @Test("Nesting beyond what the parser bears is refused too", arguments: ["[", "{a: ", "- ", "? "])
  func deep(_ opening: String) {
    let problems = codes("format: suite/1\nabout: " + String(repeating: opening, count: 3000))
    #expect(problems.count == 1)
  }

  @Test("A bomb of aliases is refused before it unfolds")
  func bomb() {
    var text = "format: suite/1\na: &a [x, x]\n"
    for (name, previous) in zip("bcdefghijklmnop", "abcdefghijklmno") {
      text += "\(name): &\(name) [*\(previous), *\(previous), *\(previous)]\n"
    }
    #expect(codes(text + "? *p\n: x\n") == [.anchor])
  }

  @Test("Predicates that double at each step are refused before they fill the memory")
  func doubling() throws {
    var text =
      "format: definitions/1\npredicates:\n  p0:\n    about: One\n    is: { field: http.status, equals: 200 }\n"
    for step in 1...40 { text += "  p\(step):\n    about: More\n    is: { all: [p\(step - 1), p\(step - 1)] }\n" }
    let folder = RefusedCase.root.appendingPathComponent("base/vocabulary.yaml")
    let vocabulary = SpecFile(name: "vocabulary.yaml", bytes: Array(try Data(contentsOf: folder)))
    let result = SpecLoader.load(files: [vocabulary, SpecFile(name: "p.yaml", bytes: Array(text.utf8))])
    #expect(result.problems.contains { $0.code == .tooManyNodes })
  }

  @Test("A chain of names may not be endless")
  func chain() throws {
    var text = "format: definitions/1\nexchanges:\n  e0:\n    about: The first\n    send: { operation: ask }\n"
    for step in (1...200).reversed() { text += "  e\(step):\n    about: Another\n    send: { like: e\(step - 1) }\n" }
    let folder = RefusedCase.root.appendingPathComponent("base/vocabulary.yaml")
    let vocabulary = SpecFile(name: "vocabulary.yaml", bytes: Array(try Data(contentsOf: folder)))
    let result = SpecLoader.load(files: [vocabulary, SpecFile(name: "e.yaml", bytes: Array(text.utf8))])
    #expect(result.problems.contains { $0.code == .tooDeep })
  }

  @Test("A pipe in the folder is passed over")
  func pipe() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(mkfifo(folder.appendingPathComponent("pipe.yaml").path, 0o600) == 0)
    #expect(SpecLoader.load(folder: folder.path).problems.map(\.code) == [.unreadable])
  }

  @Test("What is not there, and a folder without specifications, is said")
  func missing() throws {
    #expect(SpecLoader.load(folder: "/nowhere/at/all").problems.map(\.code) == [.unreadable])
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(SpecLoader.load(folder: folder.path).problems.map(\.code) == [.unreadable])
  }
}
