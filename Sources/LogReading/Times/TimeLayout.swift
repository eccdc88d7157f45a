import ScepspecModel
import ScepspecPatterns

/// Where the parts of a time stand in a text, by which it is read.
struct TimeLayout: Sendable {
  var isUTC: Bool
  var year, month, day, hour, minute, second, fraction, meridiem, zone, minutes, milliseconds: Range<Int>?

  /// `nil` where the text is no time that there is.
  func read(_ text: UnsafeBufferPointer<UInt8>, _ days: inout DayMemory) -> WrittenTime? {
    if let count = number(milliseconds, text) {
      return WrittenTime(microseconds: count &* 1_000, isZoned: true, precision: .complete)
    }
    guard let date = readDate(text, &days), let clock = readClock(text) else { return nil }
    let offset = readOffset(text)
    return WrittenTime(
      microseconds: date.days * WrittenTime.day + clock - (offset ?? 0) * 60_000_000,
      isZoned: offset != nil || isUTC, precision: date.precision)
  }

  private func readDate(_ text: UnsafeBufferPointer<UInt8>, _ days: inout DayMemory) -> (
    days: Int, precision: WrittenTime.Precision
  )? {
    guard let day = number(day, text) else { return (0, .withoutDate) }
    guard let month = readMonth(text) else { return nil }
    let written = number(year, text).map { $0 < 100 ? $0 + 2_000 : $0 }
    guard let days = days.days(year: written ?? WrittenTime.someLeapYear, month: month, day: day) else { return nil }
    return (days, written == nil ? .withoutYear : .complete)
  }

  private func readMonth(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    if let month = number(month, text) { return month }
    return month.flatMap { MonthName.number(of: text[$0]) }
  }

  /// Microseconds since midnight.
  private func readClock(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard var hour = number(hour, text), let minute = number(minute, text) else { return nil }
    let second = number(second, text) ?? 0
    if let meridiem, let letter = text[meridiem].first {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (letter | 0x20 == 0x70 ? 12 : 0)
    }
    // A leap second is written as 60.
    guard hour <= 24, minute < 60, second <= 60 else { return nil }
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + readFraction(text)
  }

  /// Microseconds of a fraction of any number of digits; those beyond six are dropped.
  private func readFraction(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let fraction else { return 0 }
    var value = 0
    var digits = 0
    for octet in text[fraction].prefix(6) where octet.isDigit {
      value = value * 10 + Int(octet) - 0x30
      digits += 1
    }
    for _ in digits..<6 { value *= 10 }
    return value
  }

  /// Minutes that the written clock is ahead of UTC; `nil` where nothing is said.
  private func readOffset(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    if let minutes = number(minutes, text) { return -minutes }
    guard let zone, !zone.isEmpty else { return nil }
    let octets = text[zone]
    guard let sign = octets.first, sign == 0x2B || sign == 0x2D else { return 0 }
    let digits = octets.lazy.filter(\.isDigit).map { Int($0) - 0x30 }
    let figures = Array(digits.prefix(4))
    guard figures.count >= 2 else { return 0 }
    let hours = figures[0] * 10 + figures[1]
    let rest = figures.count == 4 ? figures[2] * 10 + figures[3] : 0
    return (sign == 0x2D ? -1 : 1) * (hours * 60 + rest)
  }

  /// A part's digits with a sign or blanks before them; `nil` where it is no number of at most 18 digits.
  private func number(_ range: Range<Int>?, _ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let range, !range.isEmpty else { return nil }
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

/// The day read last: records of one day follow each other.
struct DayMemory {
  private var last: (year: Int, month: Int, day: Int, days: Int)?

  /// Days since 1970-01-01; `nil` for a day that there is not.
  mutating func days(year: Int, month: Int, day: Int) -> Int? {
    if let last, last.year == year, last.month == month, last.day == day { return last.days }
    guard let days = CivilDate(year: year, month: month, day: day)?.daysSince1970 else { return nil }
    last = (year, month, day, days)
    return days
  }
}
