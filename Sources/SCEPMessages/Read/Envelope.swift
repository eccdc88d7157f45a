public import ScepspecASN1
public import ScepspecModel

/// An EnvelopedData as it was received (RFC 5652 section 6): the pkcsPKIEnvelope of SCEP. An AuthEnvelopedData
/// (RFC 5083) is read likewise. Pieces that are missing are `nil`, odd ones are kept as they are.
public struct Envelope: Sendable {
  /// The structure as received, without what follows it.
  public var octets: [UInt8]
  public var trailingOctets: Int
  /// The structure is a ContentInfo; otherwise a bare EnvelopedData.
  public var isContentInfo: Bool
  /// The ContentInfo's type; where it is neither EnvelopedData nor AuthEnvelopedData, nothing else is read.
  public var contentType: Located<String>?
  public var version: Located<Int>?
  public var recipients: [RecipientInfo]
  /// contentType in encryptedContentInfo.
  public var innerContentType: Located<String>?
  public var contentEncryptionAlgorithm: AlgorithmIdentifier?
  public var encryptedContent: EncryptedContent?
  /// The tag over content and attributes (AuthEnvelopedData only).
  public var mac: [UInt8]?
  /// The authenticated attributes as a SET, which is what the tag covers (RFC 5083 section 2.2).
  public var authenticatedAttributes: [UInt8]?
  /// The first deviation from DER outside encryptedContent.
  public var firstDeviationFromDER: DERDeviation?

  public struct EncryptedContent: Sendable {
    /// The ciphertext, its segments joined.
    public var octets: [UInt8]
    /// Tagged `[0] IMPLICIT` OCTET STRING, primitive or constructed; a constructed one in one segment cannot be told
    /// from an explicit tag.
    public var isImplicit: Bool
    public var isConstructed: Bool
    public var encoding: Encoding

    /// `[0] IMPLICIT primitive`, `[0] IMPLICIT constructed`, or the tag that stands there instead.
    public var word: String {
      guard isImplicit else { return encoding.tag }
      return isConstructed ? "[0] IMPLICIT constructed" : "[0] IMPLICIT primitive"
    }
  }

  /// It says that it is an EnvelopedData or AuthEnvelopedData, or has no type at all.
  public var isEnveloped: Bool {
    switch contentType?.value {
    case nil, ContentTypeOID.envelopedData, ContentTypeOID.authEnvelopedData: true
    default: false
    }
  }
}

/// One recipientInfo (RFC 5652 section 6.2).
public struct RecipientInfo: Sendable {
  public var kind: Kind
  public var version: Int?
  /// Whom it is for (key transport only).
  public var identifier: CertificateIdentifier?
  /// Content octets of KEKRecipientInfo's or PasswordRecipientInfo's own choices are not taken apart.
  public var keyEncryptionAlgorithm: AlgorithmIdentifier?
  /// How the key is derived from the password (PasswordRecipientInfo only).
  public var keyDerivationAlgorithm: AlgorithmIdentifier?
  public var encryptedKey: [UInt8]?
  public var encoding: Encoding

  public enum Kind: String, CaseIterable, Sendable, Hashable {
    case keyTransport = "KeyTransRecipientInfo"
    case keyAgreement = "KeyAgreeRecipientInfo"
    case keyEncryptionKey = "KEKRecipientInfo"
    case password = "PasswordRecipientInfo"
    case other = "OtherRecipientInfo"
    case unreadable
  }

  init(_ node: BERNode) {
    encoding = Encoding(node)
    kind =
      if node.isTagged(.sequence) { .keyTransport } else if node.tagClass == .context {
        switch node.tagNumber {
        case 1: .keyAgreement
        case 2: .keyEncryptionKey
        case 3: .password
        case 4: .other
        default: .unreadable
        }
      } else { .unreadable }
    for child in node.children { take(child) }
  }

  private mutating func take(_ node: BERNode) {
    if node.isTagged(.integer), version == nil {
      version = node.integer
    } else if node.isTagged(.sequence), let algorithm = AlgorithmIdentifier(node) {
      keyEncryptionAlgorithm = keyEncryptionAlgorithm ?? algorithm
    } else if node.isTagged(.octetString) {
      encryptedKey = encryptedKey ?? node.stringContent
    } else if kind == .password, node.isContext(0) {
      // keyDerivationAlgorithm is tagged implicitly; its elements are those of an AlgorithmIdentifier.
      keyDerivationAlgorithm = AlgorithmIdentifier(node)
    } else if kind == .keyTransport, identifier == nil {
      identifier = CertificateIdentifier(node)
    }
  }
}
