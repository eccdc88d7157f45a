import Foundation

/// Where the challengePassword comes from. The text itself is never part of an error or a description.
public enum ChallengeSource: Sendable, CustomStringConvertible {
  case none
  case fixed(String)
  /// A shell command that prints one challenge; it is run anew for every enrolment.
  case command(String)

  public var description: String {
    switch self {
    case .none: "no challenge"
    case .fixed: "a challenge"
    case .command: "a challenge command"
    }
  }

  /// The next challenge; `nil` where the run has none.
  func next() throws(AdapterError) -> String? {
    switch self {
    case .none: nil
    case .fixed(let text): text
    case .command(let command): try Self.run(command)
    }
  }

  /// Seconds that a challenge command may take.
  private static let limit = 30

  private static func run(_ command: String) throws(AdapterError) -> String {
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
    let overdue = DispatchWorkItem { if process.isRunning { process.terminate() } }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(limit), execute: overdue)
    defer { overdue.cancel() }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationReason == .exit else {
      throw .precondition("the challenge command was ended by a signal, or took longer than \(limit) s")
    }
    guard process.terminationStatus == 0 else {
      throw .precondition("the challenge command ended with status \(process.terminationStatus)")
    }
    guard let line = text.split(whereSeparator: \.isNewline).first, !line.isEmpty else {
      throw .precondition("the challenge command printed nothing")
    }
    return String(line)
  }
}
