import Diagnosing
import Foundation
import Model
import Reports
import SpecLoading
import Testing
import Yams

/// One folder under Golden/devices: logs, what a person expects of them, and the diagnosis recorded.
struct GoldenLog: CustomTestStringConvertible, Sendable {
  /// `android/root-success`.
  var name: String
  var expectation: Expectation
  var options: [String: String]
  var offsets: [String: Int]
  /// The format that all inputs are said to have.
  var format: String?
  /// Seconds since 1970.
  var now: Int

  var testDescription: String { name }
  var folder: String { "Golden/devices/\(name)" }

  /// What `case.yaml` says, written by hand before the tool was asked.
  struct Expectation: Sendable {
    var conclusion: String
    var step: Int?
    var state: String?
    var findings: [String]
  }

  /// Paths in reports have to be those of everybody: the tests run at the top of the package.
  static let root: URL = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    FileManager.default.changeCurrentDirectoryPath(root.path)
    return root
  }()

  static let all: [GoldenLog] = {
    let devices = root.appendingPathComponent("Golden/devices")
    return folders(in: devices).flatMap { platform in
      folders(in: devices.appendingPathComponent(platform)).map { "\(platform)/\($0)" }
    }.map(read)
  }()

  /// The logs, in the order of their names.
  var inputs: [String] {
    let own: Set = ["case.yaml", "diagnosis.json"]
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !own.contains($0) }.sorted().map { "\(folder)/\($0)" }
  }

  private static func folders(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") && !$0.contains(".") }.sorted()
  }

  private static func read(_ name: String) -> GoldenLog {
    let file = root.appendingPathComponent("Golden/devices/\(name)/case.yaml")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let node = (try? Yams.compose(yaml: text)) ?? Node("")
    let expect = node["expect"]
    let options = node["options"]?.mapping?.compactMap { key, value in
      key.string.flatMap { key in value.string.map { (key, $0) } }
    }
    let offsets = node["offsets"]?.mapping?.compactMap { key, value in
      key.string.flatMap { key in value.int.map { (key, $0) } }
    }
    return GoldenLog(
      name: name,
      expectation: Expectation(
        conclusion: expect?["conclusion"]?.string ?? "(case.yaml has no expect.conclusion)",
        step: expect?["step"]?.int, state: expect?["state"]?.string,
        findings: expect?["findings"]?.array().compactMap(\.string) ?? []),
      options: Dictionary(options ?? [], uniquingKeysWith: { first, _ in first }),
      offsets: Dictionary(offsets ?? [], uniquingKeysWith: { first, _ in first }), format: node["format"]?.string,
      now: node["at"]?.string.flatMap(seconds) ?? 1_780_000_000)
  }

  private static func seconds(_ day: String) -> Int? {
    (try? Date(day, strategy: .iso8601.year().month().day())).map { Int($0.timeIntervalSince1970) }
  }
}
