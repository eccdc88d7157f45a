import Dispatch
import Foundation

/// Notices SIGINT and SIGTERM, so that a run can end in order. A second signal ends the process at once.
final class Interruption {
  private let signalled = DispatchSemaphore(value: 0)
  private let sources: [any DispatchSourceSignal]

  init() {
    sources = [SIGINT, SIGTERM].map { [signalled] number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        let isSecond = signalled.wait(timeout: .now()) == .success
        if isSecond { _exit(128 + number) }
        signalled.signal()
      }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }

  /// Whether a signal came.
  var happened: Bool {
    guard signalled.wait(timeout: .now()) == .success else { return false }
    signalled.signal()
    return true
  }

  /// As if a signal had come.
  var raise: @Sendable () -> Void {
    { [signalled] in signalled.signal() }
  }

  /// Returns when a signal comes.
  func wait() {
    signalled.wait()
    signalled.signal()
  }
}
