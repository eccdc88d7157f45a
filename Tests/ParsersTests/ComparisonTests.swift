import Foundation
import ScepspecParsers
import Testing

@Suite("Inputs and expectations that are not in order are refused with file and line")
struct ParserInputTests {
  private func folder(_ files: [String: String]) throws -> String {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("parsers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: url.appendingPathComponent(name)) }
    return url.path
  }

  private func problem(_ body: () throws -> Void) -> String? {
    do { try body() } catch { return (error as? ParserProblem)?.message }
    return nil
  }

  private static let line = #"{"id":"a/b","about":"x","topic":"message","input":"AA==","expected":{"n":1}}"#

  @Test("A good line is read", arguments: [line, line + "\n"])
  func read(_ text: String) throws {
    let path = try folder(["x.jsonl": text])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let one = try #require(try ParserCase.load(folder: path).first)
    #expect(one.id == "a/b" && one.input == [0] && one.group == "a" && !one.isMalformed)
  }

  @Test(
    "A line that is no case",
    arguments: [
      "x", "[]", "{}", line.replacing("AA==", with: "*"), line.replacing("a/b", with: "ab"),
      line.replacing(#"{"n":1}"#, with: "1"), line + line,
    ])
  func bad(_ text: String) throws {
    let path = try folder(["x.jsonl": Self.line + "\n" + text + "\n"])
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(problem { _ = try ParserCase.load(folder: path) }?.contains("x.jsonl:2: ") == true)
  }

  @Test("An id that is there twice") func twice() throws {
    let path = try folder(["x.jsonl": Self.line, "y.jsonl": Self.line])
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(problem { _ = try ParserCase.load(folder: path) }?.contains("twice") == true)
  }

  @Test(
    "A file of expected failures that is not in order",
    arguments: [
      "", "- x", "format: other/1", "format: parsers-expected/1\nmore: 1", "format: parsers-expected/1\nleftOut: x",
      "format: parsers-expected/1\nfailures: x", "format: parsers-expected/1\nfailures: [{ only: x }]",
      "format: parsers-expected/1\nfailures: [{ only: x, reason: '' }]", "{",
      "format: parsers-expected/1\nfailures: [1]",
    ])
  func expectations(_ text: String) throws {
    let path = try folder(["e.yaml": text])
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(problem { _ = try ExpectedFailures.load(file: path + "/e.yaml") }?.contains("e.yaml") == true)
  }
}
