import ScepspecASN1
import ScepspecCMS

/// RSAES-OAEP-params (RFC 4055 section 4.1).
enum OAEPParameters {
  /// hashAlgorithm, SHA-1 where it is left out; `nil` for one that is unknown.
  static func digest(_ parameters: [UInt8]) -> Digest? {
    guard let node = try? BERNode.parse(parameters) else { return nil }
    guard let hash = node.children.first(where: { $0.isContext(0) })?.children.first else { return .sha1 }
    return hash.children.first?.objectIdentifier.flatMap { Digest(oid: $0) }
  }
}
