/// A date of the proleptic Gregorian calendar, from the year 1 to 9999.
public struct CivilDate: Hashable, Sendable, CustomStringConvertible {
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// Of the month, 1-based.
  public let day: Int

  /// `nil` where there is no such date.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year) else {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `YYYY-MM-DD`; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    let octets = Array(text.utf8)
    guard octets.count == 10, octets[4] == UInt8(ascii: "-"), octets[7] == UInt8(ascii: "-"),
      let year = Self.number(octets[0..<4]), let month = Self.number(octets[5..<7]),
      let day = Self.number(octets[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The date of a day counted from 1970-01-01; days before the year 1 or after 9999 are brought to its ends.
  public init(daysSince1970 days: Int) {
    // Days since 0000-03-01, so that the leap day ends a year; eras of 400 years have 146,097 days.
    let shifted = min(max(days, Self.first), Self.last) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * fromMarch + 2) / 5 + 1
    month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days from 1970-01-01; negative before.
  public var daysSince1970: Int {
    // Counting years from March puts the leap day at the end.
    let shifted = month > 2 ? year : year - 1
    let fromMarch = (month + 9) % 12
    let dayOfYear = (153 * fromMarch + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }

  /// Seconds from 1970-01-01T00:00:00Z to the date's start in UTC.
  public var secondsSince1970: Int { daysSince1970 * 86_400 }

  /// `YYYY-MM-DD`.
  public var description: String {
    [(year, 4), (month, 2), (day, 2)].map { Digits.padded($0, to: $1) }.joined(separator: "-")
  }

  /// 0001-01-01 and 9999-12-31.
  private static let first = -719_162
  private static let last = 2_932_896

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(Int?(0)) { sum, digit in
      guard let sum, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      return sum * 10 + Int(digit - UInt8(ascii: "0"))
    }
  }
}

enum Digits {
  /// The number with zeros before it.
  static func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
