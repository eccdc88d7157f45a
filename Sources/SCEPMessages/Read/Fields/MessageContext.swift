public import ScepspecCMS

/// What a reply is judged with: what the tester knows besides the octets.
public struct MessageContext: Sendable {
  /// The tester's clock, in seconds since 1970-01-01T00:00:00Z.
  public var now: Int
  /// The certificates of GetCACert.
  public var authorities: AuthorityCertificates
  /// The key that signed the request, and its certificate.
  public var clientKey: PrivateKey?
  /// Where the reply was recorded: what opens it in the place of `clientKey`.
  public var contentKeys: [ContentKey]?
  public var clientCertificate: Certificate?
  /// The challengePassword of the request, with which a reply may be enciphered (RFC 8894 section 3.1).
  public var challenge: [UInt8]?
  /// The DER of the SubjectPublicKeyInfo in the certification request.
  public var requestedPublicKey: [UInt8]?
  /// Content octets of the serial number asked for (GetCert).
  public var requestedSerialNumber: [UInt8]?

  public init(
    now: Int, authorities: AuthorityCertificates, clientKey: PrivateKey? = nil, clientCertificate: Certificate? = nil,
    challenge: [UInt8]? = nil, requestedPublicKey: [UInt8]? = nil, requestedSerialNumber: [UInt8]? = nil
  ) {
    self.now = now
    self.authorities = authorities
    self.clientKey = clientKey
    self.clientCertificate = clientCertificate
    self.challenge = challenge
    self.requestedPublicKey = requestedPublicKey
    self.requestedSerialNumber = requestedSerialNumber
  }

  public init(
    now: Int, caCertificates: [Certificate], clientKey: PrivateKey? = nil, clientCertificate: Certificate? = nil,
    challenge: [UInt8]? = nil, requestedPublicKey: [UInt8]? = nil, requestedSerialNumber: [UInt8]? = nil
  ) {
    self.init(
      now: now, authorities: AuthorityCertificates(caCertificates, now: now), clientKey: clientKey,
      clientCertificate: clientCertificate, challenge: challenge, requestedPublicKey: requestedPublicKey,
      requestedSerialNumber: requestedSerialNumber)
  }

  /// What opens the envelope; `nil` where nothing is known that could.
  var envelopeKey: EnvelopeKey? {
    contentKeys.map(EnvelopeKey.contentKeys) ?? clientKey.map { .secrets($0, password: challenge) }
  }
}
