import Foundation

/// Standard output and standard error, unbuffered, so that nothing is lost when a run is cut short.
enum Console {
  static func out(_ text: String) { write(text, to: STDOUT_FILENO) }
  static func err(_ text: String) { write(text, to: STDERR_FILENO) }

  static var outIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether the environment lets a terminal have colour (https://no-color.org).
  static var allowsColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// A reader that goes away (`| head`) is no reason to die: the reports are still to be written.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// What cannot be written is dropped: there is nobody left to tell.
  private static func write(_ text: String, to descriptor: Int32) {
    var octets = Array(text.utf8)[...]
    while !octets.isEmpty {
      let written = octets.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 { octets = octets.dropFirst(written) } else if written == 0 || errno != EINTR { return }
    }
  }
}
