import COpenSSL
import ScepspecASN1

/// An X.509 certificate, read once; everything about it is then a plain value.
public final class Certificate: @unchecked Sendable {  // the handle is only read after init
  let handle: OpaquePointer
  public let der: [UInt8]
  /// Names in RFC 4514 form.
  public let subject: String
  public let issuer: String
  /// Names in DER.
  public let subjectName: [UInt8]
  public let issuerName: [UInt8]
  /// The content octets of the serial number as they stand: big-endian two's complement.
  public let serialNumber: [UInt8]
  /// As people count it: 3 for v3.
  public let version: Int
  /// Validity in seconds since 1970-01-01T00:00:00Z; 0 where the time cannot be read.
  public let notBefore: Int
  public let notAfter: Int
  public let publicKey: PublicKey
  public let signatureAlgorithmOID: String
  /// basicConstraints says CA.
  public let isCA: Bool
  /// The bits of keyUsage, such as `digitalSignature`; `nil` where there is no such extension.
  public let keyUsage: Set<String>?
  /// OIDs of the purposes in extendedKeyUsage.
  public let extendedKeyUsage: [String]
  /// Entries of subjectAltName, such as `DNS:host`.
  public let subjectAltNames: [String]
  /// Subject and issuer are the same name, compared as RFC 5280 section 7.1 says.
  public let isSelfIssued: Bool
  public let subjectKeyIdentifier: [UInt8]?
  public let extensions: [Extension]

  /// Octets of the largest certificate that is read: each of its names and extensions costs OpenSSL many times its
  /// own size.
  public static let mostOctets = 128 << 10

  /// - Throws: `malformed`, `trailingOctets` where something follows the certificate, or `unsupported` for one of more
  ///   than `mostOctets`.
  public convenience init(der: [UInt8]) throws(CryptoError) {
    guard der.count <= Self.mostOctets else {
      throw CryptoError(
        .unsupported, "a certificate of \(der.count) octets is larger than the limit of \(Self.mostOctets)")
    }
    guard let (handle, consumed) = decoding(der, { d2i_X509(nil, $0, $1) }) else {
      throw CryptoError.openSSL(.malformed, "this is no X.509 certificate")
    }
    guard consumed == der.count else {
      X509_free(handle)
      throw CryptoError(.trailingOctets, "\(der.count - consumed) octets follow the certificate")
    }
    self.init(owning: handle, der: der)
  }

  /// The first certificate of a PEM text.
  public convenience init(pem: String) throws(CryptoError) {
    guard let handle = reading(Array(pem.utf8), { PEM_read_bio_X509($0, nil, nil, nil) }) else {
      throw CryptoError.openSSL(.malformed, "this is no certificate in PEM")
    }
    self.init(owning: handle, der: encoding { i2d_X509(handle, $0) })
  }

  /// Takes over the handle.
  init(owning handle: OpaquePointer, der: [UInt8]) {
    self.handle = handle
    self.der = der
    let subject = Name(handle: X509_get_subject_name(handle))
    let issuer = Name(handle: X509_get_issuer_name(handle))
    (self.subject, subjectName) = (subject.text, subject.der)
    (self.issuer, issuerName) = (issuer.text, issuer.der)
    serialNumber = serialOctets(inCertificate: der) ?? integerOctets(X509_get0_serialNumber(handle))
    version = X509_get_version(handle) + 1
    notBefore = epochSeconds(X509_get0_notBefore(handle))
    notAfter = epochSeconds(X509_get0_notAfter(handle))
    let keyHandle = X509_get0_pubkey(handle)
    if let keyHandle { EVP_PKEY_up_ref(keyHandle) }
    publicKey = PublicKey(
      owning: keyHandle, subjectPublicKeyInfo: encoding { i2d_X509_PUBKEY(X509_get_X509_PUBKEY(handle), $0) })
    var algorithm: OpaquePointer?
    X509_ALGOR_get0(&algorithm, nil, nil, X509_get0_tbs_sigalg(handle))
    signatureAlgorithmOID = dotted(algorithm)
    isCA = X509_get_extension_flags(handle) & UInt32(EXFLAG_CA) != 0
    keyUsage = readKeyUsage(handle)
    extendedKeyUsage = readExtendedKeyUsage(handle)
    subjectAltNames = readSubjectAltNames(handle)
    isSelfIssued = X509_NAME_cmp(X509_get_subject_name(handle), X509_get_issuer_name(handle)) == 0
    subjectKeyIdentifier = X509_get0_subject_key_id(handle).map { octets($0) }
    extensions = (0..<max(0, X509_get_ext_count(handle))).compactMap { index in
      X509_get_ext(handle, index).map { Extension(handle: $0) }
    }
    ERR_clear_error()
  }

  deinit { X509_free(handle) }

  public var pem: String {
    String(decoding: written { PEM_write_bio_X509($0, handle) } ?? [], as: UTF8.self)
  }

  /// SHA-256 of `der`.
  public var fingerprint: [UInt8] { Digest.sha256.hash(der) }

  /// Parsing and encoding it again gives the same octets.
  public var isDER: Bool {
    guard let copy = X509_dup(handle) else { return false }
    defer { X509_free(copy) }
    // OpenSSL keeps the octets it has read; this makes it forget those of the copy.
    _ = encoding { i2d_re_X509_tbs(copy, $0) }
    return encoding { i2d_X509(copy, $0) } == der
  }

  /// Whether the issuer's key made the signature; names, validity and extensions are not looked at.
  public func isSigned(by issuer: Certificate) -> Bool { isSigned(by: issuer.publicKey) }

  public func isSigned(by key: PublicKey) -> Bool {
    guard let keyHandle = key.handle else { return false }
    defer { ERR_clear_error() }
    return RSAOperationCount.tally(.verify) { X509_verify(handle, keyHandle) == 1 }
  }
}

extension Certificate: Hashable {
  public static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

/// The serial number's content octets where the certificate has definite lengths; `nil` else.
private func serialOctets(inCertificate der: [UInt8]) -> [UInt8]? {
  var rest = der[...]
  for _ in 0..<2 {
    guard let header = DefiniteHeader(rest) else { return nil }
    rest = rest.dropFirst(header.tagOctets + header.lengthOctets)
  }
  if rest.first == 0xA0, let header = DefiniteHeader(rest) {
    rest = rest.dropFirst(header.tagOctets + header.lengthOctets + header.contentLength)
  }
  guard rest.first == 0x02, let header = DefiniteHeader(rest) else { return nil }
  let content = rest.dropFirst(header.tagOctets + header.lengthOctets)
  return content.count >= header.contentLength ? Array(content.prefix(header.contentLength)) : nil
}

/// The content octets of an ASN1_INTEGER in their shortest form.
func integerOctets(_ integer: UnsafePointer<ASN1_INTEGER>?) -> [UInt8] {
  guard let integer else { return [] }
  let der = encoding { i2d_ASN1_INTEGER(integer, $0) }
  guard let header = DefiniteHeader(der[...]) else { return [] }
  return Array(der.dropFirst(header.tagOctets + header.lengthOctets))
}
