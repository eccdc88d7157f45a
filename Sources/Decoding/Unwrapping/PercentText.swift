/// Percent-encoding (RFC 3986 section 2.1), taken off as often as it was put on.
enum PercentText {
  static let mostRounds = 3

  /// - Returns: the text without it, and how many layers there were.
  static func decoded(_ text: [UInt8]) -> (text: [UInt8], rounds: Int) {
    var text = text
    for round in 0..<mostRounds {
      guard let once = once(text) else { return (text, round) }
      text = once
    }
    return (text, mostRounds)
  }

  private static func once(_ text: [UInt8]) -> [UInt8]? {
    guard text.contains(0x25) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var found = false
    var index = 0
    while index < text.count {
      if text[index] == 0x25, index + 2 < text.count, let high = ASCII.hexDigit(text[index + 1]),
        let low = ASCII.hexDigit(text[index + 2])
      {
        result.append(high << 4 | low)
        found = true
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return found ? result : nil
  }
}
