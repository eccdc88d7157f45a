import ScepspecASN1
public import ScepspecCMS

/// How a SignerInfo or a recipientInfo says whose certificate it means (RFC 5652 sections 5.3 and 6.2.1).
public enum CertificateIdentifier: Hashable, Sendable {
  case issuerAndSerialNumber(IssuerAndSerialNumber)
  case subjectKeyIdentifier([UInt8])

  init?(_ node: BERNode) {
    if node.isContext(0) {
      self = .subjectKeyIdentifier(node.stringContent)
    } else if let both = IssuerAndSerialNumber(node) {
      self = .issuerAndSerialNumber(both)
    } else {
      return nil
    }
  }

  /// The name of the choice in ASN.1.
  public var word: String {
    switch self {
    case .issuerAndSerialNumber: "issuerAndSerialNumber"
    case .subjectKeyIdentifier: "subjectKeyIdentifier"
    }
  }

  /// Whether that certificate is meant. A certificate without subjectKeyIdentifier extension goes by the SHA-1 of its
  /// public key (RFC 5280 section 4.2.1.2, method 1).
  public func means(_ certificate: Certificate) -> Bool {
    switch self {
    case .issuerAndSerialNumber(let both): both.means(certificate)
    case .subjectKeyIdentifier(let identifier):
      if let own = certificate.subjectKeyIdentifier {
        own == identifier
      } else {
        PublicKeyOctets.sha1(ofSubjectPublicKeyInfo: certificate.publicKey.subjectPublicKeyInfo) == identifier
      }
    }
  }
}

/// The issuer's name and the serial number of a certificate (RFC 5652 section 10.2.4); also the payload of GetCert and
/// GetCRL (RFC 8894 sections 3.3.4 and 3.3.5).
public struct IssuerAndSerialNumber: Hashable, Sendable {
  /// The DER of the issuer name, as received.
  public var issuerName: [UInt8]
  /// The content octets of the INTEGER, as received.
  public var serialNumber: [UInt8]

  public init(issuerName: [UInt8], serialNumber: [UInt8]) {
    self.issuerName = issuerName
    self.serialNumber = serialNumber
  }

  /// The structure at the start of the octets, and the number of octets after it.
  public static func read(_ bytes: [UInt8]) throws(ReadError) -> (value: IssuerAndSerialNumber, trailingOctets: Int) {
    let node = try BERNode.reading(bytes)
    guard let value = IssuerAndSerialNumber(node) else {
      throw ReadError(.unexpectedStructure, "\(node.tagName) is no IssuerAndSerialNumber")
    }
    return (value, node.octetsAfter)
  }

  init?(_ node: BERNode) {
    let children = node.children
    guard node.isTagged(.sequence), children.count >= 2, children[0].isTagged(.sequence), children[1].isTagged(.integer)
    else { return nil }
    issuerName = children[0].bytes
    serialNumber = children[1].content
  }

  public func means(_ certificate: Certificate) -> Bool {
    SerialNumber.areEqual(serialNumber, certificate.serialNumber)
      && DistinguishedName.areEqual(issuerName, certificate.issuerName)
  }
}

/// The issuer's and the subject's name: the payload of CertPoll (RFC 8894 section 3.3.3).
public struct IssuerAndSubject: Hashable, Sendable {
  /// The DER of the issuer name, as received.
  public var issuerName: [UInt8]
  /// The DER of the subject name, as received.
  public var subjectName: [UInt8]

  public init(issuerName: [UInt8], subjectName: [UInt8]) {
    self.issuerName = issuerName
    self.subjectName = subjectName
  }

  /// The structure at the start of the octets, and the number of octets after it.
  public static func read(_ bytes: [UInt8]) throws(ReadError) -> (value: IssuerAndSubject, trailingOctets: Int) {
    let node = try BERNode.reading(bytes)
    let children = node.children
    guard node.isTagged(.sequence), children.count >= 2, children[0].isTagged(.sequence),
      children[1].isTagged(.sequence)
    else { throw ReadError(.unexpectedStructure, "\(node.tagName) is no IssuerAndSubject") }
    return (IssuerAndSubject(issuerName: children[0].bytes, subjectName: children[1].bytes), node.octetsAfter)
  }
}
