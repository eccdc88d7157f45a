import Foundation
import ScepspecSpecLoading
import Testing

/// A folder of `Golden/refused`: files with mistakes, and the messages that they earn.
struct RefusedCase: CustomTestStringConvertible, Sendable {
  var name: String
  private var folder: URL { Self.root.appendingPathComponent(name) }

  var testDescription: String { name }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden/refused").resolvingSymlinksInPath()

  /// Every case; `base` holds the right files that the others stand beside.
  static func all() -> [RefusedCase] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.filter { !$0.contains(".") && $0 != "base" }.sorted().map(RefusedCase.init(name:))
  }

  /// The messages, one in a line. A file takes the place of one of `base` with the same name.
  func messages() throws -> String {
    let own = try Self.files(folder)
    let names = Set(own.map(\.name))
    // Whatever replaces the definitions is about what happens without the rest.
    let base = name == "no-vocabulary" ? [] : try Self.files(Self.root.appendingPathComponent("base"))
    let result = SpecLoader.load(files: base.filter { !names.contains($0.name) } + own)
    return result.problems.map { "\($0)\n" }.joined()
  }

  func expected() -> String {
    (try? String(contentsOf: folder.appendingPathComponent("expected.txt"), encoding: .utf8)) ?? ""
  }

  func record(_ messages: String) throws {
    try messages.write(to: folder.appendingPathComponent("expected.txt"), atomically: true, encoding: .utf8)
  }

  private static func files(_ folder: URL) throws -> [SpecFile] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted().map {
      SpecFile(name: $0, bytes: Array(try Data(contentsOf: folder.appendingPathComponent($0))))
    }
  }
}
