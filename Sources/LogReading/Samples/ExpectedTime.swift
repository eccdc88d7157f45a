import ScepspecModel

/// A time as samples state it: `YYYY-MM-DDTHH:MM:SS[.ffffff][Z]`.
struct ExpectedTime {
  let microseconds: Int
  let isZoned: Bool

  init?(_ text: String) {
    isZoned = text.hasSuffix("Z")
    let parts = text.split(whereSeparator: { $0 == "T" || $0 == "Z" })
    guard parts.count == 2 else { return nil }
    let clock = parts[1].split(separator: ":")
    guard clock.count == 3, let hour = Int(clock[0]), let minute = Int(clock[1]),
      let days = CivilDate(parts[0])?.daysSince1970
    else { return nil }
    let second = clock[2].split(separator: ".")
    guard let whole = second.first.flatMap({ Int($0) }) else { return nil }
    let digits = second.count > 1 ? String(second[1].prefix(6)) : "0"
    guard var fraction = Int(digits) else { return nil }
    for _ in digits.utf8.count..<6 { fraction *= 10 }
    microseconds = days * WrittenTime.day + ((hour * 60 + minute) * 60 + whole) * 1_000_000 + fraction
  }

  func fits(_ moment: Moment) -> Bool { moment.microseconds == microseconds && moment.isZoned == isZoned }
}
