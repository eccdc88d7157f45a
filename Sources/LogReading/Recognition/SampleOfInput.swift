import ScepspecLogInputs

/// The beginning of an input, by which its format is recognised.
struct SampleOfInput: Sendable {
  /// Bytes of an input that are looked at.
  static let length = 256 << 10

  let nature: TextNature
  /// The bytes as they are.
  let bytes: [UInt8]
  /// As UTF-8, whole lines as far as possible; empty where it is no text.
  let text: [UInt8]
  let isWhole: Bool

  init(_ bytes: [UInt8], isWhole: Bool) {
    self.bytes = bytes
    self.isWhole = isWhole
    nature = TextNature(head: bytes)
    text = nature.isBinary ? [] : Self.text(of: bytes, nature, isWhole: isWhole)
  }

  /// Peeks, so that the bytes are still to be read.
  init(_ input: inout InputBytes) {
    let head = input.peek(Self.length + 1)
    self.init(Array(head.prefix(Self.length)), isWhole: head.count <= Self.length)
  }

  /// Another text in the place of this one.
  init(mended text: [UInt8]) {
    self.text = text
    bytes = text
    isWhole = true
    nature = TextNature(head: text)
  }

  private static func text(of bytes: [UInt8], _ nature: TextNature, isWhole: Bool) -> [UInt8] {
    var source = Self.source(InputBytes(MemorySource(bytes)), nature)
    var text: [UInt8] = []
    while let block = source.next() { text += block }
    if !isWhole, let end = text.lastIndex(of: 0x0A) { text.removeSubrange((end + 1)...) }
    return text
  }

  /// Text of an input as UTF-8.
  static func source(_ bytes: InputBytes, _ nature: TextNature) -> any ByteSource {
    nature.isRichText ? RichTextSource(bytes) : TextSource(bytes, nature: nature)
  }

  /// Read as Windows-1252 for want of something better: there are octets that stand for nothing in it, or letters
  /// with accents follow one another as in no language that is written with it.
  var isOfUnknownEncoding: Bool {
    guard nature.encoding == .windows1252, !nature.isBinary else { return false }
    let unassigned: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
    if bytes.contains(where: unassigned.contains) { return true }
    let pairs = zip(bytes, bytes.dropFirst()).reduce(into: 0) { if $1.0 >= 0xC0, $1.1 >= 0xC0 { $0 += 1 } }
    let high = bytes.reduce(into: 0) { if $1 >= 0xC0 { $0 += 1 } }
    return pairs * 2 > high
  }

  /// The first line that is not blank, for people.
  var firstLine: String {
    let line = text.split(separator: 0x0A, omittingEmptySubsequences: true).first { !$0.allSatisfy(\.isBlankOrLineEnd) }
    let shown = String(decoding: line ?? [], as: UTF8.self).trimmed
    return shown.count > 60 ? shown.prefix(60) + "…" : shown
  }
}
