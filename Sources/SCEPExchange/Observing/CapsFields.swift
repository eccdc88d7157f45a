import ScepspecHTTPWire
import ScepspecModel

/// The kind `caps`: a GetCACaps reply as text (RFC 8894 section 3.5.2).
enum CapsFields {
  /// Octets that are looked at; a reply of some lines has a hundred.
  private static let most = 256 << 10

  static func make(_ body: [UInt8]) -> [String: Field] {
    let octets = body.prefix(most)
    var lines = octets.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let texts = lines.map { headerText($0.last == 0x0D ? $0.dropLast() : $0) }
    let pairs = zip(octets, octets.dropFirst().map { Optional($0) } + [nil])
    return [
      "lines": Field(.texts(texts.filter { !$0.isEmpty })), "rawLines": .integer(lines.count),
      "unprintable": .bool(octets.contains { !(0x20...0x7E ~= $0 || $0 == 0x0D || $0 == 0x0A) }),
      "loneCR": .bool(pairs.contains { $0 == 0x0D && $1 != 0x0A }),
    ]
  }
}
