/// A string with escapes while it is read: UTF-8, until a surrogate stands alone.
struct EscapedText {
  /// What stands for the character after a backslash (RFC 8259 section 7).
  static let plain: [UInt8: UInt8] = [
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "/"): UInt8(ascii: "/"),
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "t"): 0x09,
  ]

  private var utf8: [UInt8]
  /// The text so far where a surrogate stood alone in it; `utf8` holds what came since.
  private var units: [UInt16]?
  /// The first half of a pair.
  private var high: UInt16?

  init(_ start: ArraySlice<UInt8>) { utf8 = Array(start) }

  mutating func append(_ octet: UInt8) {
    settle()
    utf8.append(octet)
  }

  mutating func append(unit: UInt16) {
    if let first = high, UTF16.isTrailSurrogate(unit) {
      high = nil
      utf8 += Array(String(decoding: [first, unit], as: UTF16.self).utf8)
    } else if UTF16.isLeadSurrogate(unit) {
      settle()
      high = unit
    } else if UTF16.isTrailSurrogate(unit) {
      settle()
      keep(unit)
    } else {
      settle()
      utf8 += Array(String(decoding: [unit], as: UTF16.self).utf8)
    }
  }

  /// A first half without its second one stands alone.
  private mutating func settle() {
    guard let first = high else { return }
    high = nil
    keep(first)
  }

  private mutating func keep(_ unit: UInt16) {
    units = (units ?? []) + Array(String(decoding: utf8, as: UTF8.self).utf16) + [unit]
    utf8 = []
  }

  var value: JSONValue {
    var whole = self
    whole.settle()
    guard let units = whole.units else { return .string(String(decoding: whole.utf8, as: UTF8.self)) }
    return .units(units + Array(String(decoding: whole.utf8, as: UTF8.self).utf16))
  }
}
