import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

/// What one client sent to one server before.
struct ClientHistory {
  private var nonces: [[UInt8]: [UInt8]] = [:]
  private var transactions: [String: Transaction] = [:]
  private static let most = 20_000

  struct Transaction {
    /// SHA-256 of the message that began it; `nil` where only polls were seen.
    var opening: [UInt8]?
    /// The DER of the SubjectPublicKeyInfo that signed it.
    var signerKey: [UInt8]?
    /// The last pkiStatus; `nil` where no reply was seen.
    var status: String?

    /// The transaction after one more message.
    static func next(_ earlier: Transaction?, _ message: SignedMessage, status: String?) -> Transaction {
      var transaction = earlier ?? Transaction()
      if transaction.opening == nil, message.messageType != ClientHistory.poll {
        transaction.opening = ClientHistory.digest(message)
        transaction.signerKey = message.verify(with: []).signer?.publicKey.subjectPublicKeyInfo
      }
      if let status { transaction.status = status }
      return transaction
    }
  }

  static let poll = "20"
  private static let pending = "3"

  private static func digest(_ message: SignedMessage) -> [UInt8] { Digest.sha256.hash(message.octets) }

  func transaction(_ id: String) -> Transaction? { transactions[id] }

  /// - Parameters:
  ///   - authorities: What this client was given by GetCACert.
  ///   - known: What anybody was given.
  ///   - earlier: The transaction so far.
  ///   - isTold: Something tells which client this is; else nothing is compared with what went before.
  func fields(
    _ request: SeenRequest, caps: [String]?, authorities: AuthorityCertificates?, known: AuthorityCertificates?,
    earlier: Transaction?, isTold: Bool
  ) -> [String: Field] {
    var fields: [String: Field] = ["knowsCertificates": .bool(authorities != nil)]
    if let caps { fields["caps"] = Field(.texts(caps)) }
    guard let message = request.message else { return fields }
    let digest = Self.digest(message)
    // The same octets again are a repetition after a lost reply, not another message.
    if isTold, let nonce = message.senderNonce, nonces[nonce] != digest {
      fields["nonceIsNew"] = .bool(nonces[nonce] == nil)
    }
    let envelope = message.eContent.flatMap { try? Envelope.read($0.octets) }
    if let authorities, let envelope {
      fields["recipientIsKnown"] = .bool(authorities.all.contains(where: envelope.names))
      if let recipient = authorities.recipient { fields["recipientMayDecipher"] = .bool(envelope.names(recipient)) }
    }
    let signer = message.verify(with: []).signer
    fields["signerIsIssued"] = signer.flatMap { Self.isIssued($0, known) }.map { .bool($0) }
    guard let id = message.transactionID, let type = message.messageType else { return fields }
    if type == Self.poll {
      fields["pollsPending"] = earlier?.status.map { .bool($0 == Self.pending) }
      fields["pollsOwn"] = earlier?.signerKey.map { .bool($0 == signer?.publicKey.subjectPublicKeyInfo) }
    } else if isTold {
      let own = transactions[id]?.opening
      fields["transactionIDIsNew"] = .bool(own == nil || own == digest)
    }
    return fields
  }

  /// `nil` where its issuer is not known: another CA's certificate is nothing wrong.
  private static func isIssued(_ signer: Certificate, _ known: AuthorityCertificates?) -> Bool? {
    let issuers = known?.issuers.filter { $0.subjectName == signer.issuerName } ?? []
    if issuers.contains(where: { signer.isSigned(by: $0) }) { return true }
    return signer.isSelfIssued && signer.isSigned(by: signer) || !issuers.isEmpty ? false : nil
  }

  mutating func learn(_ message: SignedMessage, status: String?) {
    if let nonce = message.senderNonce, nonces.count < Self.most, nonces[nonce] == nil {
      nonces[nonce] = Self.digest(message)
    }
    guard let id = message.transactionID, transactions.count < Self.most || transactions[id] != nil else { return }
    transactions[id] = Transaction.next(transactions[id], message, status: status)
  }
}
