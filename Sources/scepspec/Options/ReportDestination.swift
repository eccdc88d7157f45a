import ArgumentParser
import Foundation

/// `FORMAT=FILE`: one more report, written to a file.
struct ReportDestination: ExpressibleByArgument {
  var format: ReportFormat
  var file: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), let format = ReportFormat(rawValue: String(argument[..<equals]))
    else {
      return nil
    }
    let file = String(argument[argument.index(after: equals)...])
    // Standard output has one owner: `--format`.
    guard !file.isEmpty, file != "-" else { return nil }
    self.format = format
    self.file = file
  }

  /// - Throws: `Failure` (wrong usage) where the file could not be written, before a long run finds out.
  func check() throws {
    let url = URL(fileURLWithPath: file)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
    let writable =
      exists
      ? !isFolder.boolValue && FileManager.default.isWritableFile(atPath: file)
      : FileManager.default.isWritableFile(atPath: url.deletingLastPathComponent().path)
    guard writable else { throw Failure(.usage, "cannot write the \(format.rawValue) report to '\(file)'") }
  }

  func write(_ text: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    } catch {
      throw Failure(.usage, "cannot write the \(format.rawValue) report to '\(file)'")
    }
  }
}
