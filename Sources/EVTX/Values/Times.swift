/// Times as text: ISO 8601, UTC.
enum Times {
  /// A FILETIME: 100-nanosecond steps since 1601-01-01. Written with nine digits after the point.
  static func text(filetime: UInt64) -> String {
    let (seconds, fraction) = filetime.quotientAndRemainder(dividingBy: 10_000_000)
    let (days, second) = seconds.quotientAndRemainder(dividingBy: 86400)
    let (year, month, day) = civil(days)
    return Digits.string(34) { digits in
      write(&digits, year, month, day, second / 3600, second / 60 % 60, second % 60)
      digits.pair(fraction / 100_000)
      digits.pair(fraction / 1000 % 100)
      digits.pair(fraction / 10 % 100)
      digits.pair(fraction % 10 * 10)
      digits.put(0x30)
      digits.put(0x5a)
    }
  }

  /// A SYSTEMTIME: eight 16-bit numbers. Values out of range are written as they are.
  static func text(systemtime bytes: Bytes, at offset: Int) -> String {
    let part = { (index: Int) in UInt64(bytes.half(offset + 2 * index)) }
    return Digits.string(64) { digits in
      write(&digits, part(0), part(1), part(3), part(4), part(5), part(6))
      digits.decimal(part(7), width: 3)
      digits.put(0x5a)
    }
  }

  @inline(__always)
  private static func write(
    _ digits: inout Digits, _ year: UInt64, _ month: UInt64, _ day: UInt64, _ hour: UInt64, _ minute: UInt64,
    _ second: UInt64
  ) {
    digits.decimal(year, width: 4)
    digits.put(0x2d)
    digits.pair(month)
    digits.put(0x2d)
    digits.pair(day)
    digits.put(0x54)
    digits.pair(hour)
    digits.put(0x3a)
    digits.pair(minute)
    digits.put(0x3a)
    digits.pair(second)
    digits.put(0x2e)
  }

  /// The date of a day counted from 1601-01-01. Years are reckoned from
  /// March of the year 0, 584,694 days before, so that the leap day is a year's last.
  private static func civil(_ days: UInt64) -> (year: UInt64, month: UInt64, day: UInt64) {
    let shifted = days + 584_694
    let era = shifted / 146_097
    let ofEra = shifted % 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
    let dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
