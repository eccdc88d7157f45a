import ScepspecASN1
public import ScepspecCMS

/// A SignedData (RFC 5652 section 5): the outer layer of a pkiMessage, the answer to GetCACert and GetNextCACert, and,
/// without signer, the degenerate one of RFC 8894 section 3.4.
public struct SignedDataRecipe: Sendable {
  /// DER of the certificates, in order.
  public var certificates: [[UInt8]]
  /// DER of the CRLs, in order.
  public var crls: [[UInt8]]
  /// The encapsulated content; `nil` leaves eContent out, no octets make an empty OCTET STRING.
  public var content: [UInt8]?
  /// Who signs the content, with the attributes contentType, messageDigest and, where there is one, signingTime.
  public var signer: SignerRecipe?
  /// Seconds since 1970-01-01T00:00:00Z.
  public var signingTime: Int?
  /// Leaves out the ContentInfo around the SignedData.
  public var isBare: Bool

  public init(
    certificates: [Certificate] = [], crls: [RevocationList] = [], content: [UInt8]? = nil,
    signer: SignerRecipe? = nil, signingTime: Int? = nil, isBare: Bool = false
  ) {
    self.certificates = certificates.map(\.der)
    self.crls = crls.map(\.der)
    self.content = content
    self.signer = signer
    self.signingTime = signingTime
    self.isBare = isBare
  }

  /// The octets; with `indefinite` as BER with indefinite lengths, its content in segments.
  public func encoded(indefinite: Bool = false) throws(BuildError) -> [UInt8] {
    let element = try element()
    return (indefinite ? element.withIndefiniteLengths(segment: 1_000) : element).encoded()
  }

  func element() throws(BuildError) -> Element {
    guard let signer else { return element(signerInfo: nil, signer: nil) }
    var attributes = SignedAttributes(contentType: ContentTypeOID.data, content: content ?? [], digest: signer.digest)
    attributes.add(.signingTime, signingTime.map { .time($0) })
    let info = try signer.signerInfo(attributes: [attributes.element], content: content ?? [])
    return element(signerInfo: info, signer: signer)
  }

  func element(signerInfo: Element?, signer: SignerRecipe?) -> Element {
    var encapsulated: [Element] = [.objectIdentifier(ContentTypeOID.data, label: "message.eContentType")]
    if let content {
      let octets = Element.octetString(content, label: "message.eContent.octets").in(role: .streamed)
      encapsulated.append(.context(0, [octets], label: "message.eContent"))
    }
    var fields: [Element] = [
      // RFC 5652 section 5.1: version 3 where a SignerInfo has it.
      .integer(signer?.version ?? 1, label: "message.version"),
      .set((signer?.digest).map { [.digestAlgorithm($0)] } ?? [], label: "message.digestAlgorithms"),
      .sequence(encapsulated),
    ]
    fields += SignedDataRecipe.list(0, certificates, label: "message.certificates", first: "message.certificate")
    fields += SignedDataRecipe.list(1, crls, label: "message.crls", first: nil)
    fields.append(.set(signerInfo.map { [$0] } ?? [], label: "message.signerInfos"))
    let signedData = Element.sequence(fields)
    guard !isBare else { return signedData.labelled("message") }
    return .sequence(
      [.objectIdentifier(ContentTypeOID.signedData, label: "message.contentType"), .context(0, [signedData])],
      label: "message")
  }

  /// No element at all for an empty list.
  private static func list(_ number: UInt8, _ encodings: [[UInt8]], label: String, first: String?) -> [Element] {
    guard !encodings.isEmpty else { return [] }
    let elements = encodings.enumerated().map { Element.parsed($0.element, label: $0.offset == 0 ? first : nil) }
    return [.context(number, elements, label: label)]
  }
}
