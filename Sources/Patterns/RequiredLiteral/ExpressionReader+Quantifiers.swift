extension ExpressionReader {
  mutating func readQuantifiers(of item: ExpressionItem) -> ExpressionItem? {
    guard let (least, isExact) = readBounds() else { return peek() == "{" ? nil : item }
    // Lazy or possessive.
    if peek() == "?" || peek() == "+" { position += 1 }
    // PCRE2 knows repeated assertions; what they mean is not worth knowing here.
    if case .nothing = item { return .nothing }
    return .repeated(item, atLeast: least, isExact: isExact)
  }

  private mutating func readBounds() -> (least: Int, isExact: Bool)? {
    if skip("*") || skip("?") { return (0, false) }
    if skip("+") { return (1, false) }
    let start = position
    guard skip("{"), let least = readNumber() else { position = start; return nil }
    if skip("}") { return (least, true) }
    if skip(","), skip("}") || (readNumber() != nil && skip("}")) { return (least, false) }
    position = start
    return nil
  }

  private mutating func readNumber() -> Int? {
    var digits = 0
    var value = 0
    while let scalar = peek(), ("0"..."9").contains(scalar), digits < 6 {
      value = value * 10 + Int(scalar.value) - 0x30
      digits += 1
      position += 1
    }
    return digits > 0 ? value : nil
  }
}
