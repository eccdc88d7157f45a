import ScepspecASN1

/// Base64 in lines of one width within a text: quoted in a mail, indented, as the strings of a program.
struct Base64Lines {
  var octets: [UInt8]
  /// Behind the last digit, in the text.
  var end: Int

  /// What may stand before the digits of a line.
  private static let widestMargin = 24
  private static let mostDigits = 1 << 18

  /// - Parameters:
  ///   - first: The digits of the first line.
  /// - Returns: `nil` where the lines do not make a whole element.
  init?(_ text: ArraySlice<UInt8>, first: Range<Int>) {
    guard first.count <= 1024 else { return nil }
    var digits = Array(text[first])
    var ends = [(digits: digits.count, text: first.upperBound)]
    var next = Self.behindLine(text, from: first.upperBound)
    while next < text.endIndex, digits.count < Self.mostDigits {
      guard let run = Self.longestRun(text, from: next, atMost: first.count) else { break }
      digits += text[run]
      ends.append((digits.count, run.upperBound))
      guard run.count == first.count else { break }
      next = Self.behindLine(text, from: run.upperBound)
    }
    // The line behind the last one may be a word of something else.
    for end in ends.suffix(2).reversed() where end.text > first.upperBound {
      guard let base64 = Base64Text(digits[..<end.digits]), base64.leftOver == 0 else { continue }
      let (node, problem) = BERNode.parsePartially(base64.octets, limits: Decoder.limits)
      guard let node, problem == nil, node.octetsAfter == 0 else { continue }
      self.octets = base64.octets
      self.end = end.text
      return
    }
    return nil
  }

  private static func behindLine(_ text: ArraySlice<UInt8>, from start: Int) -> Int {
    let stop = min(text.endIndex, start + widestMargin)
    return text[start..<stop].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.endIndex
  }

  /// The most digits in a row that begin within the margin of the line.
  private static func longestRun(_ text: ArraySlice<UInt8>, from start: Int, atMost width: Int) -> Range<Int>? {
    let line = text[start..<min(text.endIndex, start + 2 * widestMargin + width)].prefix { $0 != 0x0A }
    var longest: Range<Int>?
    var index = line.startIndex
    while index < min(line.endIndex, start + widestMargin) {
      let end = line[index...].firstIndex { !ASCII.isBase64Text($0) } ?? line.endIndex
      if end - index > longest?.count ?? 0 { longest = index..<end }
      index = end + 1
    }
    return longest.flatMap { $0.count <= width ? $0 : nil }
  }
}
