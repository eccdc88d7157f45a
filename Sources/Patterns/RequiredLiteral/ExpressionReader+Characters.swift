extension ExpressionReader {
  mutating func readEscape() -> ExpressionItem? {
    guard let scalar = take() else { return nil }
    switch scalar {
    case "d", "D", "w", "W", "s", "S", "h", "H", "v", "V", "R", "X": return .unknown
    case "N": return peek() == "{" ? nil : .unknown
    case "b", "B", "A", "Z", "z", "G", "K": return .nothing
    case "1"..."9":
      // More digits may mean a character by its number.
      if let next = peek(), ("0"..."9").contains(next) { return nil }
      return .unknown
    case "k": return skip("<") && skipName(until: ">") ? .unknown : nil
    case "t": return .character([0x09])
    case "n": return .character([0x0A])
    case "r": return .character([0x0D])
    case "p", "P": return skipProperty() ? .unknown : nil
    default: return scalar.isASCIILetterOrDigit || !scalar.isASCII ? nil : .character([UInt8(scalar.value)])
    }
  }

  private mutating func skipProperty() -> Bool {
    guard skip("{") else { return take() != nil }
    while let scalar = take() {
      if scalar == "}" { return true }
    }
    return false
  }

  /// A class of one character, such as `[.]`, is that character.
  mutating func readClass() -> ExpressionItem? {
    let isNegated = skip("^")
    var members: [Unicode.Scalar?] = []
    while let scalar = take() {
      switch scalar {
      case "]" where !members.isEmpty:
        guard !isNegated, members.count == 1, let only = members[0] else { return .unknown }
        return .character(Array(String(only).utf8))
      case "[" where [":", ".", "="].contains(peek()):
        guard skip(":"), skipName(until: ":") && skip("]") else { return nil }
        members.append(nil)
      case "\\":
        guard let escaped = take(), !"QEcxogNpPu0123456789".unicodeScalars.contains(escaped) else {
          guard skipCodeInClass() else { return nil }
          members.append(nil)
          continue
        }
        members.append(escaped.isASCIILetterOrDigit ? nil : escaped)
      default: members.append(scalar)
      }
    }
    return nil
  }

  /// Past what stood before: `\x` with digits, `\p{…}` and the like end at a brace or go on as ordinary members, which
  /// does not matter, since the class is not a single character.
  private mutating func skipCodeInClass() -> Bool {
    guard position > 0 else { return false }
    switch scalars[position - 1] {
    case "p", "P": return skipProperty()
    case "x": return peek() != "{" || skipProperty()
    case "0"..."9": return true
    default: return false
    }
  }
}
