import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct MendingTests {
  private static let lines = [
    "2018-02-27T04:53:31.1300000 INFO com.example.state.RootMachine 9595 0 Root cert 'a' state changed from B to C",
    "2018-02-27T04:53:32.0390000 INFO com.example.state.RootMachine 9595 14 Root cert 'a' state changed from C to D",
    "2018-02-27T04:53:33.0390000 INFO com.example.Other 9595 14 done",
  ]

  @Test func `Marks of an answer are taken off, and lines without them stay`() throws {
    let text = try #require(QuotedLines.unquoted(Array("Hello\n> > a: b\n>  c\n>\n".utf8)))
    #expect(String(decoding: text, as: UTF8.self) == "Hello\na: b\n c\n\n\n")
    #expect(QuotedLines.unquoted(Array("a\nb > c\n<x>\n".utf8)) == nil)
  }

  @Test(arguments: [60, 72, 78, 100]) func `Lines broken at blanks are put together again`(width: Int) throws {
    let broken = Self.lines.map { wrapped($0, width) }.joined(separator: "\n")
    let text = try #require(BrokenLines.joined(Array(broken.utf8)))
    #expect(String(decoding: text, as: UTF8.self) == Self.lines.joined(separator: "\n") + "\n")
  }

  @Test func `Lines broken in the middle of words lose nothing`() throws {
    let long = String(repeating: "012345678 ", count: 12)
    let broken = stride(from: 0, to: 120, by: 50).map { String(long.dropFirst($0).prefix(50)) }
    let text = try #require(BrokenLines.joined(Array((broken + ["an end"]).joined(separator: "\n").utf8)))
    #expect(String(decoding: text, as: UTF8.self).hasPrefix(long))
  }

  @Test func `Keys and records that begin anew stay lines of their own`() {
    let text = "Log Name: Some/Admin and a few more words up to here\nSource: x\nDate: 1/2/2024\n"
    #expect(BrokenLines.joined(Array(text.utf8)) == nil)
    #expect(BrokenLines.joined(Array((Self.lines[0] + "\n" + Self.lines[1]).utf8)) == nil)
  }

  @Test func `Records in one line are told apart, but one that quotes another stays one`() throws {
    let format = try CompiledFormat(Known.omadm)
    let heads = Known.scepStates + [Known.scepStates[0]]
    let together = try #require(RunTogether.apart(Array(heads.joined(separator: " ").utf8), format))
    #expect(String(decoding: together, as: UTF8.self) == heads.joined(separator: " \n") + "\n")
    #expect(RunTogether.apart(Array("\(Known.scepStates[0]) \(Known.scepStates[1])\n".utf8), format) == nil)
  }

  private func wrapped(_ line: String, _ width: Int) -> String {
    var lines = [""]
    for word in line.split(separator: " ") {
      let last = lines.count - 1
      if lines[last].isEmpty {
        lines[last] = String(word)
      } else if lines[last].count + 1 + word.count <= width {
        lines[last] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}
