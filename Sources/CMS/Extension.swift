import COpenSSL
import COpenSSLShims

/// An X.509 extension (RFC 5280 section 4.1.2.9).
public struct Extension: Hashable, Sendable {
  public let oid: String
  public let isCritical: Bool
  /// The octets inside extnValue.
  public let value: [UInt8]
  /// The DER of the whole Extension.
  public let der: [UInt8]

  init(handle: OpaquePointer) {
    oid = dotted(X509_EXTENSION_get_object(handle))
    isCritical = X509_EXTENSION_get_critical(handle) == 1
    value = octets(X509_EXTENSION_get_data(handle))
    der = encoding { i2d_X509_EXTENSION(handle, $0) }
  }

  /// An extension written as for OpenSSL: `basicConstraints=critical,CA:TRUE`.
  public init(_ text: String) throws(CryptoError) {
    let handle = try extensionHandle(text, issuer: nil, subject: nil)
    defer { X509_EXTENSION_free(handle) }
    self.init(handle: handle)
  }
}

/// The extension that a text in OpenSSL's notation means; the caller frees it. Forms such as `hash` and `keyid` look
/// at the subject and the issuer.
func extensionHandle(
  _ text: String, issuer: OpaquePointer?, subject: OpaquePointer?
) throws(CryptoError) -> OpaquePointer {
  guard let equals = text.firstIndex(of: "=") else {
    throw CryptoError(.invalidArgument, "the extension '\(text)' is not of the form NAME=VALUE")
  }
  var context = X509V3_CTX()
  shim_extension_context(&context, issuer, subject)
  let name = String(text[..<equals])
  let value = String(text[text.index(after: equals)...])
  guard let handle = X509V3_EXT_nconf(nil, &context, name, value) else {
    throw CryptoError.openSSL(.invalidArgument, "the extension '\(text)'")
  }
  return handle
}

/// The octets of an ASN1_STRING; empty for none.
func octets(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
  guard let string, let data = ASN1_STRING_get0_data(string) else { return [] }
  return Array(UnsafeBufferPointer(start: data, count: max(0, Int(ASN1_STRING_length(string)))))
}
