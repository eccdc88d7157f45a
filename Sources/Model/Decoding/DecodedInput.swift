/// What one input holds: each message in it, in the order of the input.
public struct DecodedInput: Hashable, Sendable {
  /// The file as it was named, `-` for standard input, or `argument` for a text of the command line.
  public var name: String
  /// Octets of the input.
  public var octets: Int
  public var messages: [DecodedMessage]
  /// Messages behind the last one that is shown, where there are more than the bound.
  public var isCurtailed: Bool

  public init(name: String, octets: Int, messages: [DecodedMessage], isCurtailed: Bool = false) {
    self.name = name
    self.octets = octets
    self.messages = messages
    self.isCurtailed = isCurtailed
  }
}

/// One message, explained.
public struct DecodedMessage: Hashable, Sendable {
  public var kind: Kind
  /// Who sends what, in a sentence.
  public var title: String
  /// What was taken off to reach the octets, outermost first: `HTTP request`, `percent-encoding`, `base64`.
  public var encoding: [String]
  public var place: InputPlace
  /// How many octets were decoded.
  public var octets: Int
  /// Where the octets end too early or are no BER; `nil` for whole messages.
  public var cut: Cut?
  /// What an administrator wants to know, in order.
  public var facts: [Fact]
  public var oddities: [Oddity]
  /// The flat fields that any parser of SCEP messages has; `docs/parsers.md` describes them.
  public var fields: [String: Field]
  public var tree: DecodedNode?
  /// What was inside: the deciphered content.
  public var contents: [DecodedMessage]

  public init(
    kind: Kind, title: String, encoding: [String] = [], place: InputPlace, octets: Int, cut: Cut? = nil,
    facts: [Fact] = [], oddities: [Oddity] = [], fields: [String: Field] = [:], tree: DecodedNode? = nil,
    contents: [DecodedMessage] = []
  ) {
    self.kind = kind
    self.title = title
    self.encoding = encoding
    self.place = place
    self.octets = octets
    self.cut = cut
    self.facts = facts
    self.oddities = oddities
    self.fields = fields
    self.tree = tree
    self.contents = contents
  }

  public var isComplete: Bool { cut == nil }

  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// SignedData with the attributes of SCEP.
    case pkiMessage
    /// SignedData without signer: certificates or revocation lists (RFC 8894 section 4.2.1.2).
    case certificates
    /// Any other SignedData.
    case signedData
    case envelopedData
    case certificate
    case certificationRequest
    case revocationList
    case issuerAndSerialNumber
    case issuerAndSubject
    case publicKey
    case privateKey
    /// PKCS #12: private keys and certificates behind a password.
    case keyStore
    /// The text that answers GetCACaps.
    case capabilities
    /// A URL, or an HTTP head, without a message in it.
    case operation
    /// BER of which nothing more is known.
    case asn1
  }

  /// One line of the summary.
  public struct Fact: Hashable, Sendable {
    public var name: String
    public var text: String

    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Something that a correct and modern message would not have.
  public struct Oddity: Hashable, Sendable {
    /// Stable, such as `indefinite-length`.
    public var id: String
    /// One sentence.
    public var text: String
    /// Octets from the start of the decoded message; `nil` where it has no one place.
    public var offset: Int?

    public init(_ id: String, _ text: String, at offset: Int? = nil) {
      self.id = id
      self.text = text
      self.offset = offset
    }
  }

  /// Where reading had to stop.
  public struct Cut: Hashable, Sendable {
    /// Octets from the start of the decoded message.
    public var offset: Int
    /// One clause.
    public var reason: String
    /// The elements around the place, outermost first.
    public var inside: [String]
    /// The input ended; otherwise the octets are wrong.
    public var isEnd: Bool
    /// Where the encoded text ends in the input, where it is known.
    public var place: InputPlace?

    public init(offset: Int, reason: String, inside: [String], isEnd: Bool, place: InputPlace? = nil) {
      self.offset = offset
      self.reason = reason
      self.inside = inside
      self.isEnd = isEnd
      self.place = place
    }
  }
}

/// A place in an input as it was given.
public struct InputPlace: Hashable, Sendable {
  /// Octets from the start of the input, 0-based.
  public var offset: Int
  /// 1-based; `nil` in octets that are no text.
  public var line: Int?
  /// In octets, 1-based.
  public var column: Int?

  public init(offset: Int, line: Int? = nil, column: Int? = nil) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}
