/// The parts of a message under construction that mutations can name.
public enum MessagePart {
  /// What a part belongs to, in the order of building.
  public enum Layer: String, CaseIterable, Sendable {
    case payload, envelope, attributes, message, body

    /// The layer of a label, by its first word.
    public init?(label: String) {
      self.init(rawValue: label.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? "")
    }
  }

  /// The signed attributes by their word in labels.
  public enum Attribute: String, CaseIterable, Sendable {
    case contentType, messageDigest, signingTime, transactionID, messageType, pkiStatus, failInfo, failInfoText
    case senderNonce, recipientNonce

    var label: String { "attributes.\(rawValue)" }

    var oid: String {
      switch self {
      case .contentType: AttributeOID.contentType
      case .messageDigest: AttributeOID.messageDigest
      case .signingTime: AttributeOID.signingTime
      case .transactionID: AttributeOID.transactionID
      case .messageType: AttributeOID.messageType
      case .pkiStatus: AttributeOID.pkiStatus
      case .failInfo: AttributeOID.failInfo
      case .failInfoText: AttributeOID.failInfoText
      case .senderNonce: AttributeOID.senderNonce
      case .recipientNonce: AttributeOID.recipientNonce
      }
    }
  }

  /// Every label there is; a single message need not have all of them.
  public static let all: [String] =
    ["payload", "payload.signature"] + envelope + ["attributes"]
    + Attribute.allCases.flatMap { [$0.label, "\($0.label).oid", "\($0.label).value"] } + message + ["body"]

  private static let envelope = [
    "envelope", "envelope.contentType", "envelope.version", "envelope.recipientInfos", "envelope.recipientInfo",
    "envelope.recipientInfo.rid", "envelope.recipientInfo.rid.lastName", "envelope.recipientInfo.algorithm",
    "envelope.recipientInfo.encryptedKey",
    "envelope.innerContentType", "envelope.algorithm", "envelope.algorithm.oid", "envelope.iv",
    "envelope.encryptedContent",
  ]

  private static let message = [
    "message", "message.contentType", "message.version", "message.digestAlgorithms", "message.eContentType",
    "message.eContent", "message.eContent.octets", "message.certificates", "message.certificate", "message.crls",
    "message.signerInfos", "message.signerInfo", "message.signerInfo.version", "message.signerInfo.sid",
    "message.signerInfo.digestAlgorithm", "message.signerInfo.signatureAlgorithm", "message.signedAttrs",
    "message.signature",
  ]
}
