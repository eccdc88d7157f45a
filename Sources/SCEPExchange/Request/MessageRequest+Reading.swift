import ScepspecCMS
import ScepspecModel

extension MessageRequest {
  static let words = [
    "type", "payload", "transactionID", "senderNonce", "of", "key", "signer", "certificates", "subject", "challenge",
    "challengeType", "extensions", "csrSignature", "cipher", "keyTransport", "digest", "signatureAlgorithm",
    "recipient",
    "signingTime", "signWith", "serial", "issuer", "padding", "envelope", "extraAttribute", "mutate", "probe", "until",
  ]

  private enum Spelling: String, CaseIterable { case rsaEncryption, withDigest }
  private enum SignWith: String, CaseIterable { case signer, stranger }
  private enum Wrapping: String, CaseIterable { case enveloped, none }
  private enum Until: String, CaseIterable { case settled }
  private enum Issuer: String, CaseIterable { case ca, foreign }
  private enum Transport: String, CaseIterable {
    case rsaEncryption
    case oaepSHA1 = "RSAES-OAEP-SHA1"
    case oaepSHA256 = "RSAES-OAEP-SHA256"
  }

  init(_ reader: ParameterReader) throws(AdapterError) {
    type = try reader.text("type") ?? MessageType.pkcsReq
    payload = try reader.choice("payload", Payload.self)
    transactionID = Choice(try reader.text("transactionID"))
    senderNonce = Choice(try reader.text("senderNonce"))
    of = try reader.text("of")
    key = try reader.choice("key", Key.self)
    signer = try reader.choice("signer", Signer.self) ?? .selfSigned
    certificates = try reader.choice("certificates", Certificates.self) ?? .signer
    subject = Choice(try reader.text("subject"))
    challenge = try reader.choice("challenge", Challenge.self) ?? .right
    challengeType = try reader.choice("challengeType", StringType.self)
    extensions = try reader.texts("extensions")
    csrSignature = try reader.choice("csrSignature", RequestSignature.self) ?? .right
    cipher = try Self.algorithm(reader, "cipher", ContentCipher.init(oid:))
    digest = try Self.algorithm(reader, "digest", Digest.init(oid:))
    keyTransport =
      switch try reader.choice("keyTransport", Transport.self) ?? .rsaEncryption {
      case .rsaEncryption: .rsaEncryption
      case .oaepSHA1: .oaepSHA1
      case .oaepSHA256: .oaepSHA256
      }
    isSignatureSpelledWithDigest = try reader.choice("signatureAlgorithm", Spelling.self) == .withDigest
    recipient = try reader.choice("recipient", Recipient.self) ?? .ca
    signingTime = try reader.choice("signingTime", SigningTime.self) ?? .now
    isSignedByStranger = try reader.choice("signWith", SignWith.self) == .stranger
    // Where no exchange is named there is no certificate to mean; any serial number will do.
    serial = try reader.choice("serial", Serial.self) ?? (of == nil ? .unknown : .issued)
    isIssuerForeign = try reader.choice("issuer", Issuer.self) == .foreign
    padding = try reader.integer("padding") ?? 0
    guard (0...Travel.mostFilled).contains(padding) else {
      throw reader.wrong("padding", "between 0 and \(Travel.mostFilled)")
    }
    isEnveloped = try reader.choice("envelope", Wrapping.self) != Wrapping.none
    hasExtraAttribute = try reader.bool("extraAttribute")
    mutations = try reader.mutations("mutate")
    probe = try reader.choice("probe", Probe.self)
    isRepeatedUntilSettled = try reader.choice("until", Until.self) == .settled
  }

  private static func algorithm<Algorithm>(
    _ reader: ParameterReader, _ word: String, _ named: (String) -> Algorithm?
  ) throws(AdapterError) -> Algorithm? {
    guard let oid = try reader.text(word) else { return nil }
    guard let algorithm = named(oid) else { throw reader.wrong(word, "an algorithm that can be used, not \(oid)") }
    return algorithm
  }

  /// What is enciphered: as said, or what the type asks for (RFC 8894 section 3.3).
  var effectivePayload: Payload {
    if let payload { return payload }
    switch type {
    case MessageType.certPoll: return .issuerAndSubject
    case MessageType.getCert, MessageType.getCRL: return .issuerAndSerial
    default: return .csr
    }
  }
}

extension MessageRequest.Choice {
  init(_ text: String?) {
    switch text {
    case nil, "fresh": self = .fresh
    case "same": self = .same
    case .some(let text): self = .text(text)
    }
  }
}

/// The values of messageType (RFC 8894 section 3.2.1.2).
enum MessageType {
  static let renewalReq = "17"
  static let pkcsReq = "19"
  static let certPoll = "20"
  static let getCert = "21"
  static let getCRL = "22"
}

/// The values of pkiStatus that count here (RFC 8894 section 3.2.1.3).
enum PKIStatus {
  static let success = "0"
  static let pending = "3"
}
