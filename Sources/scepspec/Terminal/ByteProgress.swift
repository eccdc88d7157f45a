import Foundation

/// A line on the terminal while logs are read: how much, how fast, how long still.
final class ByteProgress {
  private let isLive: Bool
  private let total: Int
  private let began = Date()
  private var shown = Date.distantPast
  private var bytes = 0

  /// Shows nothing where standard error is no terminal: logs are read in seconds.
  init(quiet: Bool, total: @autoclosure () -> Int) {
    isLive = !quiet && Console.errIsTerminal
    self.total = isLive ? total() : 0
  }

  func read(_ count: Int) {
    bytes += count
    guard isLive, -shown.timeIntervalSinceNow > 0.2 else { return }
    shown = Date()
    let seconds = -began.timeIntervalSinceNow
    guard seconds > 0.5 else { return }
    let rate = Double(bytes) / seconds
    var line = "\(Self.words(bytes)) read, \(Self.words(Int(rate)))/s"
    // Packed files unpack to more than is known.
    if total > bytes, rate > 0 { line += ", \(Int(Double(total - bytes) / rate) + 1) s left" }
    Console.err("\r\u{1B}[K" + line)
  }

  func finish() {
    if isLive { Console.err("\r\u{1B}[K") }
  }

  private static func words(_ bytes: Int) -> String {
    bytes < 10_000_000 ? "\(bytes / 1000) kB" : "\(bytes / 1_000_000) MB"
  }
}
