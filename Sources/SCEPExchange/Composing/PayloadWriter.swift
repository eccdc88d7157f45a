import ScepspecASN1
import ScepspecCMS
import ScepspecSCEPMessages

/// Writes the octets that a message carries enciphered (RFC 8894 section 3.3).
struct PayloadWriter {
  let composer: MessageComposer
  let request: MessageRequest
  let earlier: RememberedMessage?

  struct Written {
    var payload: MessageData
    var isRequest = false
    var challenges: [String] = []
    var issuerName: [UInt8]?
    var serialNumber: [UInt8]?
  }

  /// Nil for no content at all.
  func write(subject: Name, key: PrivateKey, signer: Certificate) throws(AdapterError) -> Written? {
    switch request.effectivePayload {
    case .none: return nil
    case .random: return Written(payload: .octets(composer.surroundings.randomness(200)))
    case .certificate: return Written(payload: .octets(signer.der))
    case .degenerate: return Written(payload: try degenerate(signer))
    case .csr:
      let (octets, challenges) = try certificationRequest(subject, key)
      return Written(payload: .certificationRequest(octets), isRequest: true, challenges: challenges)
    case .csrPEM:
      let (octets, challenges) = try certificationRequest(subject, key)
      let text = MessageEncoding.pem(octets, label: "CERTIFICATE REQUEST")
      return Written(payload: .octets(Array(text.utf8)), isRequest: true, challenges: challenges)
    case .issuerAndSubject:
      let issuer = try issuerName()
      return Written(
        payload: .issuerAndSubject(IssuerAndSubject(issuerName: issuer, subjectName: subject.der)), issuerName: issuer)
    case .subjectAndIssuer:
      let issuer = try issuerName()
      return Written(
        payload: .issuerAndSubject(IssuerAndSubject(issuerName: subject.der, subjectName: issuer)), issuerName: issuer)
    case .issuerAndSerial:
      let issuer = try issuerName()
      let serial = try serialNumber()
      return Written(
        payload: .issuerAndSerialNumber(IssuerAndSerialNumber(issuerName: issuer, serialNumber: serial)),
        issuerName: issuer,
        serialNumber: serial)
    }
  }

  private func degenerate(_ certificate: Certificate) throws(AdapterError) -> MessageData {
    do {
      return try MessageData.signedData(SignedDataRecipe(certificates: [certificate]))
    } catch {
      throw AdapterError(.construction, error.reason)
    }
  }

  private func issuerName() throws(AdapterError) -> [UInt8] {
    if request.isIssuerForeign {
      return try building { () throws(CryptoError) in try Name(MessageComposer.foreignName).der }
    }
    if let issued = earlier?.issued { return issued.issuerName }
    guard let ca = try composer.requireAuthorities().issuing else {
      throw .precondition("GetCACert gave no CA certificate")
    }
    return ca.subjectName
  }

  private func serialNumber() throws(AdapterError) -> [UInt8] {
    switch request.serial {
    case .issued: try composer.issued(request, earlier).serialNumber
    case .unknown: composer.surroundings.serialNumber()
    case .negative: [0xFF]
    }
  }

  private func certificationRequest(_ subject: Name, _ key: PrivateKey)
    throws(AdapterError) -> (octets: [UInt8], challenges: [String])
  {
    let challenges = try Challenges.make(
      request.challenge, source: composer.settings.challenge, wrong: "wrong-\(composer.surroundings.hex(6))",
      used: earlier?.plan.challenges ?? [])
    let typed = challenges.map { text in (text: text, type: request.challengeType?.tag ?? .fitting(text)) }
    let signingKey = request.csrSignature == .otherKey ? try composer.keys.key(.stranger) : key
    let digest: Digest =
      switch request.csrSignature {
      case .md5: .md5
      case .sha1: .sha1
      case .right, .broken, .otherKey: composer.settings.usualDigest
      }
    var octets = try building { () throws(CryptoError) in
      try CertificationRequest.build(
        subject: subject, key: key.publicKey, challenges: typed, extensions: request.extensions + padding(),
        digest: digest, signingKey: signingKey)
    }
    // The signature is the last part; the bit is far from its end, so that it stays a number in range.
    if request.csrSignature == .broken, octets.count > 20 { octets[octets.count - 20] ^= 0x04 }
    return (octets, challenges)
  }

  /// An extension under the number that RFC 5612 sets aside for examples.
  private func padding() -> [String] {
    if request.padding == 0 { return [] }
    let filler = Element.octetString([UInt8](repeating: 0x5A, count: request.padding)).encoded()
    return ["1.3.6.1.4.1.32473.1=DER:\(hexadecimal(filler))"]
  }
}

extension MessageRequest.StringType {
  var tag: CertificationRequest.StringType {
    switch self {
    case .printable: .printableString
    case .utf8: .utf8String
    case .ia5: .ia5String
    case .t61: .t61String
    }
  }
}
