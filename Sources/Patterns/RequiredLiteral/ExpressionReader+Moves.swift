/// Moving along the expression.
extension ExpressionReader {
  func peek() -> Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func take() -> Unicode.Scalar? {
    guard let scalar = peek() else { return nil }
    position += 1
    return scalar
  }

  mutating func skip(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// Past letters, digits, `_` and `^`, and past `end`.
  mutating func skipName(until end: String) -> Bool {
    while let scalar = peek(), scalar.isASCIILetterOrDigit || scalar == "_" || scalar == "^" { position += 1 }
    return skip(end)
  }
}

extension Unicode.Scalar {
  var isASCIILetterOrDigit: Bool {
    ("0"..."9").contains(self) || ("a"..."z").contains(self) || ("A"..."Z").contains(self)
  }
}
