import ArgumentParser
import Foundation

/// `FILE=+01:00`: what to add to a log's clock.
struct ClockOffset: ExpressibleByArgument {
  var path: String
  var seconds: Int

  init?(argument: String) {
    guard let equals = argument.lastIndex(of: "=") else { return nil }
    path = String(argument[..<equals])
    let text = argument[argument.index(after: equals)...]
    guard !path.isEmpty, let seconds = Self.seconds(text) else { return nil }
    self.seconds = seconds
  }

  /// `+01:00`, `-00:02:30`, `+1`: hours, minutes, seconds.
  private static func seconds(_ text: Substring) -> Int? {
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...3).contains(parts.count), let hours = parts[0], (0...99).contains(hours) else { return nil }
    var seconds = hours * 3600
    for (part, unit) in zip(parts.dropFirst(), [60, 1]) {
      guard let part, (0...59).contains(part) else { return nil }
      seconds += part * unit
    }
    return sign == "-" ? -seconds : seconds
  }
}
