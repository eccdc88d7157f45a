/// Something that a right request may well be; a fault may turn such requests down (`refuse:`).
///
/// The raw values are the words of the vocabulary.
enum Tolerance: String, CaseIterable, Sendable {
  // How it travels.
  case get = "GET"
  case post = "POST"
  case pathSuffix, trailingSlash, messageParameter, unknownIdentifier, extraQuery
  case http10, portlessHost, chunked, keepAlive, absentContentType
  case escapedBase64, lowercaseEscapes, rawPlus, wrappedBase64, unpaddedBase64
  /// Base64 of the URL alphabet. It is not right, but how it is turned down can be wrong, too.
  case urlAlphabet
  /// A GET whose message parameter has more than `longGetCharacters` characters.
  case longGet
  /// A message of more than `largeMessageOctets` octets.
  case largeMessage
  // How it is encoded.
  case ber = "BER"
  case segments
  // Its algorithms.
  case aes128 = "AES128-CBC"
  case aes192 = "AES192-CBC"
  case aes256 = "AES256-CBC"
  case tripleDES = "DES-EDE3-CBC"
  case sha1 = "SHA-1"
  case sha256 = "SHA-256"
  case sha384 = "SHA-384"
  case sha512 = "SHA-512"
  case withDigest
  /// The SignerInfo's digest algorithm has no parameters, where most software writes NULL.
  case absentDigestParameters
  case oaep = "RSAES-OAEP"
  // The challenge's string type.
  case utf8String = "UTF8String"
  case ia5String = "IA5String"
  case t61String = "T61String"
  // Its attributes.
  case extraAttributes, absentSigningTime, oddSigningTime, oddNonce
  /// The signed attributes are not in DER order; the signature covers them as they stand.
  case unsortedAttributes
  /// The transactionID is no digest of a key in hexadecimal.
  case freeTransactionID
  // Signer and recipient.
  case subjectKeyIdentifier, twoRecipients
  /// No recipientInfo names a certificate of the CA by name and serial number, or key identifier.
  case unnamedRecipient
  /// A recipientInfo names a certificate of the CA, with the name in other string types.
  case reencodedName
  /// A message in BER, by GET.
  case gottenBER
  /// Further certificates beside the signer's.
  case chain
  /// The signer's certificate has another key, or another subject, than the certification request.
  case otherKey, otherSubject
  /// The signer's certificate has a critical authorityKeyIdentifier, as one widespread client makes it.
  case criticalKeyIdentifier
  /// The signer's certificate has expired: no clock is needed to sign.
  case expiredSigner
  /// The request asks for extensions.
  case requestedExtensions
  /// So does a RenewalReq.
  case renewedExtensions
  /// It asks for an extension of 128 to 255 octets, whose length is written in two.
  case mediumExtension
  /// The subject, or the key, has a certificate already.
  case sameSubject, sameKey
  /// Any request after the first that was granted.
  case secondEnrolment
  /// Any request after so many that were turned down.
  case afterRefusals
  /// A request after some bodies that were no pkiMessage.
  case afterJunk
  /// Key or signer are on an elliptic curve: that is turned down anyway, but there are wrong ways.
  case ec = "EC"
  /// An RSA key of more than 2048 bits.
  case rsa3072
  // What it asks for.
  case renewal, poll
  /// A CertPoll whose request was granted before, and the certificate sent.
  case pollAgain
  case getCert, getCRL, nextCA
  /// A PKCSReq that an issued certificate signed.
  case renewalAsPKCSReq
  /// A RenewalReq that its signer alone authenticates.
  case renewalWithoutChallenge

  static let mostRefusals = 40
  static let mostJunk = 6

  /// Octets that count as large: beyond what one record or an old buffer holds.
  static let largeMessageOctets = 65_536
  static let longGetCharacters = 8_000
}
