/// Finds the word that somebody may have meant.
public enum Suggestion {
  /// `; did you mean 'x'?` where a candidate is near to `word`, else nothing.
  public static func hint(_ word: String, among candidates: some Sequence<String>) -> String {
    nearest(to: word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The same, or else what was expected.
  static func help(_ word: String, among candidates: some Sequence<String>) -> String {
    let hint = hint(word, among: candidates)
    return hint.isEmpty ? "; expected \(list(candidates))" : hint
  }

  /// The candidate with the fewest edits between it and `word`; the first in the alphabet of several.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let lowered = Array(word.lowercased().unicodeScalars.prefix(80))
    guard !lowered.isEmpty else { return nil }
    let limit = max(1, lowered.count / 3)
    var best: (distance: Int, word: String)?
    for candidate in candidates where candidate != word && !isOtherNumber(word, candidate) {
      let other = Array(candidate.lowercased().unicodeScalars.prefix(80))
      guard abs(other.count - lowered.count) <= limit else { continue }
      let distance = edits(lowered, other)
      guard distance <= limit else { continue }
      if let known = best, (known.distance, known.word) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.word
  }

  /// `a, b or c`, in the order of the alphabet, at most twelve of them.
  static func list(_ words: some Sequence<String>) -> String {
    let sorted = words.sorted()
    return sorted.count > 12 ? sorted.prefix(12).joined(separator: ", ") + ", …" : list(sorted)
  }

  /// `a, b or c`, in the order given.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Of `row-12` and `row-34` neither is a slip for the other.
  private static func isOtherNumber(_ word: String, _ other: String) -> Bool {
    let (a, b) = (word.filter(\.isNumber), other.filter(\.isNumber))
    return !a.isEmpty && a.sorted() != b.sorted() && word.filter { !$0.isNumber } == other.filter { !$0.isNumber }
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  private static func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        current.append(cost)
      }
      (before, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
