import COpenSSL

/// A private key with its public half. Its octets leave it only through `pem`.
public final class PrivateKey: @unchecked Sendable {  // the handle is only read after init
  let handle: OpaquePointer
  public let publicKey: PublicKey

  /// Takes over the handle.
  private init(owning handle: OpaquePointer) {
    self.handle = handle
    EVP_PKEY_up_ref(handle)
    publicKey = PublicKey(owning: handle, subjectPublicKeyInfo: encoding { i2d_PUBKEY(handle, $0) })
  }

  deinit { EVP_PKEY_free(handle) }

  /// A new RSA key with the exponent 65537. This takes tenths of a second: make keys once and hand them on.
  public static func generateRSA(bits: Int) throws(CryptoError) -> PrivateKey {
    guard (512...16_384).contains(bits) else {
      throw CryptoError(.invalidArgument, "RSA keys have 512 to 16384 bits, not \(bits)")
    }
    return try generate("RSA") { EVP_PKEY_CTX_set_rsa_keygen_bits($0, Int32(bits)) }
  }

  /// A new key on the curve P-256.
  public static func generateEC() throws(CryptoError) -> PrivateKey {
    try generate("EC") { EVP_PKEY_CTX_set_group_name($0, "prime256v1") }
  }

  /// An unenciphered private key in PEM (PKCS#8 or the older forms).
  public convenience init(pem: String) throws(CryptoError) {
    let handle = reading(Array(pem.utf8)) { bio in
      // A passphrase is never asked for: the answer is always that there is none.
      PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in -1 }, nil)
    }
    guard let handle else { throw CryptoError.openSSL(.malformed, "this is no unenciphered private key in PEM") }
    self.init(owning: handle)
  }

  /// The key as PKCS#8 in PEM, not enciphered: only for files that their owner asked for.
  public var pem: String {
    let octets = written { PEM_write_bio_PKCS8PrivateKey($0, handle, nil, nil, 0, nil, nil) }
    return String(decoding: octets ?? [], as: UTF8.self)
  }

  /// The signature over the octets: RSASSA-PKCS1-v1_5, or ECDSA as DER.
  public func sign(_ octets: [UInt8], digest: Digest) throws(CryptoError) -> [UInt8] {
    let digestHandle = try Algorithms.shared.handle(digest)
    guard let context = EVP_MD_CTX_new() else { throw CryptoError.openSSL(.failed, "signing") }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestSignInit(context, nil, digestHandle, nil, handle) == 1 else {
      throw CryptoError.openSSL(.failed, "signing with \(digest.rawValue)")
    }
    var length = Int(EVP_PKEY_get_size(handle))
    var signature = [UInt8](repeating: 0, count: length)
    let isDone = RSAOperationCount.tally(.sign) {
      EVP_DigestSign(context, &signature, &length, octets, octets.count) == 1
    }
    guard isDone else { throw CryptoError.openSSL(.failed, "signing with \(digest.rawValue)") }
    return Array(signature.prefix(length))
  }

  /// The content key out of a recipientInfo.
  ///
  /// With `rsaEncryption` a wrong key is not always noticed here, but then the content's padding is wrong.
  public func decryptKey(_ encryptedKey: [UInt8], transport: KeyTransport) throws(CryptoError) -> [UInt8] {
    let context = try transportContext(handle, publicKey.kind, transport) { EVP_PKEY_decrypt_init($0) }
    defer { EVP_PKEY_CTX_free(context) }
    var length = Int(EVP_PKEY_get_size(handle))
    var output = [UInt8](repeating: 0, count: length)
    let isDone = RSAOperationCount.tally(.decrypt) {
      EVP_PKEY_decrypt(context, &output, &length, encryptedKey, encryptedKey.count) == 1
    }
    guard isDone else { throw CryptoError.openSSL(.failed, "deciphering the content key") }
    return Array(output.prefix(length))
  }

  private static func generate(
    _ algorithm: String, _ configure: (OpaquePointer) -> Int32
  ) throws(CryptoError) -> PrivateKey {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, algorithm, nil) else {
      throw CryptoError.openSSL(.unsupported, "\(algorithm) keys")
    }
    defer { EVP_PKEY_CTX_free(context) }
    var handle: OpaquePointer?
    let isDone = RSAOperationCount.tally(.generate) {
      EVP_PKEY_keygen_init(context) == 1 && configure(context) == 1 && EVP_PKEY_generate(context, &handle) == 1
    }
    guard isDone, let handle else { throw CryptoError.openSSL(.failed, "making a key (\(algorithm))") }
    return PrivateKey(owning: handle)
  }
}
