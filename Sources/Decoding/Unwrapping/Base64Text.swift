import ScepspecASN1
import ScepspecModel

/// Base64 in any spelling: standard or for URLs, in lines, percent-encoded, with `+` turned into blanks, unpadded, cut.
struct Base64Text {
  var octets: [UInt8]
  /// What was taken off, outermost first.
  var steps: [String]
  var oddities: [DecodedMessage.Oddity] = []
  /// Octets of text that could not be digits; everything before them was read.
  var leftOver: Int

  /// - Parameter text: Digits from the first octet on.
  init?(_ text: some Collection<UInt8>) {
    let (plain, rounds) = PercentText.decoded(Self.unescaped(Array(text)))
    guard let best = Self.best(plain) else { return nil }
    octets = best.octets
    leftOver = best.leftOver
    steps = Array(repeating: "percent-encoding", count: rounds) + [best.isForURLs ? "base64 (URL alphabet)" : "base64"]
    if rounds > 1 {
      oddities.append(.init("percent-encoded-twice", "The text is percent-encoded \(rounds) times."))
    }
    if best.hasBlanks {
      oddities.append(
        .init("plus-as-blank", "The '+' of the base64 have become blanks: somebody did not percent-encode them."))
    }
    if best.isForURLs {
      oddities.append(.init("base64-url-alphabet", "The base64 is in the alphabet for URLs, with '-' and '_'."))
    }
  }

  /// `\/` of JSON, and `\n` and `\r\n` that were written out.
  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(0x5C) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == 0x5C, index + 1 < text.count {
        let next = text[index + 1]
        if next == 0x2F {
          result.append(next)
          index += 2
          continue
        }
        if next == 0x6E || next == 0x72 {
          index += 2
          continue
        }
      }
      result.append(text[index])
      index += 1
    }
    return result
  }

  private struct Digits {
    var octets: [UInt8] = []
    var leftOver = 0
    var isForURLs = false
    var hasBlanks = false
  }

  /// Blanks within a line separate, or stand for `+`: what makes a whole element of it is right.
  private static func best(_ text: [UInt8]) -> Digits? {
    let plain = read(text, blankIsPlus: false)
    guard plain.octets.count > 1 else { return nil }
    guard text.contains(0x20), !text.contains(0x2B) else { return plain }
    let other = read(text, blankIsPlus: true)
    guard other.hasBlanks else { return plain }
    return reach(other.octets) > reach(plain.octets) ? other : plain
  }

  /// How far the octets make sense.
  private static func reach(_ octets: [UInt8]) -> Int {
    let problem = BERNode.parsePartially(octets, limits: Decoder.limits).problem
    guard let problem else { return Int.max }
    return problem.code == .truncated || problem.code == .missingEndOfContents ? octets.count : problem.offset
  }

  private static func read(_ text: [UInt8], blankIsPlus: Bool) -> Digits {
    var digits = Digits()
    digits.octets.reserveCapacity(text.count * 3 / 4)
    var bits: UInt32 = 0
    var count = 0
    let end = text.lastIndex { !ASCII.isBlank($0) }.map { $0 + 1 } ?? 0
    var index = 0
    while index < end {
      var octet = text[index]
      if octet == 0x20, blankIsPlus, index > 0, !ASCII.isLineEnd(text[index + 1]) {
        octet = 0x2B
        digits.hasBlanks = true
      }
      index += 1
      if ASCII.isBlank(octet) { continue }
      guard let digit = ASCII.base64Digit(octet) else {
        index -= 1
        break
      }
      if octet == 0x2D || octet == 0x5F { digits.isForURLs = true }
      bits = bits << 6 | digit
      count += 1
      if count.isMultiple(of: 4) {
        digits.octets += [UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8)]
        digits.octets.append(UInt8(truncatingIfNeeded: bits))
      }
    }
    switch count % 4 {
    case 2: digits.octets.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3: digits.octets += [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
    default: break
    }
    while index < end, text[index] == 0x3D || ASCII.isBlank(text[index]) { index += 1 }
    digits.leftOver = max(0, end - index)
    return digits
  }
}
