import Foundation

/// Standard output and standard error, unbuffered, so that nothing is lost when a run is cut short.
enum Console {
  /// - Throws: `Failure` (wrong usage) where the text cannot be written, such as to a full disk; a reader that has gone
  ///   away is none.
  static func out(_ text: String) throws(Failure) {
    let code = write(text, to: STDOUT_FILENO)
    guard code == 0 || code == EPIPE else {
      throw Failure(.usage, "cannot write to standard output: \(String(cString: strerror(code)))")
    }
  }

  /// What cannot be written is dropped: there is nobody left to tell.
  static func err(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  static var outIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal behind standard error; `nil` where it is none or does not say.
  static var errColumns: Int? {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether the environment lets a terminal have colour (https://no-color.org).
  static var allowsColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// A reader that goes away (`| head`) is no reason to die: the reports are still to be written.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// - Returns: 0, or the `errno` that kept the rest from being written.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var octets = Array(text.utf8)[...]
    while !octets.isEmpty {
      let written = octets.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 { octets = octets.dropFirst(written) } else if written == 0 || errno != EINTR { return errno }
    }
    return 0
  }
}
