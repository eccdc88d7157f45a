import Foundation
import ScepspecDiagnosing
import ScepspecModel
import Testing

/// What happens to logs on their way: cut, lines lost, lines twice. Nothing of it makes a success that was not there.
@Suite("Damaged logs")
struct HostileLogTests {
  private static let texts = GoldenLog.shipped.filter { $0.inputs.count == 1 }

  /// Whether a success stands anywhere in it, an earlier one that a later failure hides, or that is taken back, among them.
  private func showsSuccess(_ golden: GoldenLog) throws -> Bool {
    func shows(_ journey: JourneyReport) -> Bool {
      journey.conclusion == .success || journey.earlier.contains { $0.conclusion == .success }
        || journey.parts.contains { shows($0.journey) }
        || journey.path.contains { Self.successes.contains([$0.machine ?? journey.machine, $0.to]) }
    }
    return try golden.diagnosis().journeys.contains(where: shows)
  }

  /// Machine and state of all that is a success to stand in.
  private static let successes = Set(
    GoldenLog.specifications.machines.flatMap { machine in
      machine.states.filter { $0.conclusion == .success }.map { [machine.id, $0.name] }
    })

  private func diagnosis(of golden: GoldenLog, _ bytes: [UInt8], _ body: (Diagnosis) -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(URL(fileURLWithPath: golden.inputs[0]).lastPathComponent)
    try Data(bytes).write(to: file)
    body(try golden.diagnosis(of: [file.path]))
  }

  private func bytes(of golden: GoldenLog) throws -> [UInt8] {
    Array(try Data(contentsOf: GoldenLog.root.appendingPathComponent(golden.inputs[0])))
  }

  @Test("Cut anywhere, a log without a success has none", arguments: texts)
  func cut(_ golden: GoldenLog) throws {
    let whole = try bytes(of: golden)
    guard whole.count > 1, try !showsSuccess(golden) else { return }
    for step in 1...4 {
      let end = whole.count * step / 5
      try diagnosis(of: golden, Array(whole.prefix(end))) { diagnosis in
        #expect(diagnosis.conclusion != .success, "cut at \(end) of \(whole.count)")
      }
    }
  }

  @Test("Without one of its lines, a log without a success has none", arguments: texts)
  func dropped(_ golden: GoldenLog) throws {
    let whole = try bytes(of: golden)
    guard !whole.contains(0), try !showsSuccess(golden) else { return }
    let lines = whole.split(separator: 0x0A, omittingEmptySubsequences: false)
    for drop in lines.indices.suffix(4) {
      let rest = lines.enumerated().filter { $0.offset != drop }.map { Array($0.element) }
      try diagnosis(of: golden, Array(rest.joined(separator: [0x0A]))) { diagnosis in
        #expect(diagnosis.conclusion != .success, "without line \(drop + 1)")
      }
    }
  }
}
