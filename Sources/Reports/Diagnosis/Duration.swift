/// A length of time in words.
enum Duration {
  /// `2 min 17 s`; the two largest units that say something.
  static func words(microseconds: Int) -> String {
    guard microseconds >= 1_000_000 else { return "\(microseconds / 1000) ms" }
    var rest = microseconds / 1_000_000
    var parts: [String] = []
    for (unit, seconds) in [("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)] {
      let count = rest / seconds
      rest -= count * seconds
      if count > 0 { parts.append("\(count) \(unit)") } else if !parts.isEmpty { break }
    }
    return parts.prefix(2).joined(separator: " ")
  }
}
