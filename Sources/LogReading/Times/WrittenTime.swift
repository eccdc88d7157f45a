/// A time as one record writes it, before the records around it say what it leaves out.
struct WrittenTime: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00 of the clock that wrote it; without a year, of a year that has every day;
  /// without a date, since midnight.
  var microseconds: Int
  var isZoned: Bool
  var precision: Precision

  enum Precision: Hashable, Sendable {
    case complete, withoutYear, withoutDate
  }

  static let day = 86_400_000_000
  /// Stands in for a year that is not written: it has a 29 February.
  static let someLeapYear = 1972
}
