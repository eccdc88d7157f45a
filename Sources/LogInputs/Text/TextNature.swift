/// How bytes stand for text.
public enum TextEncoding: String, Hashable, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1252 = "Windows-1252"
}

/// What the first bytes of an input say about the rest: its encoding, and whether it is text at all.
public struct TextNature: Hashable, Sendable {
  /// How many first bytes should be looked at.
  public static let headLength = 65_536

  public var encoding: TextEncoding
  /// A byte order mark stands at the beginning.
  public var hasMark: Bool
  /// Lines end with a lone carriage return.
  public var endsLinesWithReturn: Bool
  /// Not text, but for instance a picture, a certificate or a program.
  public var isBinary: Bool
  /// A rich text document, whose text `RichTextSource` extracts.
  public var isRichText: Bool

  public init(head: [UInt8]) {
    let head = head.prefix(Self.headLength)
    let marked = ByteOrderMark(head)
    encoding = marked?.encoding ?? WideText.guess(head) ?? .utf8
    hasMark = marked != nil
    let isWide = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
    let census = ByteCensus(head, isWide: isWide)
    endsLinesWithReturn = census.returns > 0 && census.feeds == 0 && census.returns > census.total / 4_096
    isBinary = marked == nil && (BinaryMagic.matches(head) || (!isWide && census.looksBinary))
    let start = head.dropFirst(marked?.length ?? 0).drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    isRichText = !isWide && start.starts(with: "{\\rtf".utf8)
    if encoding == .utf8, !hasMark, census.strays > census.sequences { encoding = .windows1252 }
  }
}

struct ByteOrderMark {
  let encoding: TextEncoding
  let length: Int

  init?(_ head: ArraySlice<UInt8>) {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      (encoding, length) = (.utf8, 3)
    } else if head.starts(with: [0xFF, 0xFE]) {
      (encoding, length) = (.utf16LittleEndian, 2)
    } else if head.starts(with: [0xFE, 0xFF]) {
      (encoding, length) = (.utf16BigEndian, 2)
    } else {
      return nil
    }
  }
}

enum WideText {
  /// UTF-16 without a mark: Western text has a zero in nearly every second place, and hardly one in the others.
  static func guess(_ head: ArraySlice<UInt8>) -> TextEncoding? {
    let pairs = head.count / 2
    guard pairs >= 2 else { return nil }
    var first = 0
    var second = 0
    var both = 0
    var index = head.startIndex
    for _ in 0..<pairs {
      let (a, b) = (head[index], head[index + 1])
      if a == 0 && b == 0 { both += 1 } else if a == 0 { first += 1 } else if b == 0 { second += 1 }
      index += 2
    }
    let counted = pairs - both
    guard counted >= 2 else { return nil }
    if second * 10 >= counted * 7, first * 10 <= counted { return .utf16LittleEndian }
    if first * 10 >= counted * 7, second * 10 <= counted { return .utf16BigEndian }
    return nil
  }
}
