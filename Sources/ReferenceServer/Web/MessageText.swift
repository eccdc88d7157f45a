/// The `message` parameter of a GET (RFC 8894 section 4.1): percent escapes around base64 around a pkiMessage.
struct MessageText: Hashable, Sendable {
  var octets: [UInt8]
  /// How it was written.
  var traits: Set<Tolerance>

  /// `nil` where it cannot be decoded.
  ///
  /// - Parameter lax: take the URL alphabet too, and skip foreign characters.
  init?(_ raw: String, lax: Bool) {
    guard let text = Query.octets(raw), let octets = Base64.decoded(text, lax: lax) else { return nil }
    self.octets = octets
    traits = Self.traits(raw: raw, text: text)
  }

  private static func traits(raw: String, text: [UInt8]) -> Set<Tolerance> {
    var traits: Set<Tolerance> = []
    let escapes = raw.split(separator: "%", omittingEmptySubsequences: false).dropFirst().map { $0.prefix(2) }
    if escapes.contains(where: { ["2B", "2F"].contains($0.uppercased()) }) { traits.insert(.escapedBase64) }
    if escapes.contains(where: { $0.contains(where: \.isLowercase) }) { traits.insert(.lowercaseEscapes) }
    if raw.contains("+") || raw.contains(" ") || escapes.contains("20") { traits.insert(.rawPlus) }
    if text.contains(0x2D) || text.contains(0x5F) { traits.insert(.urlAlphabet) }
    if raw.utf8.count > Tolerance.longGetCharacters { traits.insert(.longGet) }
    if text.contains(0x0A) || text.contains(0x0D) { traits.insert(.wrappedBase64) }
    if text.filter({ $0 != 0x0A && $0 != 0x0D }).count % 4 != 0 { traits.insert(.unpaddedBase64) }
    return traits
  }
}
