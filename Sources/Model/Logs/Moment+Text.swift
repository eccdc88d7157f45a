extension Moment: CustomStringConvertible {
  /// `2018-02-27T04:50:52.189`, with a `Z` where the zone is known; the time of day alone where there is no date.
  public var description: String {
    let day = microseconds >= 0 ? microseconds / Self.day : (microseconds - Self.day + 1) / Self.day
    let rest = microseconds - day * Self.day
    let second = rest / 1_000_000
    let clock = [second / 3600, second / 60 % 60, second % 60].map { Digits.padded($0, to: 2) }.joined(separator: ":")
    let date = hasDate ? "\(CivilDate(daysSince1970: day))T" : day == 0 ? "" : "day \(day + 1), "
    return date + clock + Self.fraction(rest % 1_000_000) + (isZoned ? "Z" : "")
  }

  private static let day = 86_400_000_000

  /// Without trailing zeros, but never one or two digits where a log has three.
  private static func fraction(_ microseconds: Int) -> String {
    guard microseconds > 0 else { return "" }
    let digits = Digits.padded(microseconds, to: 6)
    return "." + (digits.hasSuffix("000") ? String(digits.prefix(3)) : digits)
  }
}
