import Foundation

/// A shell command of the user's. It gets a bounded time and may print a bounded amount.
public struct UserCommand: Sendable {
  /// Seconds that it may take.
  static let limit = 30
  /// Octets that it may print.
  static let mostOctets = 64 * 1024

  /// For errors: `challenge command`.
  var name: String
  var command: String
  /// Variables that it gets besides the process's own.
  var environment: [String: String]

  public init(_ name: String, _ command: String, environment: [String: String] = [:]) {
    self.name = name
    self.command = command
    self.environment = environment
  }

  /// The first line that it prints.
  func line() throws(AdapterError) -> String {
    guard let line = try run().split(whereSeparator: \.isNewline).first, !line.isEmpty else {
      throw .precondition("the \(name) printed nothing")
    }
    return String(line)
  }

  /// Runs it for its effect; what went wrong, or `nil`.
  public func problem() -> String? {
    do throws(AdapterError) { try run() } catch { return error.reason }
    return nil
  }

  /// Everything that it prints on standard output.
  ///
  /// - Throws: Where it cannot be run, fails, takes too long or prints too much.
  @discardableResult func run() throws(AdapterError) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    if !environment.isEmpty {
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    }
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw .precondition("the \(name) cannot be run")
    }
    let octets: [UInt8]
    do throws(AdapterError) {
      octets = try read(output.fileHandleForReading)
    } catch {
      // Whatever it started loses its output too, so that nothing of it goes on for long.
      try? output.fileHandleForReading.close()
      process.terminate()
      throw error
    }
    process.waitUntilExit()
    guard process.terminationReason == .exit else {
      throw .precondition("the \(name) was ended by a signal")
    }
    guard process.terminationStatus == 0 else {
      throw .precondition("the \(name) ended with status \(process.terminationStatus)")
    }
    return String(decoding: octets, as: UTF8.self)
  }

  /// Everything up to the end of the output, also where the command leaves somebody behind who holds it open.
  private func read(_ handle: FileHandle) throws(AdapterError) -> [UInt8] {
    let deadline = Date(timeIntervalSinceNow: Double(Self.limit))
    var octets: [UInt8] = []
    while true {
      var descriptor = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
      let remaining = deadline.timeIntervalSinceNow
      guard remaining > 0 else { throw .precondition("the \(name) took longer than \(Self.limit) s") }
      guard poll(&descriptor, 1, Int32(remaining * 1000) + 1) > 0 else { continue }
      let more = handle.availableData
      if more.isEmpty { return octets }
      octets += more
      guard octets.count <= Self.mostOctets else {
        throw .precondition("the \(name) printed more than \(Self.mostOctets) octets")
      }
    }
  }
}
