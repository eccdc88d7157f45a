import ScepspecModel

/// Times of HAR files: ISO 8601 with a zone, such as `2026-01-31T12:00:00.000+01:00`.
enum HARTime {
  /// Milliseconds since 1970-01-01T00:00:00Z; nil for anything else. Without a zone it is taken as UTC.
  static func milliseconds(_ text: String) -> Int? {
    let octets = Array(text.utf8.prefix(64))
    guard octets.count >= 19, let year = number(octets[0..<4]), let month = number(octets[5..<7]),
      let day = number(octets[8..<10]), let hour = number(octets[11..<13]), let minute = number(octets[14..<16]),
      let second = number(octets[17..<19]), let date = CivilDate(year: year, month: month, day: day), hour < 24,
      minute < 60,
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
    let seconds = date.secondsSince1970 + hour * 3600 + minute * 60 + second - offset
    return seconds * 1000 + fraction
  }

  /// In UTC, with milliseconds.
  static func text(_ milliseconds: Int) -> String {
    let seconds = Int((Double(milliseconds) / 1000).rounded(.down))
    let day = Int((Double(seconds) / 86_400).rounded(.down))
    let time = seconds - day * 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let fraction = String(String(1000 + milliseconds - seconds * 1000).dropFirst())
    let clock = "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)).\(fraction)Z"
    return "\(CivilDate(daysSince1970: day))T\(clock)"
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
}
