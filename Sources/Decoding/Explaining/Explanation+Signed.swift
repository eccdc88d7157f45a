import ScepspecASN1
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

extension Explanation {
  /// SignedData: of a request, a reply, or a bag of certificates.
  mutating func explain(_ message: SignedMessage, envelope: Envelope?, inner: BERNode?, isWhole: Bool) {
    let isMessage = message.isSCEP
    if isMessage { attributes(message, isWhole: isWhole) }
    fact("digest", digests(message))
    if let signer = message.signer { self.signer(signer, message, isWhole: isWhole) }
    if let envelope {
      explain(envelope)
    } else if let content = message.eContent, !content.octets.isEmpty {
      fact("content", self.content(inner, content))
      if isMessage { fields["contentOctets"] = .integer(content.octets.count) }
    } else if isMessage, isWhole, message.pkiStatus == PKIStatus.success {
      odd("no-content", "A SUCCESS brings no certificate: pkcsPKIEnvelope is missing.")
    }
    certificates(message)
    shape(message, isWhole: isWhole)
  }

  /// Who sends what.
  func kind(of message: SignedMessage, envelope: Envelope?, isWhole: Bool) -> (DecodedMessage.Kind, String) {
    if message.isSCEP { return (.pkiMessage, title(of: message)) }
    if message.signers.isEmpty, !message.certificates.isEmpty || !message.crls.isEmpty, envelope == nil {
      let bag = [(message.certificates.count, "certificate"), (message.crls.count, "revocation list")]
        .filter { $0.0 > 0 }.map { Self.counted($0.0, $0.1) }.joined(separator: " and ")
      return (.certificates, "\(bag) in PKCS #7, as GetCACert and the content of a CertRep have it")
    }
    if !isWhole, envelope != nil {
      return (.pkiMessage, "The beginning of a SCEP message: signed data that holds enveloped data")
    }
    if isWhole, !message.signers.isEmpty, let content = message.eContent, Self.isBag(content.octets) {
      return (.signedData, "Certificates that somebody signed, as GetNextCACert answers")
    }
    let content = envelope == nil ? "" : " that holds enveloped data"
    return (.signedData, "Signed data\(content), without the attributes of SCEP")
  }

  private static func isBag(_ octets: [UInt8]) -> Bool {
    guard let bag = try? SignedMessage.read(octets) else { return false }
    return !bag.certificates.isEmpty && bag.signers.isEmpty
  }

  static func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

  private func title(of message: SignedMessage) -> String {
    guard let type = message.messageType else { return "A SCEP message without messageType" }
    guard let entry = words.entry(type, of: "message-type") else { return "A SCEP message of unknown type \(type)" }
    let head = "\(entry.symbol ?? type): \(entry.text)"
    guard let status = message.pkiStatus else { return head }
    let outcome = words.entry(status, of: "pki-status").map { "\($0.symbol ?? status)" } ?? status
    let why = message.failInfo.map { " (\(words.code($0, of: "fail-info")))" } ?? ""
    return "\(head): \(outcome)\(why)"
  }

  private mutating func digests(_ message: SignedMessage) -> String? {
    let named = message.digestAlgorithms.compactMap { algorithm("digest", $0) }
    fields["digest"] = (message.signer?.digestAlgorithm ?? message.digestAlgorithms.first).map { .text($0.oid) }
    return named.isEmpty ? nil : named.joined(separator: ", ")
  }

  private func content(_ inner: BERNode?, _ content: EncapsulatedContent) -> String {
    guard let inner else { return "\(content.octets.count) octets that are no BER" }
    if let bag = try? SignedMessage.read(inner) {
      return "\(Self.counted(bag.certificates.count, "certificate")) in PKCS #7, not enciphered"
    }
    let kind = Sniffing.structure(of: inner)?.kind ?? .asn1
    return "\(content.octets.count) octets that are not enciphered: \(kind.words)"
  }

  private mutating func certificates(_ message: SignedMessage) {
    let certificates = message.readableCertificates
    for certificate in certificates.prefix(20) { fact("certificate", Self.line(certificate)) }
    if certificates.count > 20 { fact("certificate", "and \(certificates.count - 20) more") }
    for embedded in message.certificates where embedded.certificate == nil {
      odd("certificate-unreadable", "A certificate cannot be read.", at: embedded.encoding.offset)
    }
    fields["certificates"] = .list(
      certificates.map { .record(["serialNumber": .bytes($0.serialNumber), "sha256": .bytes($0.fingerprint)]) })
    fields["crls"] = .integer(message.crls.count)
  }

  private mutating func shape(_ message: SignedMessage, isWhole: Bool) {
    if !message.isContentInfo { odd("no-content-info", "The ContentInfo around the SignedData is missing.", at: 0) }
    if let deviation = message.firstDeviationFromDER {
      odd(
        Self.id(of: deviation), "BER that is not DER: \(deviation.reason). Some parsers refuse it.",
        at: deviation.offset)
    }
    if message.signers.count > 1 {
      odd("several-signers", "There are \(message.signers.count) SignerInfos; a SCEP message has one.")
    }
  }

  private static func id(of deviation: DERDeviation) -> String {
    deviation.reason == "indefinite length" ? "indefinite-length" : "not-der"
  }
}

/// Words of pkiStatus (RFC 8894 section 3.2.1.3).
enum PKIStatus {
  static let success = "0"
  static let failure = "2"
  static let pending = "3"
}

extension SignedMessage {
  /// It has an attribute that only SCEP messages have.
  var isSCEP: Bool {
    [AttributeOID.messageType, AttributeOID.transactionID, AttributeOID.pkiStatus, AttributeOID.senderNonce]
      .contains { !attributes($0).isEmpty }
  }
}

extension DecodedMessage.Kind {
  var words: String {
    switch self {
    case .certificationRequest: "a certificate request (PKCS #10)"
    case .certificate: "a certificate"
    case .revocationList: "a revocation list"
    case .issuerAndSerialNumber: "IssuerAndSerialNumber"
    case .issuerAndSubject: "IssuerAndSubject"
    case .publicKey: "a public key"
    case .privateKey: "a private key"
    case .keyStore: "a PKCS #12 key store"
    case .envelopedData: "enveloped data"
    default: "a structure that is not known here"
    }
  }
}
