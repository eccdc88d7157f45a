import ScepspecCMS
import ScepspecSCEPMessages

/// What a reply must know of its request, be the request right or wrong.
struct ReplyContext: Sendable {
  /// The octets of the transactionID as received.
  var transactionID: [UInt8]
  /// The octets of the senderNonce as received; `nil` only where a fault makes do without.
  var senderNonce: [UInt8]?
  /// The messageType as it stands.
  var messageType: String?
  /// Digest of the request's signature, where the server takes it; else SHA-256.
  var digest: Digest = .sha256
  /// The request's content cipher, where the server takes it.
  var cipher: ContentCipher = .aes128CBC
  var keyTransport: KeyTransport = .rsaEncryption
  /// The certificate that signed the request.
  var signer: Certificate?
  /// The first certificate of the request.
  var firstCertificate: Certificate?
  /// What both sides know, for a signer whose key cannot decipher (RFC 8894 section 3.1).
  var password: [UInt8]?
  /// What was to be certified, once the envelope had been opened.
  var wish: CertificateWish?
}
