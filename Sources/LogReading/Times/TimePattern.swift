import Model
import Patterns

/// One way that times are written: a pattern with the groups of `LogFormat.TimeReading`. Belongs to one thread.
final class TimePattern {
  private let matcher: Matcher
  private let isUTC: Bool
  private let year, month, day, hour, minute, second, fraction, meridiem, zone, minutes, milliseconds: Int?

  init(_ pattern: Pattern, isUTC: Bool) {
    matcher = Matcher(pattern)
    self.isUTC = isUTC
    (year, month, day) = (pattern.group("year"), pattern.group("month"), pattern.group("day"))
    (hour, minute, second) = (pattern.group("hour"), pattern.group("minute"), pattern.group("second"))
    (fraction, meridiem, zone) = (pattern.group("fraction"), pattern.group("meridiem"), pattern.group("zone"))
    (minutes, milliseconds) = (pattern.group("minutes"), pattern.group("milliseconds"))
  }

  /// `nil` where the text is written otherwise, or is no time that there is.
  func read(_ text: UnsafeBufferPointer<UInt8>) -> WrittenTime? {
    guard matcher.match(text) == .matched else { return nil }
    if let count = number(milliseconds, text) {
      return WrittenTime(microseconds: count &* 1_000, isZoned: true, precision: .complete)
    }
    guard let date = readDate(text), let clock = readClock(text) else { return nil }
    let offset = readOffset(text)
    return WrittenTime(
      microseconds: date.days * WrittenTime.day + clock - (offset ?? 0) * 60_000_000,
      isZoned: offset != nil || isUTC, precision: date.precision)
  }

  private func readDate(_ text: UnsafeBufferPointer<UInt8>) -> (days: Int, precision: WrittenTime.Precision)? {
    guard let day = number(day, text) else { return (0, .withoutDate) }
    guard let month = readMonth(text) else { return nil }
    let written = number(year, text).map { $0 < 100 ? $0 + 2_000 : $0 }
    guard let date = CivilDate(year: written ?? WrittenTime.someLeapYear, month: month, day: day) else {
      return nil
    }
    return (date.daysSince1970, written == nil ? .withoutYear : .complete)
  }

  private func readMonth(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    if let month = number(month, text) { return month }
    guard let month, let range = matcher.range(of: month) else { return nil }
    return MonthName.number(of: text[range])
  }

  /// Microseconds since midnight.
  private func readClock(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard var hour = number(hour, text), let minute = number(minute, text) else { return nil }
    let second = number(second, text) ?? 0
    if let meridiem, let range = matcher.range(of: meridiem), let letter = text[range].first {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (letter | 0x20 == 0x70 ? 12 : 0)
    }
    // A leap second is written as 60.
    guard hour <= 24, minute < 60, second <= 60 else { return nil }
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + readFraction(text)
  }

  /// Microseconds of a fraction of any number of digits; those beyond six are dropped.
  private func readFraction(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let fraction, let range = matcher.range(of: fraction) else { return 0 }
    var value = 0
    var digits = 0
    for octet in text[range].prefix(6) where octet.isDigit {
      value = value * 10 + Int(octet) - 0x30
      digits += 1
    }
    for _ in digits..<6 { value *= 10 }
    return value
  }

  /// Minutes that the written clock is ahead of UTC; `nil` where nothing is said.
  private func readOffset(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    if let minutes = number(minutes, text) { return -minutes }
    guard let zone, let range = matcher.range(of: zone), !range.isEmpty else { return nil }
    let octets = text[range]
    guard let sign = octets.first, sign == 0x2B || sign == 0x2D else { return 0 }
    let digits = octets.lazy.filter(\.isDigit).map { Int($0) - 0x30 }
    let figures = Array(digits.prefix(4))
    guard figures.count >= 2 else { return 0 }
    let hours = figures[0] * 10 + figures[1]
    let rest = figures.count == 4 ? figures[2] * 10 + figures[3] : 0
    return (sign == 0x2D ? -1 : 1) * (hours * 60 + rest)
  }

  /// A group's digits with a sign or blanks before them; `nil` where it is no number of at most 18 digits.
  private func number(_ group: Int?, _ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let group, let range = matcher.range(of: group), !range.isEmpty else { return nil }
    var value = 0
    var sign = 1
    var digits = 0
    for octet in text[range] {
      if octet.isDigit {
        value = value * 10 + Int(octet) - 0x30
        digits += 1
        guard digits <= 18 else { return nil }
      } else if digits == 0, octet == 0x2D {
        sign = -1
      } else if digits > 0 || !(octet == 0x20 || octet == 0x2B) {
        return nil
      }
    }
    return digits > 0 ? sign * value : nil
  }
}
