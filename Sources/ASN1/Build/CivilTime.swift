/// Seconds since 1970 as a date of the Gregorian calendar, in UTC.
struct CivilTime {
  let year: Int
  private let fields: [Int]

  /// The first second of the year 1 and the last one of 9999.
  private static let first = -62_135_596_800
  private static let last = 253_402_300_799

  init(_ seconds: Int) {
    let epochSeconds = min(max(seconds, CivilTime.first), CivilTime.last)
    let day = epochSeconds >= 0 ? epochSeconds / 86_400 : (epochSeconds - 86_399) / 86_400
    let second = epochSeconds - day * 86_400
    // Days since 0000-03-01, so that the leap day ends a year; eras of 400 years have 146,097 days.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    fields = [month, dayOfMonth, second / 3_600, second / 60 % 60, second % 60]
  }

  /// `YYMMDDHHMMSSZ`, or `YYYYMMDDHHMMSSZ`.
  func text(shortYear: Bool) -> String {
    let yearText = shortYear ? padded(year % 100, 2) : padded(year, 4)
    return yearText + fields.map { padded($0, 2) }.joined() + "Z"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
