import ScepspecASN1
public import ScepspecModel

/// One SignerInfo as it was received (RFC 5652 section 5.3); pieces that are missing are `nil`.
public struct SignerInfo: Sendable {
  public var version: Located<Int>?
  public var identifier: CertificateIdentifier?
  public var digestAlgorithm: AlgorithmIdentifier?
  public var signedAttributes: AttributeSet?
  public var signatureAlgorithm: AlgorithmIdentifier?
  public var signature: Located<[UInt8]>?
  public var unsignedAttributes: AttributeSet?
  public var encoding: Encoding

  init(_ node: BERNode) {
    encoding = Encoding(node)
    for child in node.children { take(child) }
  }

  /// Pieces are told apart by tag and by what came before, so that a missing one does not hide the others.
  private mutating func take(_ node: BERNode) {
    if node.isTagged(.integer), version == nil, digestAlgorithm == nil {
      version = node.locatedInteger
    } else if node.isTagged(.sequence), let algorithm = AlgorithmIdentifier(node) {
      takeAlgorithm(algorithm)
    } else if digestAlgorithm == nil, identifier == nil {
      identifier = CertificateIdentifier(node)
    } else if node.isContext(0) || node.isTagged(.set), signedAttributes == nil, node.isConstructed {
      signedAttributes = AttributeSet(node)
    } else if node.isTagged(.octetString), signature == nil {
      signature = Located(node.stringContent, Encoding(node))
    } else if node.isContext(1), unsignedAttributes == nil, node.isConstructed {
      unsignedAttributes = AttributeSet(node)
    }
  }

  private mutating func takeAlgorithm(_ algorithm: AlgorithmIdentifier) {
    if digestAlgorithm == nil, signedAttributes == nil {
      digestAlgorithm = algorithm
    } else if signatureAlgorithm == nil {
      signatureAlgorithm = algorithm
    }
  }
}
