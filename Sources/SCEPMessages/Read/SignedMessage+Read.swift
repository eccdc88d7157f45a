public import ScepspecASN1
import ScepspecCMS
import ScepspecModel

extension SignedMessage {
  /// Reads the SignedData at the start of the octets, be it in a ContentInfo or bare.
  ///
  /// - Throws: only where the octets are no BER or nothing like a SignedData.
  public static func read(_ bytes: [UInt8]) throws(ReadError) -> SignedMessage {
    try read(BERNode.reading(bytes))
  }

  /// The same for octets that are parsed already.
  public static func read(_ root: BERNode) throws(ReadError) -> SignedMessage {
    let info = ContentInfo(root)
    guard let signedData = info.content, signedData.isTagged(.sequence), looksLikeSignedData(signedData, in: info)
    else {
      let what = info.contentType.map { "contentType is \($0.value)" } ?? "\(root.tagName) is no ContentInfo"
      throw ReadError(.unexpectedStructure, "no SignedData: \(what)", at: root.offset)
    }
    var message = SignedMessage(root: root, info: info)
    message.take(Pieces(signedData))
    return message
  }

  private init(root: BERNode, info: ContentInfo) {
    octets = root.bytes
    trailingOctets = root.octetsAfter
    isContentInfo = info.isContentInfo
    contentType = info.contentType
    digestAlgorithms = []
    digestAlgorithmCount = 0
    certificates = []
    hasCertificatesField = false
    crls = []
    hasCRLsField = false
    signers = []
    firstDeviationFromDER = root.firstDeviationFromDER()
  }

  /// A ContentInfo that calls itself SignedData is taken at its word; another one must have the shape of it.
  private static func looksLikeSignedData(_ node: BERNode, in info: ContentInfo) -> Bool {
    if info.contentType?.value == ContentTypeOID.signedData { return true }
    let pieces = Pieces(node)
    guard let content = pieces.encapsulated, content.children.first?.objectIdentifier != nil else { return false }
    guard node.children.contains(where: { $0.isTagged(.set) }) else { return false }
    // An EnvelopedData has an encryptedContentInfo there: an algorithm after the type.
    return !content.children.contains { AlgorithmIdentifier($0) != nil }
  }

  private mutating func take(_ pieces: Pieces) {
    version = pieces.version?.locatedInteger
    if let set = pieces.digestAlgorithms {
      digestAlgorithms = set.children.compactMap(AlgorithmIdentifier.init)
      digestAlgorithmCount = set.children.count
    }
    if let encapsulated = pieces.encapsulated { take(encapsulated: encapsulated) }
    if let set = pieces.certificates {
      hasCertificatesField = true
      var reader = CertificateReader()
      certificates = Self.unwrapped(set).map { node in
        EmbeddedCertificate(certificate: reader.read(node.bytes), encoding: Encoding(node))
      }
    }
    if let set = pieces.crls {
      hasCRLsField = true
      crls = Self.unwrapped(set).map(Encoding.init)
    }
    signers = pieces.signerInfos?.children.map(SignerInfo.init) ?? []
  }

  private mutating func take(encapsulated: BERNode) {
    for child in encapsulated.children {
      if child.isTagged(.objectIdentifier), eContentType == nil {
        eContentType = child.locatedOID
      } else if eContent == nil {
        eContent = EncapsulatedContent(child)
      }
    }
  }

  /// The members of an implicitly tagged SET; also where somebody tagged it explicitly.
  private static func unwrapped(_ set: BERNode) -> [BERNode] {
    if set.children.count == 1, let only = set.children.first, only.isTagged(.set) { return only.children }
    return set.children
  }
}

extension SignedMessage {
  /// The pieces of a SignedData, told apart by tag and place.
  private struct Pieces {
    var version: BERNode?
    var digestAlgorithms: BERNode?
    var encapsulated: BERNode?
    var certificates: BERNode?
    var crls: BERNode?
    var signerInfos: BERNode?

    init(_ signedData: BERNode) {
      let children = signedData.children
      version = children.first { $0.isTagged(.integer) }
      certificates = children.first { $0.isContext(0) && $0.isConstructed }
      crls = children.first { $0.isContext(1) && $0.isConstructed }
      let sequences = children.filter { $0.isTagged(.sequence) }
      encapsulated = sequences.first { $0.children.first?.isTagged(.objectIdentifier) ?? false } ?? sequences.first
      for set in children where set.isConstructed && (set.isTagged(.set) || set.isTagged(.sequence)) {
        if set.offset == encapsulated?.offset { continue }
        if isDigestAlgorithms(set) {
          digestAlgorithms = digestAlgorithms ?? set
        } else {
          signerInfos = signerInfos ?? set
        }
      }
    }

    private func isDigestAlgorithms(_ set: BERNode) -> Bool {
      if let encapsulated { return set.offset < encapsulated.offset }
      return set.children.first.map { AlgorithmIdentifier($0) != nil } ?? (digestAlgorithms == nil)
    }
  }
}

extension EncapsulatedContent {
  /// What stands after eContentType: `[0] EXPLICIT OCTET STRING` where all is well.
  init(_ node: BERNode) {
    let inner = node.isContext(0) && node.isConstructed ? node.children.first : node
    guard let inner else {
      self.init(octets: [], digestedOctets: [], encoding: Encoding(node), isSegmented: false)
      return
    }
    if inner.isTagged(.octetString) || !inner.isConstructed {
      let octets = inner.stringContent
      self.init(
        octets: octets, digestedOctets: octets, encoding: Encoding(inner), isSegmented: inner.isConstructed)
    } else {
      self.init(
        octets: inner.bytes, digestedOctets: inner.content, encoding: Encoding(inner), isSegmented: false)
    }
  }
}
