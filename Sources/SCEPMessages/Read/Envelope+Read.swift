public import ScepspecASN1
import ScepspecModel

extension Envelope {
  /// Reads the EnvelopedData at the start of the octets, be it in a ContentInfo or bare.
  ///
  /// A ContentInfo of another type is read as far as its type.
  /// - Throws: only where the octets are no BER or nothing like an EnvelopedData.
  public static func read(_ bytes: [UInt8]) throws(ReadError) -> Envelope {
    try read(BERNode.reading(bytes))
  }

  /// The same for an element that is parsed already, a truncated one too.
  public static func read(_ root: BERNode) throws(ReadError) -> Envelope {
    let info = ContentInfo(root)
    guard info.isContentInfo || info.content.map(looksLikeEnvelopedData) == true else {
      throw ReadError(.unexpectedStructure, "\(root.tagName) is no EnvelopedData")
    }
    var envelope = Envelope(root: root, info: info)
    if envelope.isEnveloped, let content = info.content { envelope.take(content) }
    return envelope
  }

  private init(root: BERNode, info: ContentInfo) {
    octets = root.bytes
    trailingOctets = root.octetsAfter
    isContentInfo = info.isContentInfo
    contentType = info.contentType
    recipients = []
    let encrypted = Self.encryptedContentInfo(info.content).flatMap { $0.children.dropFirst(2).first?.offset }
    firstDeviationFromDER = root.firstDeviationFromDER(skipping: { $0.offset == encrypted })
  }

  private static func looksLikeEnvelopedData(_ node: BERNode) -> Bool {
    node.isTagged(.sequence) && encryptedContentInfo(node).map { $0.children.count >= 2 } == true
  }

  /// The SEQUENCE that begins with the type of the content.
  private static func encryptedContentInfo(_ node: BERNode?) -> BERNode? {
    let sequences = node?.children.filter { $0.isTagged(.sequence) } ?? []
    return sequences.first { $0.children.first?.isTagged(.objectIdentifier) ?? false } ?? sequences.last
  }

  private mutating func take(_ node: BERNode) {
    version = node.children.first { $0.isTagged(.integer) }?.locatedInteger
    recipients = node.children.first { $0.isTagged(.set) }?.children.map(RecipientInfo.init) ?? []
    if contentType?.value == ContentTypeOID.authEnvelopedData {
      mac = node.children.last { $0.isTagged(.octetString) }?.stringContent
      authenticatedAttributes = node.children.first { $0.isContext(1) }.map { [0x31] + $0.bytes.dropFirst() }
    }
    for child in Self.encryptedContentInfo(node)?.children ?? [] {
      if child.isTagged(.objectIdentifier), innerContentType == nil {
        innerContentType = child.locatedOID
      } else if child.isTagged(.sequence), contentEncryptionAlgorithm == nil, let it = AlgorithmIdentifier(child) {
        contentEncryptionAlgorithm = it
      } else if encryptedContent == nil {
        encryptedContent = EncryptedContent(child)
      }
    }
  }
}

extension Envelope.EncryptedContent {
  init(_ node: BERNode) {
    let isOctetString = !node.isConstructed || node.children.allSatisfy { $0.isTagged(.octetString) }
    self.init(
      octets: node.stringContent, isImplicit: node.isContext(0) && isOctetString, isConstructed: node.isConstructed,
      encoding: Encoding(node))
  }
}
