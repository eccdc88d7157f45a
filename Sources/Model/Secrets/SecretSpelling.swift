/// One way to write a secret down: as it is, or as a careless server, a log or a report may encode it.
package struct SecretSpelling: Sendable {
  /// What stands for one octet, or for a character of base64, each.
  package var pieces: [[UInt8]]
  /// Whether a match inside a longer word stays, so that a challenge of one letter does not make a report unreadable.
  package var needsBounds: Bool
  /// All of it.
  package var whole: [UInt8]

  init(_ pieces: [[UInt8]], needsBounds: Bool = false) {
    self.pieces = pieces
    self.needsBounds = needsBounds
    whole = Array(pieces.joined())
  }

  /// Octets of a secret below which its encodings are too short to be told from chance.
  private static let shortestEncoded = 6

  /// As it is, in hexadecimal, base64 and percent encoding; and what is text of these in hexadecimal once more, as a
  /// report shows octets.
  package static func all(of secret: [UInt8]) -> [SecretSpelling] {
    let isShort = secret.count < 4
    let plain = [SecretSpelling(secret.map { [$0] }, needsBounds: isShort)]
    guard secret.count >= shortestEncoded else {
      return plain + hexadecimal(secret, upperCase: [false]).map { SecretSpelling($0.pieces, needsBounds: isShort) }
    }
    let encoded = hexadecimal(secret) + base64(secret) + percent(secret) + utf16(secret)
    let shown = (base64(secret) + percent(secret)).flatMap { hexadecimal($0.whole, upperCase: [false]) }
    return plain + encoded + shown
  }

  private static func hexadecimal(_ octets: [UInt8], upperCase: [Bool] = [false, true]) -> [SecretSpelling] {
    upperCase.flatMap { isUpper in
      [" ", "", ":"].map { separator in
        let digits = octets.map { isUpper ? hexadecimalDigits($0).uppercased() : hexadecimalDigits($0) }
        // The last octet has nothing behind it.
        return SecretSpelling(
          digits.enumerated().map { Array(($1 + ($0 < digits.count - 1 ? separator : "")).utf8) })
      }
    }
  }

  /// The characters that depend on the secret alone, for each of the three places where it may begin in a longer text.
  private static func base64(_ octets: [UInt8]) -> [SecretSpelling] {
    (0..<3).flatMap { shift in
      let bits = 8 * (shift + octets.count)
      // Characters that hold bits of what stands before, or behind, are left out.
      let first = (8 * shift + 5) / 6
      let characters = Base64.characters(Array(repeating: 0, count: shift) + octets)[first..<(bits / 6)]
      let urlSafe = characters.map { $0 == 0x2B ? 0x2D : $0 == 0x2F ? 0x5F : $0 }
      return [Array(characters), urlSafe].map { SecretSpelling($0.map { [$0] }) }
    }
  }

  /// Every octet encoded, for what a report shows of it in hexadecimal; other mixtures are found by `EscapedSecret`.
  private static func percent(_ octets: [UInt8]) -> [SecretSpelling] {
    [false, true].map { isUpper in
      SecretSpelling(
        octets.map { octet in
          let digits = hexadecimalDigits(octet)
          return Array("%\(isUpper ? digits.uppercased() : digits)".utf8)
        })
    }
  }

  /// With octets of zero between, in both orders.
  private static func utf16(_ octets: [UInt8]) -> [SecretSpelling] {
    [SecretSpelling(octets.map { [$0, 0] }), SecretSpelling(octets.map { [0, $0] })]
  }

  private static func hexadecimalDigits(_ octet: UInt8) -> String {
    (octet < 16 ? "0" : "") + String(octet, radix: 16)
  }

  private enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Without padding.
    static func characters(_ octets: [UInt8]) -> [UInt8] {
      var characters: [UInt8] = []
      var held = 0
      var bits = 0
      for octet in octets {
        held = (held << 8 | Int(octet)) & 0xFFFF
        bits += 8
        while bits >= 6 {
          bits -= 6
          characters.append(alphabet[held >> bits & 0x3F])
        }
      }
      if bits > 0 { characters.append(alphabet[held << (6 - bits) & 0x3F]) }
      return characters
    }
  }
}
