/// A control word such as `\par` or `\u8220`, while it is being read.
struct RichTextWord {
  private(set) var name: String
  private var digits = 0
  private var number = 0
  private var isNegative = false

  var value: Int? { digits > 0 ? (isNegative ? -number : number) : nil }

  init(first: UInt8) { name = String(Unicode.Scalar(first)) }

  /// Takes the byte if it belongs to the word; names and numbers beyond reason end early.
  mutating func take(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      guard digits == 0, !isNegative, name.utf8.count < 32 else { return false }
      name.unicodeScalars.append(Unicode.Scalar(byte))
    case UInt8(ascii: "-"):
      guard digits == 0, !isNegative else { return false }
      isNegative = true
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard digits < 10 else { return false }
      digits += 1
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    default: return false
    }
    return true
  }

  /// Words that stand for a character.
  static let symbols: [String: UInt32] = [
    "par": 0x0A, "line": 0x0A, "sect": 0x0A, "page": 0x0A, "row": 0x0A, "tab": 0x09, "cell": 0x09, "emdash": 0x2014,
    "endash": 0x2013, "bullet": 0x2022, "lquote": 0x2018, "rquote": 0x2019, "ldblquote": 0x201C, "rdblquote": 0x201D,
    "emspace": 0x2003, "enspace": 0x2002, "qmspace": 0x2005,
  ]

  /// Words whose group is no part of the text.
  static let unseen: Set<String> = [
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "header", "headerl", "headerr", "headerf",
    "footer", "footerl", "footerr", "footerf", "footnote", "annotation", "listtable", "listoverridetable", "rsidtbl",
    "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "generator", "filetbl", "revtbl",
  ]
}
