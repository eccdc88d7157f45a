import ScepspecModel

/// Dates, times and lengths of time as specifications write them.
enum Instant {
  /// `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SSZ`, as seconds since 1970-01-01T00:00:00Z.
  static func parse(_ text: String) -> Int? {
    let octets = Array(text.utf8)
    guard octets.count == 10 || octets.count == 20 else { return nil }
    guard let date = CivilDate(String(decoding: octets.prefix(10), as: UTF8.self)) else { return nil }
    guard octets.count == 20 else { return date.secondsSince1970 }
    guard octets[10] == UInt8(ascii: "T"), octets[19] == UInt8(ascii: "Z"), octets[13] == UInt8(ascii: ":"),
      octets[16] == UInt8(ascii: ":"), let hours = number(octets[11..<13]), let minutes = number(octets[14..<16]),
      let seconds = number(octets[17..<19]), hours < 24, minutes < 60, seconds < 60
    else { return nil }
    return date.secondsSince1970 + hours * 3600 + minutes * 60 + seconds
  }

  /// Whether `text` is a day that there is, as `YYYY-MM-DD`.
  static func isDate(_ text: String) -> Bool { CivilDate(text) != nil }

  /// Whether `text` is a time of the form `YYYY-MM-DDTHH:MM:SS[.f][Z]`.
  static func isMoment(_ text: String) -> Bool {
    let octets = text.utf8
    guard octets.count >= 19, parse(String(text.prefix(19)) + "Z") != nil else { return false }
    var rest = octets.dropFirst(19)
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard (1...9).contains(digits.count) else { return false }
      rest = rest.dropFirst(digits.count + 1)
    }
    return rest.isEmpty || rest.elementsEqual([UInt8(ascii: "Z")])
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(Int?(0)) { sum, digit in
      guard let sum, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      return sum * 10 + Int(digit - UInt8(ascii: "0"))
    }
  }
}

/// Lengths of time with their unit.
enum TimeSpan {
  static let units = ["s": 1, "min": 60, "h": 3600, "d": 86_400]

  enum Reading: Equatable {
    case seconds(Int)
    case noUnit
    case malformed
  }

  static func parse(_ text: String) -> Reading {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard let number = Int(digits), number > 0, number < 1_000_000 else { return .malformed }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    if unit.isEmpty { return .noUnit }
    guard let factor = units[String(unit)] else { return .malformed }
    return .seconds(number * factor)
  }
}
