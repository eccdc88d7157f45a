import ScepspecASN1
import ScepspecCMS

/// Comparison of names as X.500 does it in the main: string types and case do not matter (RFC 5280 section 7.1).
public enum DistinguishedName {
  /// Octets of a name that is taken apart; a longer one is the same as its own octets only. A message may compare one
  /// name with hundreds.
  private static let longest = 16_384

  /// Whether two names, each given as its DER, are the same.
  public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    if left == right { return true }
    guard let left = canonical(left), let right = canonical(right) else { return false }
    return left == right
  }

  /// The name in a form in which equal names are equal: RDNs of type and value; `nil` where it is no name, or too long.
  static func canonical(_ name: [UInt8]) -> [Set<[String]>]? {
    guard name.count <= longest, let node = try? BERNode.parse(name), node.isTagged(.sequence) else { return nil }
    return node.children.map { relative in Set(relative.children.map { attribute(of: $0) }) }
  }

  private static func attribute(of node: BERNode) -> [String] {
    let type = node.children.first?.objectIdentifier ?? ""
    guard let value = node.children.dropFirst().first else { return [type] }
    guard let tag = value.universalTag, tag.isString, tag != .bitString, tag != .octetString else {
      return [type, value.bytes.map(String.init).joined(separator: ",")]
    }
    let words = value.text.string.lowercased().split(whereSeparator: \.isWhitespace)
    return [type, words.joined(separator: " ")]
  }
}

/// Comparison of serial numbers by their content octets.
public enum SerialNumber {
  public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { minimal(left) == minimal(right) }

  /// Zero or negative, which RFC 5280 section 4.1.2.2 forbids.
  public static func isNotPositive(_ octets: [UInt8]) -> Bool {
    guard let first = octets.first else { return true }
    return first & 0x80 != 0 || octets.allSatisfy { $0 == 0 }
  }

  private static func minimal(_ octets: [UInt8]) -> ArraySlice<UInt8> {
    var rest = octets[...]
    while let first = rest.first, let second = rest.dropFirst().first,
      first == 0 && second < 0x80 || first == 0xFF && second >= 0x80
    { rest = rest.dropFirst() }
    return rest
  }
}

/// The key inside a SubjectPublicKeyInfo.
enum PublicKeyOctets {
  /// The octets of the BIT STRING.
  static func of(subjectPublicKeyInfo: [UInt8]) -> [UInt8]? {
    (try? BERNode.parse(subjectPublicKeyInfo))?.children.last?.bitString?.octets
  }

  static func sha1(ofSubjectPublicKeyInfo info: [UInt8]) -> [UInt8]? {
    of(subjectPublicKeyInfo: info).map(Digest.sha1.hash)
  }

  /// Whether two infos hold the same key, be the algorithm's parameters NULL or absent.
  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    if left == right { return true }
    guard let first = of(subjectPublicKeyInfo: left), let second = of(subjectPublicKeyInfo: right) else { return false }
    return first == second
  }
}
