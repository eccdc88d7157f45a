/// Lines that were broken for a width, as mail programs and terminals do: each line that goes on is so long that the next
/// one's first word had no room.
enum BrokenLines {
  /// Characters that a width may have.
  private static let widths = 40...132
  /// Of the lines that another one follows, so many have to be full.
  private static let leastShare = 0.2
  private static let least = 2

  static func joined(_ text: [UInt8]) -> [UInt8]? {
    let lines = plainLines(text).map { Line($0) }
    // A word alone may be longer than any width.
    guard let width = lines.lazy.filter({ $0.firstWord < $0.width }).map(\.width).max(), widths.contains(width) else {
      return nil
    }
    var goesOn = [Bool](repeating: false, count: lines.count)
    var pairs = 0
    for place in lines.indices.dropLast() where !lines[place].isBlank && !lines[place + 1].isBlank {
      pairs += 1
      let hasNoRoom = lines[place].width + 1 + lines[place + 1].firstWord > width
      goesOn[place] = (hasNoRoom || lines[place].isKey) && !lines[place + 1].beginsAnew
    }
    let full = lines.indices.filter { goesOn[$0] }
    guard full.count >= least, Double(full.count) >= leastShare * Double(pairs) else { return nil }
    // Who breaks at blanks leaves lines of all lengths.
    let breaksWords = full.allSatisfy { lines[$0].width == width }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for (place, line) in lines.enumerated() {
      guard goesOn[place] else { result += line.text; result.append(0x0A); continue }
      let next = lines[place + 1]
      // A word that fits in no line is broken wherever the line ends.
      let isInWord = breaksWords || (line.width == width && line.lastWord + next.firstWord > width)
      result += isInWord ? line.text : line.withoutEnd
      if !isInWord { result.append(0x20) }
    }
    return result
  }

  private struct Line {
    let text: ArraySlice<UInt8>
    let isBlank: Bool
    /// Characters.
    let width: Int
    let firstWord: Int
    let lastWord: Int
    /// Nothing goes on with it, whatever stands before: it is set in, marked, or begins with a time, a date or a key.
    let beginsAnew: Bool
    /// A key whose value had no room beside it; how many blanks stood between them is lost.
    let isKey: Bool

    init(_ text: ArraySlice<UInt8>) {
      self.text = text
      isBlank = text.allSatisfy(\.isBlank)
      width = Line.characters(text)
      firstWord = Line.characters(text.prefix { !$0.isBlank })
      lastWord = Line.characters(text[(text.lastIndex(where: \.isBlank).map { $0 + 1 } ?? text.startIndex)...])
      isKey = text.last == 0x3A && Line.hasKey(text)
      beginsAnew =
        text.first.map { $0.isBlank || Line.marks.contains($0) } ?? true || Line.hasTime(text) || Line.hasKey(text)
    }

    var withoutEnd: ArraySlice<UInt8> { text[..<((text.lastIndex { !$0.isBlank }).map { $0 + 1 } ?? text.startIndex)] }

    /// `#`, `<`, `"`, `>`, `|` and `=`.
    private static let marks: Set<UInt8> = [0x23, 0x3C, 0x22, 0x3E, 0x7C, 0x3D]

    private static func characters(_ text: ArraySlice<UInt8>) -> Int {
      text.reduce(into: 0) { if $1 & 0xC0 != 0x80 { $0 += 1 } }
    }

    /// `12:34:5`, `2024-05-0`, `5/14/20` or `14.05.20` among the first characters.
    private static func hasTime(_ text: ArraySlice<UInt8>) -> Bool {
      let shape = text.prefix(20).map { (0x30...0x39).contains($0) ? UInt8(0x30) : $0 }
      let begins = { (start: String) in shape.starts(with: start.utf8) }
      if begins("0000-00-0") || begins("0/0") || begins("00/0") || begins("00.00.") || begins("0000/00/") {
        return true
      }
      return shape.indices.contains { shape[$0...].starts(with: "00:00:0".utf8) }
    }

    /// A few words, a colon, and a blank or the end.
    private static func hasKey(_ text: ArraySlice<UInt8>) -> Bool {
      guard let colon = text.prefix(48).firstIndex(of: 0x3A), colon > text.startIndex,
        colon + 1 >= text.endIndex || text[colon + 1].isBlank
      else { return false }
      return text[..<colon].allSatisfy { $0.isBlank || $0 >= 0x80 || $0 == 0x2D || $0 == 0x27 || $0.isLetter }
    }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
