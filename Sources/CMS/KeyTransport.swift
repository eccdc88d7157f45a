/// How the content key is enciphered for an RSA recipient (RFC 5652 section 6.2.1).
public enum KeyTransport: String, CaseIterable, Sendable {
  /// RSAES-PKCS1-v1_5 (RFC 3370 section 4.2.1).
  case rsaEncryption
  /// RSAES-OAEP with SHA-1 and MGF1 with SHA-1, the defaults of RFC 8017 appendix A.2.1.
  case oaepSHA1
  /// RSAES-OAEP with SHA-256 and MGF1 with SHA-256.
  case oaepSHA256

  public var oid: String { self == .rsaEncryption ? "1.2.840.113549.1.1.1" : "1.2.840.113549.1.1.7" }

  /// The digest of OAEP and of its mask generation function; `nil` without OAEP.
  public var digest: Digest? {
    switch self {
    case .rsaEncryption: nil
    case .oaepSHA1: .sha1
    case .oaepSHA256: .sha256
    }
  }
}
