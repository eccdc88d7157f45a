/// Where a line was broken for the width of a console: consoles drop the blank that they break at, and break words that
/// are longer than a line, so what belongs together has to be guessed from both ends.
enum Seam {
  /// Whether the break lies inside a word: beside a sign that joins its parts, or inside a hexadecimal number.
  static func isInsideWord(_ before: String, _ after: String) -> Bool {
    // The longest number with its prefix and the character before it.
    let tail = before.unicodeScalars.suffix(11)
    guard let last = tail.last, let first = after.unicodeScalars.first, !first.isSpace else { return false }
    if joiners.contains(last), isWord(first), let ahead = tail.dropLast().last { return isWord(ahead) }
    if joiners.contains(first), isWord(last), let next = after.unicodeScalars.dropFirst().first { return isWord(next) }
    return isInsideNumber(Array(tail), after)
  }

  private static let joiners: Set<Unicode.Scalar> = ["-", "_", "/", "=", "."]

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// 32-bit numbers have eight digits at most.
  private static func isInsideNumber(_ tail: [Unicode.Scalar], _ after: String) -> Bool {
    guard let mark = tail.lastIndex(where: { $0 == "x" || $0 == "X" }), mark > 0, tail[mark - 1] == "0" else {
      return false
    }
    let digits = tail[(mark + 1)...]
    let more = after.unicodeScalars.prefix(9).prefix { $0.properties.isASCIIHexDigit }
    guard digits.allSatisfy(\.properties.isASCIIHexDigit), !more.isEmpty, digits.count + more.count <= 8 else {
      return false
    }
    return after.unicodeScalars.dropFirst(more.count).first.map { !isWord($0) } ?? true
  }
}
