extension CodeTable {
  /// The one spelling by which codes of this table are compared; `nil` for what is no code of its spelling.
  ///
  /// Hexadecimal tables take `0x80091007`, `0X80091007`, `80091007` with a letter or a leading 8 to f and eight digits,
  /// and signed or unsigned decimals (`-2146881529`, `2148085767`); decimal tables take either too.
  public func canonical(_ text: String) -> String? {
    let text = text.trimmed
    switch spelling {
    case .text: return text.isEmpty ? nil : text.lowercased()
    case .decimal: return Self.number(text).map { String($0) }
    case .hexadecimal:
      guard let number = Self.number(text) ?? Self.bareHexadecimal(text), let bits = Self.bits(number) else {
        return nil
      }
      let digits = String(bits, radix: 16)
      return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
  }

  /// The value of a canonical code; `nil` in tables of words.
  public func number(of canonical: String) -> Int? { spelling == .text ? nil : Self.number(canonical) }

  /// `0x` and hexadecimal digits, or a decimal with or without a sign.
  private static func number(_ text: String) -> Int? {
    if text.hasPrefix("0x") || text.hasPrefix("0X") {
      let digits = text.dropFirst(2)
      guard !digits.isEmpty, digits.utf8.count <= 16, digits.allSatisfy(\.isHexDigit) else { return nil }
      // Some print 32 bits with their sign spread over 64.
      return UInt64(digits, radix: 16).map { Int(truncatingIfNeeded: $0) }
    }
    return Int(text)
  }

  /// Eight hexadecimal digits of which one is a letter: without that it is a decimal.
  private static func bareHexadecimal(_ text: String) -> Int? {
    guard text.utf8.count == 8, text.allSatisfy(\.isHexDigit) else { return nil }
    return Int(text, radix: 16)
  }

  /// The low 32 bits of what fits into 32, signed or not.
  private static func bits(_ number: Int) -> UInt32? {
    if let bits = UInt32(exactly: number) { return bits }
    return Int32(exactly: number).map { UInt32(bitPattern: $0) }
  }
}

extension String {
  fileprivate var trimmed: String {
    let kept = drop { $0.isWhitespace }
    let last = kept.lastIndex { !$0.isWhitespace }
    return last.map { String(kept[...$0]) } ?? ""
  }
}
