import Foundation

/// Times as newer versions of tshark print them: `2026-11-22T20:58:00.123456789Z`.
enum HARClock {
  static func milliseconds(_ text: String) -> Int? {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first, parts.count == 2, text.hasSuffix("Z") else { return nil }
    let formatter = ISO8601DateFormatter()
    guard let date = formatter.date(from: whole + "Z") else { return nil }
    let fraction = parts[1].prefix { $0.isNumber }.prefix(3)
    return Int(date.timeIntervalSince1970) * 1000 + (Int(fraction) ?? 0)
  }
}
