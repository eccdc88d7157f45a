import COpenSSL

/// Digests and ciphers, fetched once for the process. The fetched objects are immutable and shared.
struct Algorithms: @unchecked Sendable {  // fetched algorithms are immutable
  static let shared = Algorithms()

  private let digests: [OpaquePointer?]
  private let ciphers: [OpaquePointer?]

  /// Single DES and RC2 need the legacy provider. It gets a library context of its own, together with the default
  /// provider (alone it would leave the process without AES), so that nothing else sees them.
  private init() {
    let legacy = OSSL_LIB_CTX_new()
    _ = OSSL_PROVIDER_load(legacy, "default")
    _ = OSSL_PROVIDER_load(legacy, "legacy")
    digests = Digest.allCases.map { EVP_MD_fetch(nil, $0.openSSLName, nil) }
    ciphers = ContentCipher.allCases.map { EVP_CIPHER_fetch($0.isLegacy ? legacy : nil, $0.openSSLName, nil) }
    ERR_clear_error()
  }

  func handle(_ digest: Digest) throws(CryptoError) -> OpaquePointer {
    guard let index = Digest.allCases.firstIndex(of: digest), let handle = digests[index] else {
      throw CryptoError(.unsupported, "this OpenSSL has no \(digest.openSSLName)")
    }
    return handle
  }

  func handle(_ cipher: ContentCipher) throws(CryptoError) -> OpaquePointer {
    guard let index = ContentCipher.allCases.firstIndex(of: cipher), let handle = ciphers[index] else {
      throw CryptoError(.unsupported, "this OpenSSL has no \(cipher.openSSLName); is its legacy provider installed?")
    }
    return handle
  }
}
