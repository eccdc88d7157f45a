/// The target of a request, cut into path and parameters; values keep their escapes until somebody wants them.
struct Query: Hashable, Sendable {
  /// Percent-decoded.
  var path: String
  /// In the order of the request; the names decoded, the values as they were received.
  var parameters: [(name: String, value: String)]

  init(target: String) {
    var rest = target[...]
    if let scheme = rest.firstRange(of: "://"), rest[..<scheme.lowerBound].allSatisfy(\.isLetter) {
      rest = rest[scheme.upperBound...]
      rest = rest.firstIndex(where: { $0 == "/" || $0 == "?" }).map { rest[$0...] } ?? "/"
    }
    let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = Self.decoded(String(parts.first ?? "")) ?? String(parts.first ?? "")
    parameters = parts.count < 2 ? [] : Self.parameters(of: parts[1])
  }

  /// The values of every parameter of that name, as they were received.
  func values(of name: String) -> [String] { parameters.filter { $0.name == name }.map(\.value) }

  private static func parameters(of query: Substring) -> [(name: String, value: String)] {
    query.split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(halves.first ?? "")
      return (decoded(name) ?? name, halves.count < 2 ? "" : String(halves[1]))
    }
  }

  /// The text without percent escapes (RFC 3986 section 2.1); `nil` where an escape is malformed.
  static func decoded(_ text: String) -> String? {
    octets(text).map { String(decoding: $0, as: UTF8.self) }
  }

  static func octets(_ text: String) -> [UInt8]? {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.utf8.count)
    var rest = text.utf8.makeIterator()
    while let octet = rest.next() {
      guard octet == 0x25 else {
        octets.append(octet)
        continue
      }
      guard let high = rest.next().flatMap(hexValue), let low = rest.next().flatMap(hexValue) else { return nil }
      octets.append(high << 4 | low)
    }
    return octets
  }

  private static func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }

  static func == (left: Query, right: Query) -> Bool {
    left.path == right.path && left.parameters.elementsEqual(right.parameters, by: ==)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(path) }
}
