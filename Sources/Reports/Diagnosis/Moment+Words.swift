import Model

extension Moment {
  /// `2018-02-27T04:50:52.189`, with a `Z` where the zone is known; the time of day alone where there is no date.
  var words: String {
    let (day, rest) = microseconds.quotientAndRemainder(flooringBy: 86_400_000_000)
    let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: 1_000_000)
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }.joined(separator: ":")
    let date = hasDate ? Self.date(day) + "T" : day == 0 ? "" : "day \(day + 1), "
    return date + clock + Self.fraction(fraction) + (isZoned ? "Z" : "")
  }

  /// Without trailing zeros, but never one or two digits where a log has three.
  private static func fraction(_ microseconds: Int) -> String {
    guard microseconds > 0 else { return "" }
    let digits = padded(microseconds, 6)
    return "." + (digits.hasSuffix("000") ? String(digits.prefix(3)) : digits)
  }

  /// The civil date of a day counted from 1970-01-01, in the proleptic Gregorian calendar.
  private static func date(_ day: Int) -> String {
    let shifted = day + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainder(flooringBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
    return [
      padded(year, 4), padded(month < 10 ? month + 3 : month - 9, 2), padded(dayOfYear - (153 * month + 2) / 5 + 1, 2),
    ].joined(separator: "-")
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension Int {
  fileprivate func quotientAndRemainder(flooringBy divisor: Int) -> (Int, Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// A length of time in words.
enum Duration {
  /// `2 min 17 s`; the two largest units that say something.
  static func words(microseconds: Int) -> String {
    guard microseconds >= 1_000_000 else { return "\(microseconds / 1000) ms" }
    var rest = microseconds / 1_000_000
    var parts: [String] = []
    for (unit, seconds) in [("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)] {
      let count = rest / seconds
      rest -= count * seconds
      if count > 0 { parts.append("\(count) \(unit)") } else if !parts.isEmpty { break }
    }
    return parts.prefix(2).joined(separator: " ")
  }
}
