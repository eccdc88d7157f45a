import Foundation
import ScepspecModel

/// One file of specifications as it was found.
public struct SpecFile: Sendable {
  /// Path relative to the folder that was loaded.
  public var name: String
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// What two files have in common when one stands for the other: the name without folders, the format and, where
  /// there is one, the id.
  var identity: [String] { [(name as NSString).lastPathComponent, head("format"), head("id")] }

  /// Whether it says that it is of a format that is not among these.
  func isOther(than formats: Set<Format>) -> Bool {
    let word = head("format")
    return Format.allCases.contains { $0.head == word && !formats.contains($0) }
  }

  var isVocabulary: Bool { head("format") == Format.vocabulary.head }

  /// The word that one of the first keys of the file has; empty where there is none. The file need not be in order.
  private func head(_ key: String) -> String {
    let line = bytes.prefix(4_096).split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .first { $0.starts(with: (key + ":").utf8) }
    let words = line?.dropFirst(key.utf8.count + 1).split { " \"'\t".utf8.contains($0) }
    return words?.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

/// Finds and reads the YAML files of a folder.
enum SpecFolder {
  static let largestFile = 1 << 20
  static let mostFiles = 2000

  /// Every `.yaml` and `.yml` file in the folder and below it, by name; or the one file that `path` names.
  static func files(at path: String, _ log: ProblemLog) -> [SpecFile] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
      log.add(.unreadable, at: Location(file: path, line: 1, column: 1), "there is no such file or folder")
      return []
    }
    guard isFolder.boolValue else {
      return [read(path, as: (path as NSString).lastPathComponent, log)].compactMap(\.self)
    }
    // A link that stands for the folder is followed; links inside it are not.
    let path = (path as NSString).resolvingSymlinksInPath
    let names = (manager.enumerator(atPath: path).map { $0.compactMap { $0 as? String } } ?? [])
      .filter { isSpecification($0) && isRegular(path + "/" + $0) }
      .sorted()
    if names.isEmpty {
      log.add(.unreadable, at: Location(file: path, line: 1, column: 1), "the folder holds no .yaml file")
    }
    if names.count > mostFiles {
      log.add(
        .tooLarge, at: Location(file: path, line: 1, column: 1), "the folder holds more than \(mostFiles) .yaml files")
      return []
    }
    return names.compactMap { read(path + "/" + $0, as: $0, log) }
  }

  private static func isSpecification(_ name: String) -> Bool {
    (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) && !name.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  /// Reading a pipe or a device that lies in the folder could take for ever.
  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func read(_ path: String, as name: String, _ log: ProblemLog) -> SpecFile? {
    let start = Location(file: name, line: 1, column: 1)
    guard let handle = FileHandle(forReadingAtPath: path) else {
      log.add(.unreadable, at: start, "the file cannot be opened")
      return nil
    }
    defer { try? handle.close() }
    do {
      let data = try handle.read(upToCount: largestFile + 1) ?? Data()
      return SpecFile(name: name, bytes: Array(data))
    } catch {
      log.add(.unreadable, at: start, "the file cannot be read")
      return nil
    }
  }
}
