import COpenSSL
import COpenSSLShims

/// What a certificate is to say. Nothing is checked, so that odd and forged certificates can be made as well.
public struct CertificateTemplate: Sendable {
  public var subject: Name
  /// The issuer name; `nil` takes the subject of the issuer's certificate, or `subject` where there is none.
  public var issuer: Name?
  /// Content octets of the serial number: big-endian two's complement, so `[0xFF]` is -1.
  public var serialNumber: [UInt8]
  /// Validity in seconds since 1970-01-01T00:00:00Z.
  public var notBefore: Int
  public var notAfter: Int
  public var publicKey: PublicKey
  /// Extensions in OpenSSL's notation, in order: `basicConstraints=critical,CA:TRUE`, `subjectKeyIdentifier=hash`.
  public var extensions: [String]
  /// Finished extensions that follow those, such as the ones that a certification request asks for.
  public var copiedExtensions: [Extension]
  /// As people count it; versions below 3 want no extensions.
  public var version = 3
  /// Signs with RSASSA-PSS (RFC 4055 section 3) in place of RSASSA-PKCS1-v1_5.
  public var usesPSS = false

  public init(
    subject: Name, issuer: Name? = nil, serialNumber: [UInt8], notBefore: Int, notAfter: Int, publicKey: PublicKey,
    extensions: [String] = [], copiedExtensions: [Extension] = []
  ) {
    self.subject = subject
    self.issuer = issuer
    self.serialNumber = serialNumber
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.publicKey = publicKey
    self.extensions = extensions
    self.copiedExtensions = copiedExtensions
  }

  /// The certificate. Without `issuer` it is self-issued, and `keyid` means its own key.
  public func issue(
    signedBy key: PrivateKey, digest: Digest = .sha256, issuer issuerCertificate: Certificate? = nil
  ) throws(CryptoError) -> Certificate {
    guard let handle = X509_new() else { throw CryptoError.openSSL(.failed, "making a certificate") }
    var isDone = false
    defer { if !isDone { X509_free(handle) } }
    try fill(handle, issuerCertificate)
    for text in extensions {
      let made = try extensionHandle(text, issuer: issuerCertificate?.handle ?? handle, subject: handle)
      try add(made, to: handle)
    }
    for copied in copiedExtensions {
      guard let (made, _) = decoding(copied.der, { d2i_X509_EXTENSION(nil, $0, $1) }) else {
        throw CryptoError.openSSL(.malformed, "the extension \(copied.oid)")
      }
      try add(made, to: handle)
    }
    let digestHandle = try Algorithms.shared.handle(digest)
    guard RSAOperationCount.tally(.sign, { sign(handle, key, digestHandle) }) else {
      throw CryptoError.openSSL(.failed, "signing a certificate with \(digest.rawValue)")
    }
    // Read again from its octets: extensions are looked up in a cache that building does not keep up to date.
    isDone = true
    defer { X509_free(handle) }
    return try Certificate(der: encoding { i2d_X509(handle, $0) })
  }

  private func sign(_ handle: OpaquePointer, _ key: PrivateKey, _ digest: OpaquePointer) -> Bool {
    guard usesPSS else { return X509_sign(handle, key.handle, digest) > 0 }
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    var keyContext: OpaquePointer?
    return EVP_DigestSignInit(context, &keyContext, digest, nil, key.handle) == 1
      && EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) == 1
      && EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST) == 1 && X509_sign_ctx(handle, context) > 0
  }

  private func fill(_ handle: OpaquePointer, _ issuerCertificate: Certificate?) throws(CryptoError) {
    let issuerDER = issuer?.der ?? issuerCertificate?.subjectName ?? subject.der
    guard let serial = serialHandle() else {
      throw CryptoError.openSSL(.invalidArgument, "the serial number \(hex(serialNumber))")
    }
    defer { ASN1_INTEGER_free(serial) }
    guard let start = ASN1_TIME_set(nil, notBefore), let end = ASN1_TIME_set(nil, notAfter) else {
      throw CryptoError.openSSL(.invalidArgument, "the validity \(notBefore) to \(notAfter)")
    }
    defer {
      ASN1_TIME_free(start)
      ASN1_TIME_free(end)
    }
    let issuerName = try Name(der: issuerDER)
    guard X509_set_version(handle, version - 1) == 1, X509_set_serialNumber(handle, serial) == 1,
      X509_set1_notBefore(handle, start) == 1, X509_set1_notAfter(handle, end) == 1,
      subject.withHandle({ X509_set_subject_name(handle, $0) }) == 1,
      issuerName.withHandle({ X509_set_issuer_name(handle, $0) }) == 1
    else { throw CryptoError.openSSL(.failed, "making a certificate") }
    guard let keyHandle = publicKey.handle, X509_set_pubkey(handle, keyHandle) == 1 else {
      throw CryptoError.openSSL(.unsupported, "making a certificate for that public key")
    }
  }

  /// Takes the extension over.
  private func add(_ made: OpaquePointer, to handle: OpaquePointer) throws(CryptoError) {
    defer { X509_EXTENSION_free(made) }
    guard X509_add_ext(handle, made, -1) == 1 else { throw CryptoError.openSSL(.failed, "adding an extension") }
  }

  private func serialHandle() -> UnsafeMutablePointer<ASN1_INTEGER>? {
    guard (1...126).contains(serialNumber.count) else { return nil }
    return decoding([0x02, UInt8(serialNumber.count)] + serialNumber) { d2i_ASN1_INTEGER(nil, $0, $1) }?.value
  }
}

/// Octets in hexadecimal digits, for messages.
func hex(_ octets: [UInt8]) -> String {
  octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
