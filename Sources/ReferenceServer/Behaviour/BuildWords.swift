/// The reply's own nonce (`senderNonce:`).
enum SenderNonceForm: String, CaseIterable, Sendable {
  case fresh, copied, constant, short, absent
  /// As long as the request's.
  case likewise
}

/// The nonce that should come back (`recipientNonce:`).
enum RecipientNonceForm: String, CaseIterable, Sendable {
  case copied, fresh, absent, truncated, reversed, padded
  /// Its first 16 octets.
  case sixteen
}

/// Who signs the reply (`sign:`).
enum ReplySigner: String, CaseIterable, Sendable {
  case ca, stranger
  /// An end entity whose certificate the CA issued.
  case device
}

/// Who can open the envelope (`encryptTo:`).
enum ReplyRecipient: String, CaseIterable, Sendable {
  case signer, csr, ca, stranger, all
  /// Whose certificate stands first in the request, which need not be the signer.
  case first
}

/// With what a reply is enciphered for a key that can only sign (`password:`).
enum ReplyPassword: String, CaseIterable, Sendable {
  case challenge, wrong
}

/// Whom the recipientInfo names (`rid:`).
enum RecipientName: String, CaseIterable, Sendable {
  case signer, ca
}

/// What the envelope holds (`payload:`).
enum PayloadForm: String, CaseIterable, Sendable {
  case degenerate
  case bareSignedData = "bare-signed-data"
  case certificate, empty
  case withContent = "with-content"
  case withSigner = "with-signer"
  case caFirst = "ca-first"
  case onlyCA = "only-ca"
  case withCRL = "with-crl"
  case unrelated
}

/// The encapsulated content (`content:`).
enum ContentForm: String, CaseIterable, Sendable {
  case right, absent, empty
  case zeroOctet = "zero-octet"
  case payloadInClear = "payload-in-clear"
  case fillerEnvelope = "filler-envelope"
}

/// Certificates of the outer SignedData (`certificates:`).
enum OuterCertificates: String, CaseIterable, Sendable {
  case signer, none
  case issuedFirst = "issued-first"
  case stranger
}

/// Attributes that do not belong into the reply (`extra:`).
enum ExtraWord: String, CaseIterable, Sendable {
  case failInfo, failInfoText
  case wrongSigningTime = "signingTime-wrong"
}

/// Spelling of the SignerInfo's signatureAlgorithm (`signatureAlgorithm:`).
enum SignatureSpelling: String, CaseIterable, Sendable {
  case rsaEncryption, withDigest
}

/// Key transport (`keyTransport:`).
enum KeyTransportWord: String, CaseIterable, Sendable {
  case rsaEncryption
  case oaepSHA1 = "RSAES-OAEP-SHA1"
  case oaepSHA256 = "RSAES-OAEP-SHA256"
}
