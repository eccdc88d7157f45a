import ScepspecASN1
import ScepspecModel

/// The outermost layer of a CMS structure (RFC 5652 section 3), where there is one.
struct ContentInfo {
  var isContentInfo: Bool
  var contentType: Located<String>?
  /// What it holds, or the whole element where it is no ContentInfo.
  var content: BERNode?

  init(_ root: BERNode) {
    guard root.isTagged(.sequence), let first = root.children.first, first.isTagged(.objectIdentifier) else {
      isContentInfo = false
      content = root
      return
    }
    isContentInfo = true
    contentType = first.locatedOID
    let second = root.children.dropFirst().first
    // Content without its explicit tag counts, too.
    content = second.flatMap { $0.isContext(0) && $0.isConstructed ? $0.children.first : $0 }
  }
}

/// Content types of CMS (RFC 5652 sections 4 to 6, RFC 5083 section 2).
enum ContentTypeOID {
  static let data = "1.2.840.113549.1.7.1"
  static let signedData = "1.2.840.113549.1.7.2"
  static let envelopedData = "1.2.840.113549.1.7.3"
  static let authEnvelopedData = "1.2.840.113549.1.9.16.1.23"
}

/// Types of the attributes that SCEP signs (RFC 8894 section 3.2.1, RFC 5652 section 11).
public enum AttributeOID {
  public static let contentType = "1.2.840.113549.1.9.3"
  public static let messageDigest = "1.2.840.113549.1.9.4"
  public static let signingTime = "1.2.840.113549.1.9.5"
  public static let messageType = "2.16.840.1.113733.1.9.2"
  public static let pkiStatus = "2.16.840.1.113733.1.9.3"
  public static let failInfo = "2.16.840.1.113733.1.9.4"
  public static let senderNonce = "2.16.840.1.113733.1.9.5"
  public static let recipientNonce = "2.16.840.1.113733.1.9.6"
  public static let transactionID = "2.16.840.1.113733.1.9.7"
  public static let failInfoText = "1.3.6.1.5.5.7.24.1"
  /// A vendor's attribute that gives the real reason of a failure as an HRESULT in decimal.
  public static let hResult = "1.3.6.1.4.1.311.21.33"
}
