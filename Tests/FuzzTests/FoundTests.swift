import Foundation
import FuzzTargets
import Testing

/// Inputs that a fuzzer once found, or that were found otherwise: each came to grief, and must not again.
@Suite("What fuzzers found") struct FoundTests {
  struct Case: CustomTestStringConvertible {
    var target: FuzzTarget
    var file: URL
    var testDescription: String { "\(target.name)/\(file.lastPathComponent)" }
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Fuzz/Found").standardizedFileURL

  static let cases: [Case] = FuzzTarget.all.flatMap { target in
    let folder = folder.appendingPathComponent(target.name)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { Case(target: target, file: folder.appendingPathComponent($0)) }
  }

  @Test("comes through", arguments: cases)
  func comesThrough(_ found: Case) throws { found.target.take(Array(try Data(contentsOf: found.file))) }

  @Test("Every target takes nothing, and one octet of each kind", arguments: FuzzTarget.all.map(\.name))
  func smallest(_ name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    target.take([])
    for octet: UInt8 in [0, 10, 48, 127, 255] { target.take([octet]) }
  }

  @Test("Each folder belongs to a target") func folders() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { !$0.contains(".") }
    #expect(names.allSatisfy { FuzzTarget.named($0) != nil })
  }
}
