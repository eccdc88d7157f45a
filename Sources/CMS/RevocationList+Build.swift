import ScepspecASN1

extension RevocationList {
  /// A new list of version 2, without extensions.
  ///
  /// - Parameters:
  ///   - issuer: The issuer's name in DER.
  ///   - thisUpdate: Seconds since 1970-01-01T00:00:00Z, as `nextUpdate`.
  public static func build(
    issuer: [UInt8], key: PrivateKey, entries: [Entry] = [], thisUpdate: Int, nextUpdate: Int, digest: Digest = .sha256
  ) throws(CryptoError) -> RevocationList {
    let algorithm = try key.signatureAlgorithm(digest)
    var fields: [Element] = [.integer(1), algorithm, .raw(issuer), .time(thisUpdate), .time(nextUpdate)]
    if !entries.isEmpty {
      fields.append(.sequence(entries.map { .sequence([.integer(content: $0.serialNumber), .time($0.revoked)]) }))
    }
    let list = Element.sequence(fields).encoded()
    let signature = try key.sign(list, digest: digest)
    return try RevocationList(der: Element.sequence([.raw(list), algorithm, .bitString(signature)]).encoded())
  }
}
