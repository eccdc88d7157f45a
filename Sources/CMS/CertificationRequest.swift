import COpenSSL
import ScepspecASN1

/// A PKCS#10 certification request (RFC 2986), with what SCEP puts into it.
public struct CertificationRequest: Sendable, Hashable {
  /// One value of a challengePassword attribute (RFC 2985 section 5.4.1).
  public struct ChallengePassword: Sendable, Hashable {
    /// Content octets of the string.
    public let octets: [UInt8]
    /// Its tag octet: 0x13 for PrintableString, 0x0C for UTF8String, …
    public let tag: UInt8
  }

  public let der: [UInt8]
  /// The subject in RFC 4514 form, and in DER.
  public let subject: String
  public let subjectName: [UInt8]
  public let publicKey: PublicKey
  /// The request's own signature holds under its own key.
  public let signatureValid: Bool
  public let signatureAlgorithmOID: String
  /// Every challengePassword in the order of the request; SCEP allows one.
  public let challengePasswords: [ChallengePassword]
  /// The extensions asked for (RFC 2985 section 5.4.2).
  public let extensions: [Extension]

  /// - Throws: `malformed`, or `trailingOctets` where something follows the request.
  public init(der: [UInt8]) throws(CryptoError) {
    guard let (handle, consumed) = decoding(der, { d2i_X509_REQ(nil, $0, $1) }) else {
      throw CryptoError.openSSL(.malformed, "this is no PKCS#10 certification request")
    }
    defer { X509_REQ_free(handle) }
    guard consumed == der.count else {
      throw CryptoError(.trailingOctets, "\(der.count - consumed) octets follow the certification request")
    }
    self.der = der
    let name = Name(handle: X509_REQ_get_subject_name(handle))
    (subject, subjectName) = (name.text, name.der)
    let keyHandle = X509_REQ_get0_pubkey(handle)
    if let keyHandle { EVP_PKEY_up_ref(keyHandle) }
    publicKey = PublicKey(
      owning: keyHandle, subjectPublicKeyInfo: encoding { i2d_X509_PUBKEY(X509_REQ_get_X509_PUBKEY(handle), $0) })
    signatureValid =
      keyHandle.map { key in RSAOperationCount.tally(.verify) { X509_REQ_verify(handle, key) == 1 } } ?? false
    var algorithm: UnsafePointer<X509_ALGOR>?
    X509_REQ_get0_signature(handle, nil, &algorithm)
    var object: OpaquePointer?
    X509_ALGOR_get0(&object, nil, nil, algorithm)
    signatureAlgorithmOID = dotted(object)
    challengePasswords = readChallengePasswords(handle)
    extensions = readRequestedExtensions(handle)
    ERR_clear_error()
  }
}

private func readChallengePasswords(_ request: OpaquePointer) -> [CertificationRequest.ChallengePassword] {
  var passwords: [CertificationRequest.ChallengePassword] = []
  for index in 0..<max(0, X509_REQ_get_attr_count(request)) {
    guard let attribute = X509_REQ_get_attr(request, index),
      dotted(X509_ATTRIBUTE_get0_object(attribute)) == RequestAttribute.challengePassword
    else { continue }
    for position in 0..<max(0, X509_ATTRIBUTE_count(attribute)) {
      guard let value = X509_ATTRIBUTE_get0_type(attribute, position) else { continue }
      let der = encoding { i2d_ASN1_TYPE(value, $0) }
      guard let tag = der.first, let header = DefiniteHeader(der[...]) else { continue }
      let content = Array(der.dropFirst(header.tagOctets + header.lengthOctets))
      passwords.append(.init(octets: content, tag: tag))
    }
  }
  return passwords
}

private func readRequestedExtensions(_ request: OpaquePointer) -> [Extension] {
  guard let stack = X509_REQ_get_extensions(request) else { return [] }
  defer {
    while let raw = OPENSSL_sk_pop(stack) { X509_EXTENSION_free(OpaquePointer(raw)) }
    OPENSSL_sk_free(stack)
  }
  return (0..<max(0, OPENSSL_sk_num(stack))).compactMap { index in
    OPENSSL_sk_value(stack, index).map { Extension(handle: OpaquePointer($0)) }
  }
}

/// Attributes of a certification request (RFC 2985 section 5.4).
enum RequestAttribute {
  static let challengePassword = "1.2.840.113549.1.9.7"
  static let extensionRequest = "1.2.840.113549.1.9.14"
}
