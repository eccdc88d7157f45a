import ScepspecASN1
public import ScepspecModel

/// One attribute of a SignerInfo with all its values (RFC 5652 section 5.3).
public struct MessageAttribute: Hashable, Sendable {
  /// Its type as an OID; empty where that cannot be read.
  public var type: String
  /// The values of its SET in order, at most `mostValues`; more or fewer than one is wrong for every attribute of SCEP.
  public var values: [Value]
  /// The whole Attribute.
  public var encoding: Encoding

  static let mostValues = 256

  public struct Value: Hashable, Sendable {
    /// The content octets; joined where the value is a constructed string.
    public var octets: [UInt8]
    /// The octets, or the first `longestText`, as text, by their tag; INTEGER in decimal.
    public var text: String
    /// The octets belong to the character set of their tag.
    public var isValidText: Bool
    /// A UTCTime or GeneralizedTime in seconds since 1970-01-01T00:00:00Z.
    public var time: Int?
    /// An OBJECT IDENTIFIER in dotted form.
    public var oid: String?
    /// Tag in words, offset from the start of the message, and the raw octets.
    public var encoding: Encoding

    private static let longestText = 65_536

    init(_ node: BERNode) {
      octets = node.stringContent
      let text = node.text(of: octets.count > Self.longestText ? Array(octets.prefix(Self.longestText)) : octets)
      self.text = text.string
      isValidText = text.isValid
      time = node.time
      oid = node.isTagged(.objectIdentifier) ? node.objectIdentifier : nil
      encoding = Encoding(node)
    }
  }

  init(_ node: BERNode) {
    type = node.children.first?.objectIdentifier ?? ""
    let set = node.children.dropFirst().first
    // A value without the SET around it counts as one value.
    if let set {
      values = set.isTagged(.set) ? set.children.prefix(Self.mostValues).map(Value.init) : [Value(set)]
    } else {
      values = []
    }
    encoding = Encoding(node)
  }
}

/// The signed or unsigned attributes of a SignerInfo.
public struct AttributeSet: Sendable {
  /// In the order of the message, repeated ones included; at most `mostAttributes`.
  public var attributes: [MessageAttribute]
  /// They stand in the ascending order that DER wants of a SET OF.
  public var isSorted: Bool
  /// Definite, minimal lengths and primitive strings throughout (RFC 5652 section 5.3).
  public var isDER: Bool
  /// The whole element; its tag is `[0]` or `[1]` where all is well.
  public var encoding: Encoding
  /// What a signature over signed attributes may cover (RFC 5652 section 5.4), likeliest first.
  let signatureInputs: SignatureInputs

  private static let mostAttributes = 1_024
  /// Octets of attributes that are written anew; longer ones are signed as they stand, or not at all.
  private static let mostRewritten = 1 << 20

  struct SignatureInputs: Sendable {
    /// With tag SET and otherwise as they stand; then, where it differs, with definite lengths.
    var asTheyStand: [[UInt8]]
    /// As DER, its SETs in order.
    var sorted: [UInt8]
  }

  init(_ node: BERNode) {
    attributes = node.children.prefix(Self.mostAttributes).map(MessageAttribute.init)
    isSorted = node.isInSetOrder
    isDER = node.firstDeviationFromDER() == nil
    encoding = Encoding(node)
    let received = [0x31] + node.bytes.dropFirst()
    guard received.count <= Self.mostRewritten else {
      signatureInputs = SignatureInputs(asTheyStand: [received], sorted: received)
      return
    }
    let definite = [0x31] + node.derBytes(sortingSets: false).dropFirst()
    let sorted = node.derBytes(sortingSets: true, asSet: true)
    signatureInputs = SignatureInputs(
      asTheyStand: received == definite ? [received] : [received, definite], sorted: sorted)
  }

  /// The attributes of that type, in order; more than one is wrong.
  public func all(_ type: String) -> [MessageAttribute] { attributes.filter { $0.type == type } }

  /// The first value of the first attribute of that type that has one.
  public func first(_ type: String) -> MessageAttribute.Value? {
    attributes.first { $0.type == type && !$0.values.isEmpty }?.values.first
  }
}
