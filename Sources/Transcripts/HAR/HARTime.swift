/// Times of HAR files: ISO 8601 with a zone, such as `2026-01-31T12:00:00.000+01:00`.
enum HARTime {
  /// Milliseconds since 1970-01-01T00:00:00Z; nil for anything else. Without a zone it is taken as UTC.
  static func milliseconds(_ text: String) -> Int? {
    let octets = Array(text.utf8.prefix(64))
    guard octets.count >= 19, let year = number(octets[0..<4]), let month = number(octets[5..<7]),
      let day = number(octets[8..<10]), let hour = number(octets[11..<13]), let minute = number(octets[14..<16]),
      let second = number(octets[17..<19]), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
      second <= 60, octets[4] == 0x2D, octets[7] == 0x2D, octets[13] == 0x3A, octets[16] == 0x3A
    else { return nil }
    var rest = octets[19...]
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { 48...57 ~= $0 }
      fraction = number((Array(digits) + [48, 48, 48]).prefix(3)) ?? 0
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = zone(Array(rest)) else { return nil }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
    return seconds * 1000 + fraction
  }

  /// In UTC, with milliseconds.
  static func text(_ milliseconds: Int) -> String {
    let seconds = Int((Double(milliseconds) / 1000).rounded(.down))
    let day = Int((Double(seconds) / 86_400).rounded(.down))
    let (year, month, dayOfMonth) = date(day)
    let time = seconds - day * 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let fraction = String(String(1000 + milliseconds - seconds * 1000).dropFirst())
    let clock = "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)).\(fraction)Z"
    let padded = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return "\(padded)-\(two(month))-\(two(dayOfMonth))T\(clock)"
  }

  /// Seconds east of UTC.
  private static func zone(_ octets: [UInt8]) -> Int? {
    if octets.isEmpty || octets == [UInt8(ascii: "Z")] || octets == [UInt8(ascii: "z")] { return 0 }
    let digits = octets.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard let sign = octets.first, sign == 0x2B || sign == 0x2D, digits.count == 4 || digits.count == 2,
      let value = number(digits[...])
    else { return nil }
    let seconds = digits.count == 4 ? value / 100 * 3600 + value % 100 * 60 : value * 3600
    return sign == 0x2B ? seconds : -seconds
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  /// Days since 1970-01-01 of the proleptic Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let years = month > 2 ? year : year - 1
    let era = years / 400
    let yearOfEra = years - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
