import Foundation
import Testing

/// The built tool, found beside the test bundle.
enum Binary {
  struct Outcome {
    var status: Int32
    var out: String
    var err: String

    /// Lines of standard error.
    var errLines: [String] { err.split(separator: "\n").map(String.init) }
  }

  struct NotBuilt: Error {}

  static func url() throws -> URL {
    let here = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let arguments = ProcessInfo.processInfo.arguments.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    for folder in [here] + arguments {
      // The bundle is a program on Linux and a folder elsewhere.
      for place in [folder, folder.deletingLastPathComponent().deletingLastPathComponent()] {
        let tool = place.appendingPathComponent("scepspec")
        if FileManager.default.isExecutableFile(atPath: tool.path), !isFolder(tool) { return tool }
      }
    }
    throw NotBuilt()
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Runs the tool to its end. Output goes through files, so that no full pipe can stop it.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let folder = try Scratch()
    let (out, err) = (try folder.handle("out"), try folder.handle("err"))
    let process = Process()
    process.executableURL = try url()
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = out
    process.standardError = err
    try process.run()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, out: try folder.text("out"), err: try folder.text("err"))
  }

  static func run(_ arguments: String...) throws -> Outcome { try run(arguments) }
}

/// A folder that goes away with its owner.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("scepspec-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func handle(_ name: String) throws -> FileHandle {
    FileManager.default.createFile(atPath: path(name), contents: nil)
    return try FileHandle(forWritingTo: url.appendingPathComponent(name))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
  }

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
    return path(name)
  }
}

/// `scepspec serve` in the background.
final class Served {
  let url: String
  private let process: Process
  private let folder: Scratch
  private let input = Pipe()

  struct DidNotStart: Error { var err: String }

  init(_ arguments: [String] = []) throws {
    folder = try Scratch()
    process = Process()
    process.executableURL = try Binary.url()
    process.arguments = ["serve", "--port", "0"] + arguments
    process.standardInput = input
    process.standardOutput = try folder.handle("out")
    process.standardError = try folder.handle("err")
    try process.run()
    let head = "listening on "
    for _ in 0..<600 {
      if let line = try folder.text("out").split(separator: "\n").first, line.hasPrefix(head) {
        url = String(line.dropFirst(head.count))
        return
      }
      guard process.isRunning else { break }
      Thread.sleep(forTimeInterval: 0.05)
    }
    process.terminate()
    throw DidNotStart(err: try folder.text("err"))
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  /// Says a line on its standard input and returns the first line of its output that begins with `answer`.
  func say(_ line: String, answer: String) throws -> String? {
    input.fileHandleForWriting.write(Data((line + "\n").utf8))
    for _ in 0..<600 {
      let lines = try folder.text("out").split(separator: "\n").map(String.init)
      if let found = lines.first(where: { $0.hasPrefix(answer) }) { return found }
      Thread.sleep(forTimeInterval: 0.05)
    }
    return nil
  }

  /// Asks it to end and returns its exit code and everything that it wrote.
  func stop(_ signal: Int32 = SIGTERM) throws -> Binary.Outcome {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return Binary.Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -1, out: try folder.text("out"),
      err: try folder.text("err"))
  }
}
