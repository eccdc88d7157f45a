import COpenSSL
import ScepspecASN1

/// A public key as a certificate or a certification request states it.
public final class PublicKey: @unchecked Sendable {  // the handle is only read after init
  public enum Kind: String, Sendable, Hashable {
    case rsa = "RSA"
    case ec = "EC"
    /// Something else, or a key that OpenSSL cannot read.
    case other
  }

  /// `nil` where OpenSSL cannot read the key.
  let handle: OpaquePointer?
  /// DER of the SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).
  public let subjectPublicKeyInfo: [UInt8]
  public let kind: Kind
  /// Size of the key in bits: of the modulus for RSA, of the field for EC; 0 where unknown.
  public let bits: Int

  /// - Throws: `malformed` where OpenSSL cannot read the key.
  public convenience init(subjectPublicKeyInfo: [UInt8]) throws(CryptoError) {
    guard let (handle, consumed) = decoding(subjectPublicKeyInfo, { d2i_PUBKEY(nil, $0, $1) }) else {
      throw CryptoError.openSSL(.malformed, "this is no SubjectPublicKeyInfo that OpenSSL can read")
    }
    self.init(owning: handle, subjectPublicKeyInfo: Array(subjectPublicKeyInfo.prefix(consumed)))
  }

  /// Takes over the handle.
  init(owning handle: OpaquePointer?, subjectPublicKeyInfo: [UInt8]) {
    self.handle = handle
    self.subjectPublicKeyInfo = subjectPublicKeyInfo
    kind =
      switch handle.map({ EVP_PKEY_get_base_id($0) }) {
      case EVP_PKEY_RSA: .rsa
      case EVP_PKEY_EC: .ec
      default: .other
      }
    bits = handle.map { Int(EVP_PKEY_get_bits($0)) } ?? 0
  }

  deinit { EVP_PKEY_free(handle) }

  /// Whether the signature over the octets holds. `algorithmOID`, the signatureAlgorithm as stated, only matters for
  /// id-RSASSA-PSS; anything else means RSASSA-PKCS1-v1_5 or ECDSA by the kind of the key.
  public func verify(
    signature: [UInt8], over octets: [UInt8], digest: Digest, algorithmOID: String? = nil
  ) -> Bool {
    guard let handle, let digestHandle = try? Algorithms.shared.handle(digest), let context = EVP_MD_CTX_new() else {
      return false
    }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    var keyContext: OpaquePointer?
    let isEdwards = kind == .other
    guard EVP_DigestVerifyInit(context, &keyContext, isEdwards ? nil : digestHandle, nil, handle) == 1 else {
      return false
    }
    if algorithmOID == PublicKey.rsassaPSS, kind == .rsa {
      guard EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) == 1,
        EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_AUTO) == 1
      else { return false }
    }
    return RSAOperationCount.tally(.verify) {
      EVP_DigestVerify(context, signature, signature.count, octets, octets.count) == 1
    }
  }

  /// The content key, enciphered for the owner of this key.
  ///
  /// - Throws: `unsupported` where the key is no RSA key, `failed` where the octets do not fit the modulus.
  public func encryptKey(_ key: [UInt8], transport: KeyTransport) throws(CryptoError) -> [UInt8] {
    let context = try transportContext(handle, kind, transport) { EVP_PKEY_encrypt_init($0) }
    defer { EVP_PKEY_CTX_free(context) }
    var length = 0
    guard EVP_PKEY_encrypt(context, nil, &length, key, key.count) == 1 else {
      throw CryptoError.openSSL(.failed, "enciphering a key")
    }
    var output = [UInt8](repeating: 0, count: length)
    let isDone = RSAOperationCount.tally(.encrypt) {
      EVP_PKEY_encrypt(context, &output, &length, key, key.count) == 1
    }
    guard isDone else { throw CryptoError.openSSL(.failed, "enciphering a key of \(key.count) octets") }
    return Array(output.prefix(length))
  }

  /// The SHA-1 of the key's octets (RFC 5280 section 4.2.1.2, method 1), the usual subjectKeyIdentifier; empty where
  /// the SubjectPublicKeyInfo has another shape than DER gives it.
  public var keyIdentifier: [UInt8] {
    guard let whole = DefiniteHeader(subjectPublicKeyInfo[...]) else { return [] }
    let algorithm = subjectPublicKeyInfo.dropFirst(whole.tagOctets + whole.lengthOctets)
    guard let first = DefiniteHeader(algorithm) else { return [] }
    let key = algorithm.dropFirst(first.tagOctets + first.lengthOctets + first.contentLength)
    guard key.first == 0x03, let second = DefiniteHeader(key) else { return [] }
    return Digest.sha1.hash(Array(key.dropFirst(second.tagOctets + second.lengthOctets + 1)))
  }

  /// RFC 8017 appendix A.2.3.
  private static let rsassaPSS = "1.2.840.113549.1.1.10"
}

extension PublicKey: Hashable {
  public static func == (left: PublicKey, right: PublicKey) -> Bool {
    left.subjectPublicKeyInfo == right.subjectPublicKeyInfo
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(subjectPublicKeyInfo) }
}

/// A context for enciphering or deciphering a key; the caller frees it.
func transportContext(
  _ handle: OpaquePointer?, _ kind: PublicKey.Kind, _ transport: KeyTransport,
  _ begin: (OpaquePointer) -> Int32
) throws(CryptoError) -> OpaquePointer {
  guard let handle, kind == .rsa else {
    throw CryptoError(.unsupported, "key transport needs an RSA key")
  }
  guard let context = EVP_PKEY_CTX_new_from_pkey(nil, handle, nil) else {
    throw CryptoError.openSSL(.failed, "key transport")
  }
  var isReady = begin(context) == 1
  if let digest = transport.digest {
    let digestHandle = try Algorithms.shared.handle(digest)
    isReady =
      isReady && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1
      && EVP_PKEY_CTX_set_rsa_oaep_md(context, digestHandle) == 1
      && EVP_PKEY_CTX_set_rsa_mgf1_md(context, digestHandle) == 1
  } else {
    isReady = isReady && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
  }
  guard isReady else {
    EVP_PKEY_CTX_free(context)
    throw CryptoError.openSSL(.failed, "key transport by \(transport.rawValue)")
  }
  return context
}
