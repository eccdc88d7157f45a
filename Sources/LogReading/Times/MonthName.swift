/// English names of months, as logs abbreviate them.
enum MonthName {
  /// 1 to 12, by the first three letters of an English name.
  static func number(of name: some Sequence<UInt8>) -> Int? {
    let letters = name.prefix(3).map { $0 | 0x20 }
    return months.firstIndex(of: letters).map { $0 + 1 }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { Array($0.utf8) }
}
