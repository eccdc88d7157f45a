import BundledGoldens
public import Foundation
import ScepspecDiagnosing
public import Testing

/// Logs of one delivery, and what a person expects of them: for tests of log parsers.
///
/// ```swift
/// @Test("My parser reads every log", arguments: try GoldenLog.all)
/// func reads(_ golden: GoldenLog) throws {
///   for log in golden.logs { _ = try MyParser.parse(Data(contentsOf: log)) }
/// }
/// ```
public struct GoldenLog: Hashable, Identifiable, Sendable {
  /// `PLATFORM/CASE`, such as `android/seed-scep`.
  public let id: String
  /// Files as devices and servers write or export them, those of folders too, in the order of their paths.
  public let logs: [URL]
  /// How the delivery ended: `success`, `failure`, `waiting-for-user`, `in-progress`, `step-proven`, `insufficient` or
  /// `not-scep`.
  public let conclusion: String
  /// The last of the six steps of a delivery that is proven, 1-based.
  public let step: Int?
  /// Where it stands, a state of one of the machines.
  public let state: String?
  /// Ids of what has to be found.
  public let findings: [String]
  /// What `scepspec diagnose --format json` says, in the format `scepspec-diagnosis/1`.
  public let diagnosis: URL

  /// The platform: `android`, `apple`, `windows`, `servers`, `stores` or `joined`.
  public var platform: String { String(id.prefix { $0 != "/" }) }

  /// Every golden log, in the order of the ids.
  ///
  /// - Throws: ``SCEPTestingError`` where they are not there: a test without arguments would never run.
  public static var all: [GoldenLog] {
    get throws {
      let folder = BundledGoldens.folder.appendingPathComponent("devices").path
      let cases = ScepspecDiagnosing.GoldenLog.all(in: folder)
      guard !cases.isEmpty else { throw SCEPTestingError("there are no golden logs in '\(folder)'") }
      return cases.map(GoldenLog.init)
    }
  }

  private init(_ golden: ScepspecDiagnosing.GoldenLog) {
    id = golden.name
    logs = golden.inputs.flatMap(Self.files)
    conclusion = golden.expectation.conclusion
    step = golden.expectation.step
    state = golden.expectation.state
    findings = golden.expectation.findings
    diagnosis = URL(fileURLWithPath: golden.folder).appendingPathComponent("diagnosis.json")
  }

  /// The file, or those of a folder.
  private static func files(at path: String) -> [URL] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return [URL(fileURLWithPath: path)]
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().flatMap { files(at: "\(path)/\($0)") }
  }
}

extension GoldenLog: CustomTestStringConvertible, CustomTestArgumentEncodable {
  public var testDescription: String { id }

  /// The id, so that a run can repeat single logs.
  public func encodeTestArgument(to encoder: some Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(id)
  }
}
