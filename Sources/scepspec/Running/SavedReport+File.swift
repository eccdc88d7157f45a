import Foundation
import ScepspecReports

extension SavedReport {
  /// A report of 100,000 checks has some 80 MB.
  private static let largest = 1 << 28

  /// - Throws: `Failure` (bad data) where the file cannot be read or is no report: which file, and what was expected.
  static func read(_ path: String) throws -> SavedReport {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let size = attributes?[.size] as? Int else { throw Failure(.badData, "there is no file '\(path)'") }
    guard size <= largest else {
      throw Failure(.badData, "\(path): \(size) octets, expected a report of no more than \(largest)")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.badData, "\(path): cannot be read, expected a JSON report of 'scepspec test'")
    }
    do {
      return try SavedReport(json: Array(data))
    } catch {
      throw Failure(.badData, "\(path): \(error)")
    }
  }
}
