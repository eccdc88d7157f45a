extension BERNode {
  /// A UTCTime or GeneralizedTime as seconds since 1970-01-01T00:00:00Z; `nil` where it is neither or no real time.
  ///
  /// Two-digit years mean 1950 to 2049 (RFC 5280 section 4.1.2.5.1). A time without zone is taken for UTC.
  public var time: Int? {
    switch universalTag {
    case .utcTime: TimeReader(stringContent, yearDigits: 2).read()
    case .generalizedTime: TimeReader(stringContent, yearDigits: 4).read()
    default: nil
    }
  }
}

/// Reads digits from the front of a time's octets.
private struct TimeReader {
  private var rest: ArraySlice<UInt8>
  private let yearDigits: Int

  init(_ octets: [UInt8], yearDigits: Int) {
    rest = octets.prefix(64)
    self.yearDigits = yearDigits
  }

  func read() -> Int? {
    var reader = self
    return reader.parse()
  }

  private mutating func parse() -> Int? {
    guard let written = number(yearDigits), let month = number(2), let day = number(2), let hour = number(2) else {
      return nil
    }
    let year = yearDigits == 4 ? written : written < 50 ? 2000 + written : 1900 + written
    let minute = number(2) ?? 0
    let second = number(2) ?? 0
    skipFraction()
    guard let zone = zone(), rest.isEmpty else { return nil }
    guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day), hour < 24, minute < 60,
      second <= 60
    else { return nil }
    return Self.days(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second - zone
  }

  private mutating func number(_ digits: Int) -> Int? {
    let octets = rest.prefix(digits)
    guard octets.count == digits, octets.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rest = rest.dropFirst(digits)
    return octets.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private mutating func skipFraction() {
    guard let first = rest.first, first == 0x2E || first == 0x2C else { return }
    rest = rest.dropFirst().drop { (0x30...0x39).contains($0) }
  }

  /// Seconds east of Greenwich.
  private mutating func zone() -> Int? {
    guard let sign = rest.first else { return 0 }
    rest = rest.dropFirst()
    if sign == 0x5A { return 0 }
    guard sign == 0x2B || sign == 0x2D, let hours = number(2), let minutes = number(2), hours < 24, minutes < 60 else {
      return nil
    }
    return (hours * 3_600 + minutes * 60) * (sign == 0x2B ? 1 : -1)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Days from 1970-01-01 in the Gregorian calendar; years begin in March so that the leap day is the last one.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let leapDays = floored(shifted, 4) - floored(shifted, 100) + floored(shifted, 400)
    return shifted * 365 + leapDays + dayOfYear - 719_468
  }

  private static func floored(_ value: Int, _ by: Int) -> Int { value >= 0 ? value / by : (value - by + 1) / by }
}
