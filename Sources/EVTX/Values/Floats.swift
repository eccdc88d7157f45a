/// Fractional numbers as text.
enum Floats {
  /// The shortest digits that mean the number; the names for what is no number follow libyal, "Floating point".
  static func text(_ value: Double, shortest: String) -> String {
    if value.isNaN { return "-1.#IND" }
    if value.isInfinite { return value < 0 ? "-1.#INF" : "1.#INF" }
    return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
  }
}

/// The code page of Western Windows.
enum Windows1252 {
  private static let upper: [UInt16] = [
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
    0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
    0x017e, 0x0178,
  ]

  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80..<0xa0).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(upper[Int(byte) - 0x80]) ?? "\u{fffd}"
  }
}
