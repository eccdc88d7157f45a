import ScepspecCMS

/// A pkiMessage taken apart: ContentInfo, SignedData, SignerInfo (RFC 5652 section 5).
struct SignedReply {
  var root: DER

  init(_ octets: [UInt8]) throws {
    root = try DER(parsing: octets)
    guard root.elements.count == 2, root[1, 0].elements.count >= 4 else { throw DER.Malformed() }
  }

  var octets: [UInt8] { root.encoded }

  var signedData: DER {
    get { root[1, 0] }
    set { root[1, 0] = newValue }
  }

  var digestAlgorithms: DER {
    get { signedData[1] }
    set { signedData[1] = newValue }
  }

  /// The eContentType and, in `[0]`, an OCTET STRING.
  var encapsulated: DER {
    get { signedData[2] }
    set { signedData[2] = newValue }
  }

  var content: [UInt8]? {
    get { encapsulated.elements.count > 1 ? encapsulated[1, 0].contentOctets : nil }
    set {
      let type = encapsulated[0]
      encapsulated.elements = [type] + (newValue.map { [DER(0xA0, [.octetString($0)])] } ?? [])
    }
  }

  /// The certificates, whatever they are; none where the field is absent.
  var certificates: [DER] {
    get { signedData.elements.first { $0.tag == 0xA0 }?.elements ?? [] }
    set {
      signedData.elements.removeAll { $0.tag == 0xA0 }
      if !newValue.isEmpty { signedData.elements.insert(DER(0xA0, newValue), at: 3) }
    }
  }

  var signerInfos: [DER] {
    get { signedData.elements.last?.elements ?? [] }
    set { signedData[signedData.elements.count - 1].elements = newValue }
  }

  /// Version, sid, digestAlgorithm, signed attributes, signatureAlgorithm, signature.
  var signerInfo: DER {
    get { signerInfos.first ?? DER(0, [UInt8]()) }
    set { if !signerInfos.isEmpty { signerInfos[0] = newValue } }
  }

  var attributes: [DER] {
    get { signerInfo[3].elements }
    set { signerInfo[3].elements = newValue }
  }

  // MARK: Attributes

  enum Attribute: String {
    case contentType = "1.2.840.113549.1.9.3"
    case messageDigest = "1.2.840.113549.1.9.4"
    case signingTime = "1.2.840.113549.1.9.5"
    case messageType = "2.16.840.1.113733.1.9.2"
    case pkiStatus = "2.16.840.1.113733.1.9.3"
    case failInfo = "2.16.840.1.113733.1.9.4"
    case senderNonce = "2.16.840.1.113733.1.9.5"
    case recipientNonce = "2.16.840.1.113733.1.9.6"
    case transactionID = "2.16.840.1.113733.1.9.7"
    case failInfoText = "1.3.6.1.5.5.7.24.1"
  }

  private func place(_ attribute: Attribute) -> Int? {
    attributes.firstIndex { $0[0] == .oid(attribute.rawValue) }
  }

  /// The only value of the attribute; setting `nil` takes it out, setting one that is not there adds it.
  subscript(attribute: Attribute) -> DER? {
    get { place(attribute).map { attributes[$0][1, 0] } }
    set {
      let old = place(attribute)
      guard let newValue else {
        if let old { attributes.remove(at: old) }
        return
      }
      let made = DER.sequence([.oid(attribute.rawValue), .set([newValue])])
      if let old { attributes[old] = made } else { attributes.append(made) }
    }
  }

  func text(_ attribute: Attribute) -> String? {
    self[attribute].map { String(decoding: $0.contentOctets, as: UTF8.self) }
  }

  /// A second value in the attribute's SET.
  mutating func add(_ value: DER, to attribute: Attribute) {
    guard let place = place(attribute) else { return }
    attributes[place][1].elements.append(value)
  }

  // MARK: Signing

  /// Signs anew: the messageDigest, where it is there, is that of the content unless `keepsDigest` says otherwise; the
  /// attributes are sorted as DER has it unless `sorts` is false.
  mutating func sign(_ key: PrivateKey, _ digest: Digest = .sha256, keepsDigest: Bool = false, sorts: Bool = true)
    throws
  {
    if !keepsDigest, self[.messageDigest] != nil { self[.messageDigest] = .octetString(digest.hash(content ?? [])) }
    if sorts { attributes.sort { $0.encoded.lexicographicallyPrecedes($1.encoded) } }
    var signed = signerInfo[3]
    signed.tag = 0x31
    signed.form = .definite
    signerInfo[5] = .octetString(try key.sign(signed.encoded, digest: digest))
  }

  /// Names the digest in SignerInfo and digestAlgorithms.
  mutating func name(_ digest: Digest) {
    let algorithm = DER.sequence([.oid(digest.oid), .null])
    digestAlgorithms = .set([algorithm])
    signerInfo[2] = algorithm
  }

  /// Names the certificate as the signer, by issuer and serial number.
  mutating func name(_ signer: Certificate) throws {
    signerInfo[1] = .sequence([try DER(parsing: signer.issuerName), DER(0x02, signer.serialNumber)])
  }
}
