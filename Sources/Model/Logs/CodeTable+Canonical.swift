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
      guard let number = Self.bareHexadecimal(text) ?? Self.number(text), let bits = Self.bits(number) else {
        return nil
      }
      let digits = String(bits, radix: 16)
      return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
  }

  /// The value of a canonical code; `nil` in tables of words.
  public func number(of canonical: String) -> Int? { spelling == .text ? nil : Self.number(canonical) }

  /// Whether the table says something about a canonical code.
  public func knows(_ canonical: String) -> Bool {
    if entries[canonical] != nil { return true }
    guard let number = number(of: canonical) else { return false }
    return ranges.contains { $0.first <= number && number <= $0.last }
  }

  /// The spelling by the first of several tables that knows the code, else by the first that can spell it.
  public static func canonical(_ text: String, among tables: some Sequence<CodeTable>) -> String? {
    var fallback: String?
    for table in tables {
      guard let code = table.canonical(text) else { continue }
      if table.knows(code) { return code }
      fallback = fallback ?? code
    }
    return fallback
  }

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

  /// Eight hexadecimal digits that are not meant as a decimal: with a letter, or with the first bit set, since nothing
  /// from 80 to 99 million is a code.
  private static func bareHexadecimal(_ text: String) -> Int? {
    guard text.utf8.count == 8, text.allSatisfy(\.isHexDigit) else { return nil }
    guard text.hasPrefix("8") || text.hasPrefix("9") || !text.allSatisfy(\.isNumber) else { return nil }
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
