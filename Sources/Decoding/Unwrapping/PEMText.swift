/// Blocks between `-----BEGIN …-----` and `-----END …-----` (RFC 7468), whatever their label; the last may be cut.
enum PEMText {
  struct Block {
    var label: String
    /// In the text.
    var range: Range<Int>
    var body: [UInt8]
    var isClosed: Bool
  }

  static func blocks(in text: ArraySlice<UInt8>, atMost most: Int) -> [Block] {
    let begin = Array("-----begin ".utf8)
    let close = Array("-----end ".utf8)
    var blocks: [Block] = []
    var next = text.startIndex
    while blocks.count < most, let start = ASCII.find(begin, in: text, from: next) {
      guard let line = endOfLabel(in: text, from: start + begin.count) else { break }
      let label = ASCII.text(text[start + begin.count..<line.label].prefix(80))
      let other = ASCII.find(begin, in: text, from: line.end) ?? text.endIndex
      // Never beyond the next block: a text of beginnings alone is read once.
      let end = ASCII.find(close, in: text[..<other], from: line.end)
      let bodyEnd = end ?? other
      let last = end.map { endOfLabel(in: text, from: $0 + close.count)?.end ?? $0 } ?? other
      blocks.append(
        Block(label: label, range: start..<last, body: body(text[line.end..<bodyEnd]), isClosed: end != nil))
      next = max(last, line.end)
    }
    return blocks
  }

  /// The five hyphens after a label.
  private static func endOfLabel(in text: ArraySlice<UInt8>, from start: Int) -> (label: Int, end: Int)? {
    guard let hyphens = ASCII.find(Array("-----".utf8), in: text[..<min(text.endIndex, start + 200)], from: start)
    else { return nil }
    return (hyphens, hyphens + 5)
  }

  /// What is in it is never shown, whether or not it can be read: also what OpenSSH and RFC 1421 encipher or wrap.
  static func isPrivateKey(label: String) -> Bool { label.uppercased().contains("PRIVATE KEY") }

  /// Without the headers of RFC 1421 (`Proc-Type: …`).
  private static func body(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var rest = text.drop(while: ASCII.isBlank)
    for _ in 0..<16 {
      let line = rest.prefix(200).prefix { $0 != 0x0A }
      guard line.contains(0x3A) else { break }
      rest = rest[line.endIndex...].drop(while: ASCII.isBlank)
    }
    return Array(rest)
  }
}
