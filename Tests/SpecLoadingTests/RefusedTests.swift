import Foundation
import ScepspecSpecLoading
import Testing

@Suite("Broken specifications")
struct RefusedTests {
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  @Test("They earn these messages", arguments: RefusedCase.all())
  func messages(_ refused: RefusedCase) throws {
    let messages = try refused.messages()
    if Self.isRecording {
      try refused.record(messages)
      Issue.record("recorded \(refused.name): read the diff, then run again")
    } else {
      #expect(messages == refused.expected())
    }
  }

  @Test("There are enough of them, and every code has one")
  func coverage() throws {
    let cases = RefusedCase.all()
    #expect(cases.count >= 40)
    let text = cases.map { $0.expected() }.joined()
    for code in SpecProblem.Code.allCases where !Self.elsewhere.contains(code) {
      #expect(text.contains("[\(code.rawValue)]"), "no folder in Golden/refused earns \(code.rawValue)")
    }
  }

  /// Tested without a golden, since the file would be large or there is none.
  static let elsewhere: Set<SpecProblem.Code> = [.unreadable, .tooLarge, .tooManyNodes]

  @Test("What the broken files stand beside is right")
  func base() throws {
    let result = SpecLoader.load(folder: RefusedCase.root.appendingPathComponent("base").path)
    #expect(result.problems.isEmpty)
    #expect(result.specifications?.checks.map(\.id) == ["base/right"])
  }

  @Test("Ten problems come at once, in the order of the file")
  func ten() throws {
    let lines = try RefusedCase(name: "ten-problems").messages().split(separator: "\n")
    #expect(lines.count >= 10)
    let numbers = lines.compactMap { Int($0.split(separator: ":")[1]) }
    #expect(numbers == numbers.sorted())
  }
}
