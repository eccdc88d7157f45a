import ScepspecModel
import ScepspecPatterns

/// One way that times are written: a pattern with the groups of `LogFormat.TimeReading`. Belongs to one thread.
final class TimePattern {
  private let matcher: Matcher
  private let isUTC: Bool
  private var days = DayMemory()

  init(_ pattern: Pattern, isUTC: Bool) {
    matcher = Matcher(pattern)
    self.isUTC = isUTC
  }

  /// Whether what holds for a text holds for all that differ from it in digits alone.
  private(set) lazy var takesDigitsAlike: Bool = matcher.pattern.takesDigitsAlike

  /// `nil` where the text is written otherwise, or is no time that there is.
  func read(_ text: UnsafeBufferPointer<UInt8>) -> WrittenTime? { layout(of: text)?.read(text, &days) }

  /// `nil` where the text is written otherwise.
  func layout(of text: UnsafeBufferPointer<UInt8>) -> TimeLayout? {
    guard matcher.match(text) == .matched else { return nil }
    func range(_ name: String) -> Range<Int>? { matcher.pattern.group(name).flatMap { matcher.range(of: $0) } }
    return TimeLayout(
      isUTC: isUTC, year: range("year"), month: range("month"), day: range("day"), hour: range("hour"),
      minute: range("minute"), second: range("second"), fraction: range("fraction"), meridiem: range("meridiem"),
      zone: range("zone"), minutes: range("minutes"), milliseconds: range("milliseconds"))
  }
}
