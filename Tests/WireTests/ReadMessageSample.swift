import ScepspecASN1
import ScepspecCMS
import ScepspecSCEPMessages

/// A SignedData made element by element, so that it can be odd where a test wants it to be.
struct MessageSample {
  var attributes: [(oid: String, value: Element)] = []
  /// The encapsulated content; `nil` leaves it out.
  var content: [UInt8]?
  var embedsCertificate = true
  /// The signature covers the attributes in DER order instead of the order in which they are sent.
  var signsSorted = false

  private static let rsaEncryption = Element.sequence([.objectIdentifier("1.2.840.113549.1.1.1"), .null()])

  func octets(signedBy signer: TestIdentity, digest: Digest = .sha256) throws -> [UInt8] {
    let all =
      attributes.map { Self.attribute($0.oid, $0.value) } + [
        Self.attribute(AttributeOID.contentType, .objectIdentifier("1.2.840.113549.1.7.1")),
        Self.attribute(AttributeOID.messageDigest, .octetString(digest.hash(content ?? []))),
      ]
    let set = Element.set(all)
    let signature = try signer.key.sign(signsSorted ? set.sorted().encoded() : set.encoded(), digest: digest)
    let algorithm = Element.sequence([.objectIdentifier(digest.oid)])
    let signerInfo = Element.sequence([
      .integer(1),
      .sequence([.raw(signer.certificate.issuerName), .integer(content: signer.certificate.serialNumber)]),
      algorithm, .context(0, all), Self.rsaEncryption, .octetString(signature),
    ])
    let encapsulated: [Element] =
      [.objectIdentifier("1.2.840.113549.1.7.1")] + (content.map { [.context(0, [.octetString($0)])] } ?? [])
    let certificates: [Element] = embedsCertificate ? [.context(0, [.raw(signer.certificate.der)])] : []
    return Element.sequence([
      .objectIdentifier("1.2.840.113549.1.7.2"),
      .context(
        0,
        [
          .sequence(
            [.integer(1), .set([algorithm]), .sequence(encapsulated)] + certificates + [.set([signerInfo])])
        ]),
    ]).encoded()
  }

  private static func attribute(_ oid: String, _ value: Element) -> Element {
    .sequence([.objectIdentifier(oid), .set([value])])
  }

  /// A FAILURE as one product sends it: a zero octet as content, no certificates, the reason in an attribute of its own.
  static func zeroOctetFailure(signedBy signer: TestIdentity) throws -> [UInt8] {
    try MessageSample(
      attributes: [
        (AttributeOID.messageType, .printableString("3")), (AttributeOID.pkiStatus, .printableString("2")),
        (AttributeOID.failInfo, .printableString("2")), (AttributeOID.failInfoText, .utf8String("no such profile")),
        (AttributeOID.hResult, .printableString("-2147024809")),
        (AttributeOID.transactionID, .printableString("A1")),
        (AttributeOID.recipientNonce, .octetString([UInt8](repeating: 7, count: 16))),
      ], content: [0], embedsCertificate: false
    ).octets(signedBy: signer, digest: .sha1)
  }
}
