import Foundation
import Testing

/// Files under Golden/reports. `RECORD=1 swift test --filter ReportsTests` writes them and fails.
enum Golden {
  static func root(_ file: String = #filePath) -> URL {
    URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  static func expect(
    _ actual: String, in name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = root().appendingPathComponent("Golden/reports/\(name)")
    guard ProcessInfo.processInfo.environment["RECORD"] != nil else {
      let expected = try String(contentsOf: file, encoding: .utf8)
      #expect(actual == expected, sourceLocation: sourceLocation)
      return
    }
    try actual.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name): read the diff, then run again without RECORD", sourceLocation: sourceLocation)
  }
}
