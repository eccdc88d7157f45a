import COpenSSL

/// A block cipher in CBC mode that enciphers the content of an EnvelopedData (RFC 5652 section 6.3).
public enum ContentCipher: String, CaseIterable, Sendable {
  case desCBC, des3CBC, aes128CBC, aes192CBC, aes256CBC, rc2CBC

  /// Its OID (RFC 3565 section 4.1, RFC 3370 section 5, and the OIW's for single DES).
  public var oid: String {
    switch self {
    case .desCBC: "1.3.14.3.2.7"
    case .des3CBC: "1.2.840.113549.3.7"
    case .aes128CBC: "2.16.840.1.101.3.4.1.2"
    case .aes192CBC: "2.16.840.1.101.3.4.1.22"
    case .aes256CBC: "2.16.840.1.101.3.4.1.42"
    case .rc2CBC: "1.2.840.113549.3.2"
    }
  }

  public init?(oid: String) {
    guard let found = ContentCipher.allCases.first(where: { $0.oid == oid }) else { return nil }
    self = found
  }

  /// Length of its key in octets; RC2 is used with 128 bits.
  public var keyOctets: Int {
    switch self {
    case .desCBC: 8
    case .des3CBC, .aes192CBC: 24
    case .aes128CBC, .rc2CBC: 16
    case .aes256CBC: 32
    }
  }

  /// Length of its block, and so of its initialisation vector, in octets.
  public var blockOctets: Int {
    switch self {
    case .desCBC, .des3CBC, .rc2CBC: 8
    case .aes128CBC, .aes192CBC, .aes256CBC: 16
    }
  }

  /// The ciphertext, padded as RFC 5652 section 6.3 says.
  public func encrypt(_ plain: [UInt8], key: [UInt8], iv: [UInt8]) throws(CryptoError) -> [UInt8] {
    try run(plain, key: key, iv: iv, encrypting: true, isPadded: true)
  }

  /// Whole blocks, without padding either way.
  func blocks(_ input: [UInt8], key: [UInt8], iv: [UInt8], encrypting: Bool) throws(CryptoError) -> [UInt8] {
    try run(input, key: key, iv: iv, encrypting: encrypting, isPadded: false)
  }

  /// The content without its padding, or the whole decrypted blocks where the padding is wrong (as it nearly always
  /// is when the key was wrong).
  ///
  /// - Throws: `invalidArgument` where key, IV or ciphertext have an impossible length.
  public func decrypt(
    _ cipherText: [UInt8], key: [UInt8], iv: [UInt8]
  ) throws(CryptoError) -> (plain: [UInt8], paddingValid: Bool) {
    guard !cipherText.isEmpty, cipherText.count % blockOctets == 0 else {
      throw CryptoError(
        .invalidArgument, "a ciphertext of \(cipherText.count) octets is not whole blocks of \(blockOctets)")
    }
    let blocks = try blocks(cipherText, key: key, iv: iv, encrypting: false)
    let padding = Int(blocks.last ?? 0)
    let valid =
      (1...blockOctets).contains(padding) && blocks.count >= padding
      && blocks.suffix(padding).allSatisfy { Int($0) == padding }
    return valid ? (Array(blocks.dropLast(padding)), true) : (blocks, false)
  }

  private func run(
    _ input: [UInt8], key: [UInt8], iv: [UInt8], encrypting: Bool, isPadded: Bool
  ) throws(CryptoError) -> [UInt8] {
    let handle = try Algorithms.shared.handle(self)
    guard key.count == keyOctets, iv.count == blockOctets else {
      throw CryptoError(
        .invalidArgument,
        "\(openSSLName) takes a key of \(keyOctets) and an IV of \(blockOctets) octets, not \(key.count) and \(iv.count)"
      )
    }
    guard input.count < Int(Int32.max) - blockOctets, let context = EVP_CIPHER_CTX_new() else {
      throw CryptoError(.failed, "\(openSSLName): the content is too long")
    }
    defer { EVP_CIPHER_CTX_free(context) }
    var output = [UInt8](repeating: 0, count: input.count + blockOctets)
    var length: Int32 = 0
    guard EVP_CipherInit_ex2(context, handle, key, iv, encrypting ? 1 : 0, nil) == 1,
      EVP_CIPHER_CTX_set_padding(context, isPadded ? 1 : 0) == 1,
      EVP_CipherUpdate(context, &output, &length, input, Int32(input.count)) == 1
    else { throw CryptoError.openSSL(.failed, openSSLName) }
    var last = [UInt8](repeating: 0, count: 2 * blockOctets)
    var lastLength: Int32 = 0
    guard EVP_CipherFinal_ex(context, &last, &lastLength) == 1 else { throw CryptoError.openSSL(.failed, openSSLName) }
    return Array(output.prefix(Int(length))) + last.prefix(Int(lastLength))
  }

  var isLegacy: Bool { self == .desCBC || self == .rc2CBC }

  var openSSLName: String {
    switch self {
    case .desCBC: "DES-CBC"
    case .des3CBC: "DES-EDE3-CBC"
    case .aes128CBC: "AES-128-CBC"
    case .aes192CBC: "AES-192-CBC"
    case .aes256CBC: "AES-256-CBC"
    case .rc2CBC: "RC2-CBC"
    }
  }
}
