extension [UInt8] {
  /// Appends a character in UTF-8; half a surrogate pair becomes U+FFFD.
  mutating func append(scalar: UInt32) {
    let valid = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    if valid.value < 0x80 {
      append(UInt8(valid.value))
    } else {
      append(contentsOf: UTF8.encode(valid) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
