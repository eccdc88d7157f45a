import ScepspecCMS

/// Which algorithms a request may use: the mandatory ones and SHA-2 always, the old ones where GetCACaps lists them,
/// MD5 and single DES never (RFC 8894 section 2.9).
struct AcceptedAlgorithms: Sendable {
  var digests: Set<Digest>
  var ciphers: Set<ContentCipher>

  init(capabilities: [String], skip: Set<Verification>) {
    digests = [.sha224, .sha256, .sha384, .sha512]
    ciphers = [.aes128CBC, .aes192CBC, .aes256CBC]
    if capabilities.contains("SHA-1") { digests.insert(.sha1) }
    if capabilities.contains("DES3") { ciphers.insert(.des3CBC) }
    if skip.contains(.digest) { digests = Set(Digest.allCases) }
    if skip.contains(.cipher) { ciphers = Set(ContentCipher.allCases) }
  }

  /// A signature algorithm that names its digest, or `rsaEncryption`, which leaves that to another field.
  func accepts(signature oid: String) -> Bool {
    oid == Self.rsaEncryption || Digest(oid: oid).map(digests.contains) ?? false
  }

  static let rsaEncryption = "1.2.840.113549.1.1.1"
}
