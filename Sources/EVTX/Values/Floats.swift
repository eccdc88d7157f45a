/// Fractional numbers as text.
enum Floats {
  /// The shortest digits that mean the number; the names for what is no number follow libyal, "Floating point".
  static func text(_ value: Double, shortest: String) -> String {
    if value.isNaN { return "-1.#IND" }
    if value.isInfinite { return value < 0 ? "-1.#INF" : "1.#INF" }
    return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
  }
}
