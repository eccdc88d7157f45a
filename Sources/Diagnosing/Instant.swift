import Foundation

enum Instant {
  /// `YYYY-MM-DDTHH:MM:SSZ` of seconds since 1970.
  static func text(_ seconds: Int) -> String {
    Date(timeIntervalSince1970: TimeInterval(seconds)).ISO8601Format()
  }
}
