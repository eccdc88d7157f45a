/// One element of a BER encoding as it was received: where it stands, how it is spelt, what is below it.
///
/// Offsets count from the start of the octets that were parsed. Element content that is itself BER inside an
/// OCTET STRING is not descended into; parse `stringContent` for that.
public struct BERNode: Sendable {
  public let tagClass: TagClass
  /// The number within the class, such as 16 for SEQUENCE.
  public let tagNumber: Int
  public let isConstructed: Bool
  /// Octets from the start of the input (0-based) to the first tag octet.
  public let offset: Int
  /// Tag and length octets.
  public let headerLength: Int
  /// Content octets, without the end-of-contents octets of the indefinite form.
  public let contentLength: Int
  public let isIndefinite: Bool
  /// The length is written in as few octets as possible; false for the indefinite form.
  public let isMinimalLength: Bool
  /// The tag is written in as few octets as possible.
  public let isMinimalTag: Bool
  /// False where the input ended, or was broken, inside this element (only in `parsePartially`).
  public let isComplete: Bool
  /// The elements inside, in order; none in a primitive element.
  public let children: [BERNode]
  let source: [UInt8]

  public enum TagClass: UInt8, Hashable, Sendable {
    case universal = 0
    case application = 1
    case context = 2
    case `private` = 3
  }

  /// Bounds on what is parsed.
  public struct Limits: Hashable, Sendable {
    /// Elements inside each other.
    public var depth: Int
    /// Elements in all.
    public var elements: Int
    public var octets: Int

    public init(depth: Int = 64, elements: Int = 500_000, octets: Int = 16 * 1024 * 1024) {
      self.depth = depth
      self.elements = elements
      self.octets = octets
    }

    public static let standard = Limits()
  }

  /// The first element of `bytes`; what follows it is left to the caller, see `end`.
  ///
  /// Every legal BER encoding parses: indefinite lengths, constructed strings, lengths and tags in more octets than
  /// needed.
  public static func parse(_ bytes: [UInt8], limits: Limits = .standard) throws(ASN1Error) -> BERNode {
    var reader = BERReader(bytes, limits: limits, isPartial: false)
    let node = reader.first()
    if let problem = reader.problem { throw problem }
    guard let node else { throw ASN1Error(.empty, "there are no octets", at: 0) }
    return node
  }

  /// As much of the first element as can be read, and the first thing that is wrong with it.
  public static func parsePartially(
    _ bytes: [UInt8], limits: Limits = .standard
  ) -> (node: BERNode?, problem: ASN1Error?) {
    var reader = BERReader(bytes, limits: limits, isPartial: true)
    let node = reader.first()
    return (node, reader.problem)
  }

  /// Octets from the start of the input to the end of the element, end-of-contents octets included.
  public var end: Int { offset + headerLength + contentLength + (isIndefinite && isComplete ? 2 : 0) }

  /// Tag, length and content octets, as received.
  public var bytes: [UInt8] { Array(source[offset..<end]) }

  /// The content octets, as received.
  public var content: [UInt8] { Array(source[contentRange]) }

  var contentRange: Range<Int> { offset + headerLength..<offset + headerLength + contentLength }

  /// Octets of the input that stand after this element.
  public var octetsAfter: Int { source.count - end }
}
