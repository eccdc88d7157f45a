/// Something that the server verifies in a request; a fault may leave any of them out (`skip:`).
///
/// The raw values are the words of the vocabulary.
enum Verification: String, CaseIterable, Sendable {
  // The message as CMS (RFC 5652, RFC 8894 section 3).
  case signature, messageDigest, contentTypeAttribute, eContentType, signedAttributes, singleValues, signerCertificate
  case trailingOctets, digest, cipher, recipient
  /// The certificate that authenticates the client is the one that made the signature, not any that the message holds.
  case namedSigner
  /// The payload is what the messageType asks for.
  case contentMatchesType
  case envelope
  // The attributes of RFC 8894 section 3.2.1.
  case messageType, transactionID, senderNonce
  // What a request for a certificate must bring.
  /// The challenge as a whole; that there is one at all; that it is not empty.
  case challenge, challengePresence, emptyChallenge
  case oneTimeChallenge, csrSignature, csrDigest, subject, keySize, renewalSigner
  /// The certificate to be renewed is within its validity; it is not on the CRL.
  case renewalValidity, renewalRevocation
  /// basicConstraints with CA:TRUE is never granted.
  case requestedCA
  /// Neither are the usages of a CA or an OCSP responder.
  case caUsage
  // The transaction.
  case pollIdentity, unknownPoll, unknownSerial
  /// A request that comes again gets the certificate that it got before.
  case replay
  // HTTP (RFC 8894 section 4.1).
  case operation, method, emptyBody, bodyEncoding, base64
}
