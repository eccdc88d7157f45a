import COpenSSL

/// AES in Galois/Counter Mode (RFC 5084), to be opened only: SCEP does not ask for it, and some servers use it.
public enum AuthenticatedCipher: String, CaseIterable, Sendable {
  case aes128GCM, aes192GCM, aes256GCM

  /// RFC 5084 section 3.2.
  public var oid: String {
    switch self {
    case .aes128GCM: "2.16.840.1.101.3.4.1.6"
    case .aes192GCM: "2.16.840.1.101.3.4.1.26"
    case .aes256GCM: "2.16.840.1.101.3.4.1.46"
    }
  }

  public init?(oid: String) {
    guard let found = AuthenticatedCipher.allCases.first(where: { $0.oid == oid }) else { return nil }
    self = found
  }

  /// - Parameter authenticated: Octets that the tag covers besides the content.
  /// - Throws: `failed` where key or tag are wrong, `invalidArgument` for impossible lengths.
  public func decrypt(
    _ cipherText: [UInt8], tag: [UInt8], key: [UInt8], nonce: [UInt8], authenticated: [UInt8] = []
  ) throws(CryptoError) -> [UInt8] {
    guard key.count == keyOctets, (1...64).contains(nonce.count), (4...16).contains(tag.count),
      cipherText.count < Int(Int32.max)
    else {
      throw CryptoError(
        .invalidArgument,
        "\(openSSLName) takes a key of \(keyOctets) octets, not \(key.count), and tags of 4 to 16, not \(tag.count)")
    }
    guard let context = EVP_CIPHER_CTX_new(), let cipher = EVP_CIPHER_fetch(nil, openSSLName, nil) else {
      throw CryptoError.openSSL(.unsupported, openSSLName)
    }
    defer {
      EVP_CIPHER_CTX_free(context)
      EVP_CIPHER_free(cipher)
    }
    var tag = tag
    var length: Int32 = 0
    var plain = [UInt8](repeating: 0, count: cipherText.count + 16)
    guard EVP_CipherInit_ex2(context, cipher, nil, nil, 0, nil) == 1,
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, Int32(nonce.count), nil) == 1,
      EVP_CipherInit_ex2(context, nil, key, nonce, 0, nil) == 1,
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1,
      authenticated.isEmpty
        || EVP_CipherUpdate(context, nil, &length, authenticated, Int32(authenticated.count)) == 1,
      EVP_CipherUpdate(context, &plain, &length, cipherText, Int32(cipherText.count)) == 1
    else { throw CryptoError.openSSL(.failed, openSSLName) }
    var rest = [UInt8](repeating: 0, count: 16)
    var restLength: Int32 = 0
    guard EVP_CipherFinal_ex(context, &rest, &restLength) == 1 else {
      ERR_clear_error()
      throw CryptoError(.failed, "the tag of the deciphered content is wrong")
    }
    return Array(plain.prefix(Int(length)))
  }

  public var keyOctets: Int {
    switch self {
    case .aes128GCM: 16
    case .aes192GCM: 24
    case .aes256GCM: 32
    }
  }

  private var openSSLName: String { "AES-\(keyOctets * 8)-GCM" }
}
