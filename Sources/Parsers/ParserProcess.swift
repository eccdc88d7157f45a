import Foundation

/// A parser that runs: octets in, octets out, within a time and an amount.
final class ParserProcess {
  enum Answer: Hashable {
    case said([UInt8])
    /// It said nothing whole in time.
    case hung
    /// It said more than the bound.
    case flooded
    /// It ended, by a signal or with a status, after these octets.
    case ended([UInt8], signal: Int32?, status: Int32)
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let limits: ParserRun.Limits

  /// - Throws: where the program cannot be started.
  init(_ program: URL, _ arguments: [String], topic: String?, limits: ParserRun.Limits) throws(ParserProblem) {
    self.limits = limits
    process.executableURL = program
    process.arguments = arguments
    if let topic {
      process.environment = ProcessInfo.processInfo.environment.merging(["SCEPSPEC_TOPIC": topic]) { _, new in new }
    }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw ParserProblem("'\(program.path)' cannot be run")
    }
    for handle in [input.fileHandleForWriting, output.fileHandleForReading] {
      let flags = fcntl(handle.fileDescriptor, F_GETFL)
      _ = fcntl(handle.fileDescriptor, F_SETFL, flags | O_NONBLOCK)
    }
  }

  deinit { end() }

  /// Ends it whatever it does.
  func end() {
    try? input.fileHandleForWriting.close()
    try? output.fileHandleForReading.close()
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// Gives it all the octets and the end of its input, and takes all that it says.
  func answer(to octets: [UInt8]) -> Answer {
    let answer = exchange(octets, closes: true, isWhole: { _ in false })
    guard case .ended(let said, nil, _) = answer, !said.isEmpty else { return answer }
    return .said(said)
  }

  /// Gives it a line and takes a line.
  func line(for line: [UInt8]) -> Answer {
    let answer = exchange(line + [0x0A], closes: false, isWhole: { $0.last == 0x0A })
    return answer
  }

  private func exchange(_ octets: [UInt8], closes: Bool, isWhole: ([UInt8]) -> Bool) -> Answer {
    let deadline = Date(timeIntervalSinceNow: limits.seconds)
    var rest = octets[...]
    var said: [UInt8] = []
    var isOpen = true
    while true {
      if rest.isEmpty, closes, isOpen {
        try? input.fileHandleForWriting.close()
        isOpen = false
      }
      let left = deadline.timeIntervalSinceNow
      guard left > 0 else { return .hung }
      var descriptors = [pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)]
      if !rest.isEmpty {
        descriptors.append(
          pollfd(fd: input.fileHandleForWriting.fileDescriptor, events: Int16(POLLOUT), revents: 0))
      }
      guard poll(&descriptors, nfds_t(descriptors.count), Int32(min(left, 60) * 1000) + 1) > 0 else { continue }
      if descriptors.count > 1, descriptors[1].revents != 0 { write(&rest) }
      guard descriptors[0].revents != 0 else { continue }
      guard let piece = read() else { return ended(said) }
      said += piece
      guard said.count <= limits.octets else { return .flooded }
      if isWhole(said) { return .said(said) }
    }
  }

  /// What cannot be written is dropped: a parser need not read all of its input.
  private func write(_ rest: inout ArraySlice<UInt8>) {
    let written = rest.withUnsafeBytes {
      Foundation.write(input.fileHandleForWriting.fileDescriptor, $0.baseAddress, $0.count)
    }
    if written > 0 {
      rest = rest.dropFirst(written)
    } else if errno != EAGAIN, errno != EINTR {
      rest = []
    }
  }

  /// `nil` at the end.
  private func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = buffer.withUnsafeMutableBytes {
      Foundation.read(output.fileHandleForReading.fileDescriptor, $0.baseAddress, $0.count)
    }
    if count > 0 { return Array(buffer.prefix(count)) }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? [] : nil
  }

  private func ended(_ said: [UInt8]) -> Answer {
    // Who closes the output and lives on hangs.
    let deadline = Date(timeIntervalSinceNow: limits.seconds)
    while process.isRunning, deadline.timeIntervalSinceNow > 0 { usleep(1000) }
    guard !process.isRunning else { return .hung }
    let isSignal = process.terminationReason == .uncaughtSignal
    return .ended(
      said, signal: isSignal ? process.terminationStatus : nil, status: isSignal ? 0 : process.terminationStatus)
  }
}
