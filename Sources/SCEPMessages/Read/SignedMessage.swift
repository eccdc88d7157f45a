public import ScepspecASN1
public import ScepspecCMS
public import ScepspecModel

/// A SignedData as it was received (RFC 5652 section 5), usually inside a ContentInfo: a pkiMessage, or a degenerate
/// one that carries certificates. Pieces that are missing are `nil`, odd ones are kept as they are.
public struct SignedMessage: Sendable {
  /// The structure as received, without what follows it.
  public var octets: [UInt8]
  /// Octets after the structure.
  public var trailingOctets: Int
  /// The structure is a ContentInfo; otherwise a bare SignedData.
  public var isContentInfo: Bool
  /// The ContentInfo's type.
  public var contentType: Located<String>?
  public var version: Located<Int>?
  public var digestAlgorithms: [AlgorithmIdentifier]
  /// Entries of digestAlgorithms, unreadable ones included.
  public var digestAlgorithmCount: Int
  public var eContentType: Located<String>?
  /// The encapsulated content; `nil` where it is absent.
  public var eContent: EncapsulatedContent?
  /// The certificates in order, unreadable ones included.
  public var certificates: [EmbeddedCertificate]
  public var hasCertificatesField: Bool
  /// The CRLs in order.
  public var crls: [Encoding]
  public var hasCRLsField: Bool
  public var signers: [SignerInfo]
  /// The first deviation from DER outside the encapsulated content's own structure.
  public var firstDeviationFromDER: DERDeviation?

  /// The first signer: SCEP has one.
  public var signer: SignerInfo? { signers.first }

  /// Whether there is encapsulated content, as the vocabulary says it.
  public var contentWord: String {
    guard let eContent else { return "absent" }
    return eContent.octets.isEmpty ? "empty" : "present"
  }

  /// The certificates that can be read.
  public var readableCertificates: [Certificate] { certificates.compactMap(\.certificate) }
}

/// The content that a SignedData encapsulates.
public struct EncapsulatedContent: Sendable {
  /// The octets of the OCTET STRING, its segments joined.
  public var octets: [UInt8]
  /// The octets that the messageDigest covers; they differ from `octets` only where no OCTET STRING stands there
  /// (as in PKCS #7 1.5, whose digest leaves out tag and length).
  public var digestedOctets: [UInt8]
  /// The OCTET STRING, or what stands in its place.
  public var encoding: Encoding
  /// The OCTET STRING is constructed of segments.
  public var isSegmented: Bool

  /// Where `octets` begin in the message; `nil` where they do not stand there in one piece.
  var contentOffset: Int? {
    isSegmented || octets.count > encoding.bytes.count || !encoding.bytes.suffix(octets.count).elementsEqual(octets)
      ? nil : encoding.offset + encoding.bytes.count - octets.count
  }
}

/// One entry of the certificates of a SignedData.
public struct EmbeddedCertificate: Sendable {
  /// `nil` where it cannot be read as an X.509 certificate, or stands beyond the first 256 or the first MiB of them.
  public var certificate: Certificate?
  public var encoding: Encoding
}
