import ScepspecCMS
import ScepspecSCEPMessages

/// What came out of the envelope.
struct OpenedPayload {
  /// `nil` only where a fault lets unusable ones pass.
  var payload: RequestPayload?
  var isForNextCA: Bool
}

extension Inspection {
  /// One and the same answer, whatever is wrong with an envelope or its content: who changes somebody else's
  /// ciphertext learns nothing from it.
  static let unusable = Refusal(
    .badRequest, "The pkcsPKIEnvelope cannot be opened, or does not hold what the messageType asks for.")

  mutating func payload(for type: MessageType) throws(Refusal) -> OpenedPayload {
    do throws(Refusal) {
      return try openedPayload(for: type)
    } catch {
      // A careless server goes by what it knows without the envelope.
      let isCareless = skips(.recipient) || skips(.contentMatchesType) || attributes.mayLack(.messageDigest)
      guard error == Self.unusable, isCareless, type.isEnrolment else { throw error }
      return OpenedPayload(payload: nil, isForNextCA: false)
    }
  }

  private mutating func openedPayload(for type: MessageType) throws(Refusal) -> OpenedPayload {
    guard let content = message.eContent else { throw Self.unusable }
    if skips(.envelope), let payload = try? read(content.octets, type) {
      // Its challenge has been seen by everybody (RFC 8894 section 3.1).
      return OpenedPayload(payload: payload, isForNextCA: false)
    }
    guard let envelope = try? Envelope.read(content.octets) else { throw Self.unusable }
    let shape = envelope.isContentInfo && envelope.contentType?.value == Self.envelopedData
    guard shape && envelope.innerContentType?.value == Self.data || skips(.eContentType) else { throw Self.unusable }
    guard envelope.trailingOctets == 0 || skips(.trailingOctets) else { throw Self.unusable }
    try takeAlgorithms(of: envelope)
    try refuseTraits(envelopeTraits(envelope))
    let next = authority.next.flatMap { envelope.names($0.certificate) ? $0 : nil }
    let recipient = next ?? authority.transport
    let opening = envelope.open(with: recipient.key, certificate: recipient.certificate)
    guard let octets = opening.content else { throw Self.unusable }
    return OpenedPayload(payload: try read(octets, type), isForNextCA: next != nil)
  }

  private func read(_ octets: [UInt8], _ type: MessageType) throws(Refusal) -> RequestPayload {
    guard let payload = RequestPayload(octets, allowsTrailing: skips(.trailingOctets)),
      payload.messageTypes.contains(type) || skips(.contentMatchesType) || skips(.messageType)
    else { throw Self.unusable }
    return payload
  }

  /// RFC 8894 section 2.9: no single DES. The algorithms stand in the clear, so this tells nobody anything.
  private mutating func takeAlgorithms(of envelope: Envelope) throws(Refusal) {
    guard let algorithm = envelope.contentEncryptionAlgorithm else { throw Self.unusable }
    guard let cipher = ContentCipher(oid: algorithm.oid), algorithms.ciphers.contains(cipher) else {
      throw Refusal(.badAlg, "The content encryption algorithm is not supported.")
    }
    let transported = envelope.recipients.filter { $0.kind == .keyTransport }
    guard !transported.isEmpty else { throw Self.unusable }
    let named = transported.first { info in
      authority.recipients.contains { info.identifier?.means($0.certificate) ?? false }
    }
    guard let transport = (named ?? transported.first)?.keyEncryptionAlgorithm.flatMap(Self.keyTransport) else {
      throw Refusal(.badAlg, "The key encryption algorithm is not supported.")
    }
    take(cipher: cipher, keyTransport: transport)
  }

  static func keyTransport(_ algorithm: AlgorithmIdentifier) -> KeyTransport? {
    guard algorithm.oid == KeyTransport.oaepSHA1.oid else {
      return algorithm.oid == KeyTransport.rsaEncryption.oid ? .rsaEncryption : nil
    }
    guard case .present(let parameters) = algorithm.parameters else { return .oaepSHA1 }
    return OAEPParameters.digest(parameters).flatMap { digest in
      switch digest {
      case .sha1: .oaepSHA1
      case .sha256: .oaepSHA256
      default: nil
      }
    }
  }

  static let envelopedData = "1.2.840.113549.1.7.3"
}
