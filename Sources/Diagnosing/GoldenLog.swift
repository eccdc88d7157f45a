import Foundation
import ScepspecModel
import Yams

/// One folder of golden logs: logs, what a person expects of them, and the diagnosis recorded.
///
/// `PLATFORM/CASE/` holds `case.yaml` (`about`, `source`, `expect`, and as needed `options`, `offsets`, `format`, `at`), the
/// logs, and `diagnosis.json`.
public struct GoldenLog: Hashable, Sendable {
  /// `PLATFORM/CASE`.
  public var name: String
  /// The folder that holds it.
  public var folder: String
  public var expectation: Expectation
  public var settings: DiagnosisSettings

  /// What `case.yaml` says, written by hand before the tool was asked.
  public struct Expectation: Hashable, Sendable {
    public var conclusion: String
    public var step: Int?
    public var state: String?
    public var findings: [String]
  }

  /// The day of the run: 2026-06-01.
  private static let day = 1_780_272_000

  /// Every case below a folder, in the order of the names; none where there is no such folder.
  public static func all(in folder: String) -> [GoldenLog] {
    folders(in: folder).flatMap { platform in
      folders(in: "\(folder)/\(platform)").map { GoldenLog("\(platform)/\($0)", in: folder) }
    }
  }

  /// Paths of the logs, in the order of their names.
  public var inputs: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0 != "case.yaml" && $0 != "diagnosis.json" }.sorted().map { "\(folder)/\($0)" }
  }

  private init(_ name: String, in root: String) {
    self.name = name
    folder = "\(root)/\(name)"
    let text = (try? String(contentsOfFile: "\(folder)/case.yaml", encoding: .utf8)) ?? ""
    let node = (try? Yams.compose(yaml: text)) ?? Node("")
    let expect = node["expect"]
    expectation = Expectation(
      conclusion: expect?["conclusion"]?.string ?? "(case.yaml has no expect.conclusion)", step: expect?["step"]?.int,
      state: expect?["state"]?.string, findings: expect?["findings"]?.array().compactMap(\.string) ?? [])
    settings = DiagnosisSettings(
      options: Self.pairs(node["options"], \.string), format: node["format"]?.string,
      offsets: Self.pairs(node["offsets"], \.int),
      at: node["at"]?.string.flatMap { CivilDate($0)?.secondsSince1970 }, now: Self.day)
  }

  private static func pairs<Value>(_ node: Node?, _ value: (Node) -> Value?) -> [String: Value] {
    let pairs = (node?.mapping ?? [:]).compactMap { key, item in
      key.string.flatMap { key in value(item).map { (key, $0) } }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private static func folders(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.contains(".") }.sorted()
  }
}
