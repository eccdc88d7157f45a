import COpenSSL

/// A key that is derived from a password: PBKDF2 (RFC 8018 section 5.2).
public enum PasswordKey {
  /// Iterations that are done at most: what a stranger asks for is done by us.
  public static let mostIterations = 1_000_000

  /// - Parameter octets: Length of the key.
  /// - Throws: `invalidArgument` for counts out of range, `unsupported` where this OpenSSL lacks the digest.
  public static func derived(
    from password: [UInt8], salt: [UInt8], iterations: Int, digest: Digest, octets: Int
  ) throws(CryptoError) -> [UInt8] {
    guard (1...mostIterations).contains(iterations), (1...64).contains(octets) else {
      throw CryptoError(
        .invalidArgument, "PBKDF2 takes 1 to \(mostIterations) iterations here, not \(iterations)")
    }
    let handle = try Algorithms.shared.handle(digest)
    var key = [UInt8](repeating: 0, count: octets)
    let characters = password.map { CChar(bitPattern: $0) }
    let done = PKCS5_PBKDF2_HMAC(
      characters, Int32(characters.count), salt, Int32(salt.count), Int32(iterations), handle, Int32(octets), &key)
    guard done == 1 else { throw CryptoError.openSSL(.failed, "PBKDF2") }
    return key
  }

  /// hmacWithSHA1 and its like, as PBKDF2 names its digest (RFC 8018 appendix B.1).
  public static func digest(prf oid: String) -> Digest? { prfs.first { $0.value == oid }?.key }

  public static func prf(_ digest: Digest) -> String? { prfs[digest] }

  private static let prfs: [Digest: String] = [
    .sha1: "1.2.840.113549.2.7", .sha224: "1.2.840.113549.2.8", .sha256: "1.2.840.113549.2.9",
    .sha384: "1.2.840.113549.2.10", .sha512: "1.2.840.113549.2.11",
  ]
}

/// How a content key is enciphered with a key from a password: id-alg-PWRI-KEK (RFC 3211 section 2.3).
public struct PasswordWrap: Sendable {
  public static let oid = "1.2.840.113549.1.9.16.3.9"

  /// The block cipher in CBC mode, and its initialisation vector.
  public var cipher: ContentCipher
  public var iv: [UInt8]

  public init(cipher: ContentCipher, iv: [UInt8]) {
    self.cipher = cipher
    self.iv = iv
  }

  /// - Parameter random: Makes the filling: so many octets.
  public func wrap(_ key: [UInt8], with wrapping: [UInt8], random: (Int) -> [UInt8]) throws(CryptoError) -> [UInt8] {
    guard (3...255).contains(key.count) else {
      throw CryptoError(.invalidArgument, "a content key of \(key.count) octets cannot be wrapped")
    }
    let block = cipher.blockOctets
    var plain = [UInt8(key.count)] + key.prefix(3).map { ~$0 } + key
    plain += random(max(2 * block, (plain.count + block - 1) / block * block) - plain.count)
    let inner = try cipher.blocks(plain, key: wrapping, iv: iv, encrypting: true)
    return try cipher.blocks(inner, key: wrapping, iv: Array(inner.suffix(block)), encrypting: true)
  }

  /// - Throws: `failed` where the password is wrong, `invalidArgument` where the octets cannot be a wrapped key.
  public func unwrap(_ wrapped: [UInt8], with wrapping: [UInt8]) throws(CryptoError) -> [UInt8] {
    let block = cipher.blockOctets
    guard wrapped.count >= 2 * block, wrapped.count % block == 0, wrapped.count <= 1024 else {
      throw CryptoError(.invalidArgument, "a wrapped key of \(wrapped.count) octets does not fit blocks of \(block)")
    }
    let end = wrapped.count - block
    let last = try cipher.blocks(
      Array(wrapped[end...]), key: wrapping, iv: Array(wrapped[(end - block)..<end]), encrypting: false)
    let inner = try cipher.blocks(Array(wrapped[..<end]), key: wrapping, iv: last, encrypting: false) + last
    let plain = try cipher.blocks(inner, key: wrapping, iv: iv, encrypting: false)
    let count = Int(plain[0])
    let key = Array(plain.dropFirst(4).prefix(count))
    guard count >= 3, key.count == count, zip(plain[1...3], key).allSatisfy({ $0 == ~$1 }) else {
      throw CryptoError(.failed, "the content key cannot be unwrapped with this password")
    }
    return key
  }
}
