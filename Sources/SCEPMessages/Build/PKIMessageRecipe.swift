public import ScepspecCMS
public import ScepspecModel

/// Everything that makes up a pkiMessage (RFC 8894 section 3), requests and CertReps alike.
///
/// Building goes from the inside out: payload, envelope, attributes, message, body; mutations act on the layer that
/// their part belongs to. Keys are never made here: one message costs one signature and one public-key encryption for
/// each recipient.
public struct PKIMessageRecipe: Sendable {
  /// What is encapsulated in the SignedData.
  public enum Content: Sendable, Hashable {
    /// The envelope with the payload; nothing at all where there is no payload.
    case envelope
    /// No eContent.
    case absent
    /// These octets, such as none, or a zero octet.
    case octets([UInt8])

    /// An OCTET STRING without octets.
    public static let empty = Content.octets([])
    public static let zeroOctet = Content.octets([0])
  }

  /// The signed attributes; those that are `nil` are left out. Words of numbers stand as text, such as `19`.
  public var transactionID: String?
  public var messageType: String?
  public var pkiStatus: String?
  public var failInfo: String?
  public var failInfoText: String?
  public var senderNonce: [UInt8]?
  public var recipientNonce: [UInt8]?
  /// Seconds since 1970-01-01T00:00:00Z.
  public var signingTime: Int?
  public var otherAttributes: [OtherAttribute] = []

  /// What is enciphered; `nil` for messages without envelope (CertRep PENDING and FAILURE).
  public var payload: MessageData?
  public var recipients: [Recipient] = []
  /// What the content key is enciphered with besides: for recipients whose keys can only sign (RFC 8894 section 3.1).
  public var password: [UInt8]?
  public var cipher: ContentCipher = .aes128CBC
  public var keyTransport: KeyTransport = .rsaEncryption
  public var content: Content = .envelope

  public var signer: SignerRecipe
  /// The certificates that go along, in order.
  public var certificates: [Certificate]
  public var crls: [RevocationList] = []

  public var mutations: [Mutation] = []
  /// Whether mutations of parts that only other messages have are passed over, such as those of `envelope` in a
  /// FAILURE. Otherwise they are errors, so that a misspelt check does not pass.
  public var skipsAbsentParts = false

  /// Makes content keys and initialisation vectors: so many octets. (The padding of RSA is OpenSSL's.)
  public var random: @Sendable (Int) -> [UInt8] = Randomness.bytes

  /// A message that carries its signer's certificate.
  public init(signer: SignerRecipe) {
    self.signer = signer
    certificates = [signer.certificate]
  }
}
