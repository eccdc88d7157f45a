import Model

/// A time as samples state it: `YYYY-MM-DDTHH:MM:SS[.ffffff][Z]`.
struct ExpectedTime {
  let microseconds: Int
  let isZoned: Bool

  init?(_ text: String) {
    isZoned = text.hasSuffix("Z")
    let parts = text.split(whereSeparator: { $0 == "T" || $0 == "Z" })
    guard parts.count == 2 else { return nil }
    let date = parts[0].split(separator: "-").compactMap { Int($0) }
    let clock = parts[1].split(separator: ":")
    guard date.count == 3, clock.count == 3, let hour = Int(clock[0]), let minute = Int(clock[1]),
      let days = Calendar.days(year: date[0], month: date[1], day: date[2])
    else { return nil }
    let second = clock[2].split(separator: ".")
    guard let whole = second.first.flatMap({ Int($0) }) else { return nil }
    let digits = second.count > 1 ? String(second[1].prefix(6)) : "0"
    guard var fraction = Int(digits) else { return nil }
    for _ in digits.utf8.count..<6 { fraction *= 10 }
    microseconds = days * WrittenTime.day + ((hour * 60 + minute) * 60 + whole) * 1_000_000 + fraction
  }

  func fits(_ moment: Moment) -> Bool { moment.microseconds == microseconds && moment.isZoned == isZoned }

  static func text(of moment: Moment) -> String {
    var day = moment.microseconds / WrittenTime.day
    if moment.microseconds < 0, moment.microseconds % WrittenTime.day != 0 { day -= 1 }
    let rest = moment.microseconds - day * WrittenTime.day
    let (year, month, date) = Calendar.date(ofDay: day)
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    let second = rest / 1_000_000
    let clock = [second / 3_600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(date, 2))T\(clock).\(padded(rest % 1_000_000, 6))"
      + (moment.isZoned ? "Z" : "")
  }
}
