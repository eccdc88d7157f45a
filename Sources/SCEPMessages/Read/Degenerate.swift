public import ScepspecASN1
public import ScepspecCMS
import ScepspecModel

/// Certificates and CRLs in transit: a SignedData without signers (RFC 8894 section 3.4), or what is sent in its
/// place. GetCACert replies, opened payloads and the content of GetNextCACert replies are of this kind.
public struct Degenerate: Sendable {
  public var form: Form
  /// The octets are one ContentInfo, of whatever type.
  public var isContentInfo: Bool
  /// The ContentInfo's type.
  public var contentType: Located<String>?
  /// The SignedData (form `signedData`).
  public var message: SignedMessage?
  /// The certificates that can be read, in order.
  public var certificates: [Certificate]
  /// The CRLs that can be read, in order.
  public var crls: [RevocationList]
  /// Octets after the structure.
  public var trailingOctets: Int
  public var firstDeviationFromDER: DERDeviation?

  public enum Form: String, Sendable, Hashable {
    case signedData
    /// One bare certificate.
    case certificate
    /// One bare CRL.
    case revocationList
    /// BER, but none of these.
    case other
  }

  /// Reads the structure at the start of the octets.
  ///
  /// - Throws: only where the octets are no BER.
  public static func read(_ bytes: [UInt8]) throws(ReadError) -> Degenerate {
    let root = try BERNode.reading(bytes)
    var found = Degenerate(root)
    if let message = try? SignedMessage.read(root) {
      found.form = .signedData
      found.certificates = message.readableCertificates
      found.crls = message.crls.prefix(16).compactMap { try? RevocationList(der: $0.bytes) }
      found.message = message
    } else if !found.isContentInfo, let certificate = try? Certificate(der: root.bytes) {
      found.form = .certificate
      found.certificates = [certificate]
    } else if !found.isContentInfo, let list = try? RevocationList(der: root.bytes) {
      found.form = .revocationList
      found.crls = [list]
    }
    return found
  }

  private init(_ root: BERNode) {
    let info = ContentInfo(root)
    form = .other
    isContentInfo = info.isContentInfo
    contentType = info.contentType
    certificates = []
    crls = []
    trailingOctets = root.octetsAfter
    firstDeviationFromDER = root.firstDeviationFromDER()
  }
}
