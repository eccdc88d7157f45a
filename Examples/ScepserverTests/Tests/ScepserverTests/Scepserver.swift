import Foundation
import ScepspecTesting

/// Debian's `scepserver`, started with a CA of its own; or the server that the environment names.
enum Scepserver {
  private static let environment = ProcessInfo.processInfo.environment
  private static let program = "/usr/bin/scepserver"
  private static let port = 18_181

  /// Why the tests cannot run; `nil` where they can.
  static let problem: String? =
    if environment["SCEP_URL"] != nil {
      nil
    } else if !FileManager.default.isExecutableFile(atPath: program) {
      "scepserver is not installed (apt-get install scep), and SCEP_URL names no server"
    } else if environment["SCEPSERVER_MAY_LISTEN"] == nil {
      "scepserver listens on all interfaces: ./run gives it a network namespace of its own"
    } else {
      nil
    }

  /// Has the server for as long as the tests run.
  @Sendable static func during(_ tests: @Sendable (SCEPServer) async throws -> Void) async throws {
    if let url = environment["SCEP_URL"] {
      let challenge = environment["SCEP_CHALLENGE"].map { SCEPServer.Challenge.fixed($0) }
      return try await tests(SCEPServer(url, challenge: challenge ?? .none))
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scepserver-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try process(in: folder, "ca", "-init", "-depot", "depot").waitUntilExit()
    let server = try process(
      in: folder, "-depot", "depot", "-port", "\(port)", "-challenge", "secret", "-allowrenew", "0")
    defer {
      server.terminate()
      server.waitUntilExit()
    }
    let url = "http://127.0.0.1:\(port)/scep"
    try await waitUntilItAnswers(url, server)
    try await tests(SCEPServer(url, challenge: .fixed("secret")))
  }

  private static func process(in folder: URL, _ arguments: String...) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private static func waitUntilItAnswers(_ url: String, _ server: Process) async throws {
    for _ in 0..<600 where server.isRunning {
      if await Fetch.status(url + "?operation=GetCACaps") != nil { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw CocoaError(.executableLoad, userInfo: [NSLocalizedDescriptionKey: "scepserver does not listen"])
  }
}
