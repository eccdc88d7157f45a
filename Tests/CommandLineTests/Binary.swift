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

  /// Runs the tool to its end. Output goes through files, so that no full pipe can stop it. A run against an honest
  /// server on a busy machine is given time, unless the test says how much.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let folder = try Scratch()
    let (out, err) = (try folder.handle("out"), try folder.handle("err"))
    let process = Process()
    process.executableURL = try url()
    let isPatient = arguments.first == "test" && !arguments.contains("--timeout")
    process.arguments = arguments + (isPatient ? ["--timeout", "60"] : [])
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
    _ = FileManager.default.createFile(atPath: path(name), contents: nil)
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

/// `scepspec serve`, or another command that listens, in the background.
final class Served {
  let url: String
  private let process: Process
  private let folder: Scratch
  private let input = Pipe()
  private let output = Pipe()
  private let lines: LineCollector

  struct DidNotStart: Error { var err: String }

  init(_ arguments: [String] = [], command: String = "serve") throws {
    folder = try Scratch()
    process = Process()
    process.executableURL = try Binary.url()
    process.arguments = [command, "--port", "0"] + arguments
    process.standardInput = input
    process.standardOutput = output
    process.standardError = try folder.handle("err")
    lines = LineCollector(output.fileHandleForReading)
    try process.run()
    let head = "listening on "
    guard let line = lines.first(where: { $0.hasPrefix(head) }) else {
      process.terminate()
      throw DidNotStart(err: try folder.text("err"))
    }
    url = String(line.dropFirst(head.count))
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  /// Says a line on its standard input and returns the first line of its output that begins with `answer`.
  func say(_ line: String, answer: String) throws -> String? {
    input.fileHandleForWriting.write(Data((line + "\n").utf8))
    return lines.first { $0.hasPrefix(answer) }
  }

  /// Its standard input, as a file that others may write to.
  var inputPath: String { "/proc/\(process.processIdentifier)/fd/0" }

  /// Asks it to end and returns its exit code and everything that it wrote.
  func stop(_ signal: Int32 = SIGTERM) throws -> Binary.Outcome {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return Binary.Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -1, out: lines.all(),
      err: try folder.text("err"))
  }
}

/// The lines that a process writes, for those who wait for one of them.
final class LineCollector: Sendable {
  private let arrival = NSCondition()
  // Guarded by `arrival`.
  nonisolated(unsafe) private var bytes = Data()
  nonisolated(unsafe) private var hasEnded = false

  init(_ handle: FileHandle) {
    Thread.detachNewThread { [self] in
      while true {
        let piece = handle.availableData
        arrival.lock()
        bytes += piece
        hasEnded = piece.isEmpty
        arrival.broadcast()
        arrival.unlock()
        if piece.isEmpty { return }
      }
    }
  }

  /// Waits for a whole line; nil when the output ends without it, or after two minutes.
  func first(where isWanted: (String) -> Bool) -> String? {
    let end = Date(timeIntervalSinceNow: 120)
    arrival.lock()
    defer { arrival.unlock() }
    while true {
      let whole = bytes.lastIndex(of: 10).map { bytes[..<$0] } ?? Data()
      let lines = whole.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
      if let line = lines.first(where: isWanted) { return line }
      guard !hasEnded, arrival.wait(until: end) else { return nil }
    }
  }

  /// Waits for the end and returns everything.
  func all() -> String {
    arrival.lock()
    defer { arrival.unlock() }
    while !hasEnded { arrival.wait() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
