extension BERNode {
  /// The element written anew with definite, minimal lengths and primitive strings; SETs in ascending order where
  /// `sortingSets` says so. Values are left as they are.
  ///
  /// `asSet` gives the element itself the tag SET, as the signature over attributes wants it (RFC 5652 section 5.4).
  public func derBytes(sortingSets: Bool, asSet: Bool = false) -> [UInt8] {
    let isString = universalTag?.isString ?? false
    guard isConstructed, !isString else { return Self.header(of: self, constructed: false, stringContent) }
    var parts = children.map { $0.derBytes(sortingSets: sortingSets) }
    if sortingSets, asSet || isTagged(.set) { parts.sort { $0.lexicographicallyPrecedes($1) } }
    let content = Array(parts.joined())
    return asSet ? [0x31] + Self.length(content.count) + content : Self.header(of: self, constructed: true, content)
  }

  private static func header(of node: BERNode, constructed: Bool, _ content: [UInt8]) -> [UInt8] {
    node.tagOctets(constructed: constructed) + length(content.count) + content
  }

  private func tagOctets(constructed: Bool) -> [UInt8] {
    let first = tagClass.rawValue << 6 | (constructed ? 0x20 : 0)
    guard tagNumber > 30 else { return [first | UInt8(tagNumber)] }
    var octets = [UInt8(tagNumber & 0x7F)]
    var rest = tagNumber >> 7
    while rest > 0 {
      octets.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return [first | 0x1F] + octets
  }

  private static func length(_ count: Int) -> [UInt8] {
    guard count > 0x7F else { return [UInt8(count)] }
    var octets: [UInt8] = []
    var rest = count
    while rest > 0 {
      octets.insert(UInt8(rest & 0xFF), at: 0)
      rest >>= 8
    }
    return [0x80 | UInt8(octets.count)] + octets
  }
}
