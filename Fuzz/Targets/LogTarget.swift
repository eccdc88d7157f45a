import BundledSpecs
import Foundation
import ScepspecDiagnosing
import ScepspecModel
import ScepspecSpecLoading

/// Logs of every format, packed ones too. The first octet says as what they are read: 0 lets them be recognised.
enum LogTarget {
  private static let specifications =
    SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true, formats: Format.ofLogs).specifications
    ?? Specifications()
  private static let reading = try? LogDiagnosis(specifications)
  private static let formats = specifications.formats.map(\.id)
  private static let file = FileManager.default.temporaryDirectory.appendingPathComponent(
    "scepspec-fuzz-\(ProcessInfo.processInfo.processIdentifier).log")

  @Sendable static func take(_ octets: [UInt8]) {
    guard var reading, !formats.isEmpty else { preconditionFailure("the specifications cannot be used") }
    guard let first = octets.first else { return }
    let choice = Int(first) % (formats.count + 1)
    reading.settings = DiagnosisSettings(format: choice == 0 ? nil : formats[choice - 1], now: 1_780_272_000)
    do {
      try Data(octets.dropFirst()).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      _ = reading.run([file.path])
    } catch {
      preconditionFailure("the input cannot be written: \(error)")
    }
  }
}
