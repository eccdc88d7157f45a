import Foundation

/// A command of the user's that prints one challenge. It gets a bounded time and may print a bounded amount.
struct ChallengeCommand {
  /// Seconds that it may take.
  static let limit = 30
  /// Octets that it may print.
  static let mostOctets = 64 * 1024

  var command: String

  /// The first line that it prints.
  func run() throws(AdapterError) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw .precondition("the challenge command cannot be run")
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
      throw .precondition("the challenge command was ended by a signal")
    }
    guard process.terminationStatus == 0 else {
      throw .precondition("the challenge command ended with status \(process.terminationStatus)")
    }
    let text = String(decoding: octets, as: UTF8.self)
    guard let line = text.split(whereSeparator: \.isNewline).first, !line.isEmpty else {
      throw .precondition("the challenge command printed nothing")
    }
    return String(line)
  }

  /// Everything up to the end of the output, also where the command leaves somebody behind who holds it open.
  private func read(_ handle: FileHandle) throws(AdapterError) -> [UInt8] {
    let deadline = Date(timeIntervalSinceNow: Double(Self.limit))
    var octets: [UInt8] = []
    while true {
      var descriptor = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
      let remaining = deadline.timeIntervalSinceNow
      guard remaining > 0 else { throw .precondition("the challenge command took longer than \(Self.limit) s") }
      guard poll(&descriptor, 1, Int32(remaining * 1000) + 1) > 0 else { continue }
      let more = handle.availableData
      if more.isEmpty { return octets }
      octets += more
      guard octets.count <= Self.mostOctets else {
        throw .precondition("the challenge command printed more than \(Self.mostOctets) octets")
      }
    }
  }
}
