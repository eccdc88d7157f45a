import COpenSSL

/// A message digest that SCEP messages and certificates name.
public enum Digest: String, CaseIterable, Sendable {
  case md5, sha1, sha224, sha256, sha384, sha512

  /// The digest's own OID (RFC 1321, RFC 3370 section 2, RFC 5754 section 2).
  public var oid: String {
    switch self {
    case .md5: "1.2.840.113549.2.5"
    case .sha1: "1.3.14.3.2.26"
    case .sha224: "2.16.840.1.101.3.4.2.4"
    case .sha256: "2.16.840.1.101.3.4.2.1"
    case .sha384: "2.16.840.1.101.3.4.2.2"
    case .sha512: "2.16.840.1.101.3.4.2.3"
    }
  }

  /// RSASSA-PKCS1-v1_5 with this digest, such as sha256WithRSAEncryption (RFC 8017 appendix A.2.4).
  public var rsaSignatureOID: String {
    switch self {
    case .md5: "1.2.840.113549.1.1.4"
    case .sha1: "1.2.840.113549.1.1.5"
    case .sha224: "1.2.840.113549.1.1.14"
    case .sha256: "1.2.840.113549.1.1.11"
    case .sha384: "1.2.840.113549.1.1.12"
    case .sha512: "1.2.840.113549.1.1.13"
    }
  }

  /// ECDSA with this digest (RFC 5758 section 3.2); there is none for MD5.
  public var ecdsaSignatureOID: String? {
    switch self {
    case .md5: nil
    case .sha1: "1.2.840.10045.4.1"
    case .sha224: "1.2.840.10045.4.3.1"
    case .sha256: "1.2.840.10045.4.3.2"
    case .sha384: "1.2.840.10045.4.3.3"
    case .sha512: "1.2.840.10045.4.3.4"
    }
  }

  /// The digest with this OID, or that of a signature algorithm (RSA or ECDSA) that names its digest.
  public init?(oid: String) {
    let found = Digest.allCases.first { $0.oid == oid || $0.rsaSignatureOID == oid || $0.ecdsaSignatureOID == oid }
    guard let found else { return nil }
    self = found
  }

  /// Length of its value in octets.
  public var octets: Int {
    switch self {
    case .md5: 16
    case .sha1: 20
    case .sha224: 28
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  /// The digest of the octets; empty where this OpenSSL does not have the digest (MD5 in FIPS mode).
  public func hash(_ bytes: [UInt8]) -> [UInt8] {
    guard let handle = try? Algorithms.shared.handle(self) else { return [] }
    var value = [UInt8](repeating: 0, count: octets)
    var length: UInt32 = 0
    guard EVP_Digest(bytes, bytes.count, &value, &length, handle, nil) == 1 else { return [] }
    return value
  }

  var openSSLName: String {
    switch self {
    case .md5: "MD5"
    case .sha1: "SHA1"
    case .sha224: "SHA2-224"
    case .sha256: "SHA2-256"
    case .sha384: "SHA2-384"
    case .sha512: "SHA2-512"
    }
  }
}
