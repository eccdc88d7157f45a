import ScepspecASN1
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

extension Explanation {
  /// What is no SignedData and no EnvelopedData.
  ///
  /// - Returns: its title.
  mutating func explain(_ root: BERNode, as kind: DecodedMessage.Kind) -> String {
    if let deviation = root.firstDeviationFromDER() {
      odd("not-der", "BER that is not DER: \(deviation.reason).", at: deviation.offset)
    }
    switch kind {
    case .certificate: certificate(root)
    case .certificationRequest: request(root)
    case .revocationList: list(root)
    case .issuerAndSerialNumber:
      return pair(root, "IssuerAndSerialNumber: names one certificate, as GetCert and GetCRL do")
    case .issuerAndSubject: return pair(root, "IssuerAndSubject: names a request that is pending, as CertPoll does")
    case .privateKey:
      if root.children.first.map(Sniffing.isAlgorithm) ?? false {
        fact("private key", "enciphered with a password, not shown")
      } else {
        fact("private key", "not shown")
      }
    case .keyStore: fact("content", "private keys and certificates behind a password, not shown")
    case .publicKey:
      if let key = try? PublicKey(subjectPublicKeyInfo: root.bytes) { fact("key", "\(key.kind.rawValue) \(key.bits)") }
    default: fact("element", "\(root.tagName), \(root.contentLength) octets of content")
    }
    let words = kind.words
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private mutating func certificate(_ root: BERNode) {
    guard let certificate = try? Certificate(der: root.bytes) else {
      odd("certificate-unreadable", "OpenSSL cannot read the certificate.")
      return
    }
    fact("certificate", Self.line(certificate))
    fact("signature", words.oid(certificate.signatureAlgorithmOID))
    judge(certificate.signatureAlgorithmOID, as: "signature algorithm")
    fact("usage", certificate.keyUsage.map { $0.sorted().joined(separator: ", ") })
    for one in certificate.extensions { vendorExtension(one.oid, one.value) }
    let names = certificate.subjectAltNames
    fact("names", names.isEmpty ? nil : names.prefix(50).joined(separator: ", "))
    let purposes = certificate.extendedKeyUsage.map(words.oid)
    fact("purposes", purposes.isEmpty ? nil : purposes.prefix(50).joined(separator: ", "))
    if certificate.isSelfIssued, !certificate.isSigned(by: certificate) {
      odd("signature-invalid", "Issuer and subject are the same, and its own key did not sign it.")
    }
    shortKey(certificate.publicKey)
    fields["certificates"] = .list([
      .record(["serialNumber": .bytes(certificate.serialNumber), "sha256": .bytes(certificate.fingerprint)])
    ])
  }

  private mutating func request(_ root: BERNode) {
    guard let request = try? CertificationRequest(der: root.bytes) else {
      odd("request-unreadable", "OpenSSL cannot read the certificate request.")
      return
    }
    fact("subject", request.subject.isEmpty ? "empty" : request.subject)
    fact("key", "\(request.publicKey.kind.rawValue) \(request.publicKey.bits)")
    fact("signature", words.oid(request.signatureAlgorithmOID))
    judge(request.signatureAlgorithmOID, as: "signature algorithm")
    fields["signatureAlgorithm"] = .text(request.signatureAlgorithmOID)
    let passwords = request.challengePasswords
    fact("challenge", passwords.first.map { "present, \($0.octets.count) octets" } ?? "none")
    if passwords.count > 1 { odd("attribute-twice", "There are \(passwords.count) challengePasswords.") }
    for (type, values) in attributes(ofRequest: root) { fact(words.name(ofOID: type) ?? type, values) }
    for one in request.extensions { vendorExtension(one.oid, one.value) }
    let extensions = request.extensions.map { words.oid($0.oid) }
    fact("extensions", extensions.isEmpty ? nil : extensions.prefix(50).joined(separator: ", "))
    fact("signature is", request.signatureValid ? "valid, by the key in the request" : "not valid")
    if !request.signatureValid { odd("signature-invalid", "The key in the request did not sign it.") }
    shortKey(request.publicKey)
  }

  /// What vendors put into requests, such as the version of the operating system; never the challenge.
  private func attributes(ofRequest root: BERNode) -> [(type: String, values: String)] {
    let set = root.children.first?.children.last { $0.isContext(0) }
    return (set?.children ?? []).prefix(20).compactMap { attribute in
      guard let type = attribute.children.first?.objectIdentifier, let values = attribute.children.dropFirst().first,
        ![AttributeOID.challengePassword, AttributeOID.extensionRequest, AttributeOID.certificateExtensions]
          .contains(type)
      else { return nil }
      return (type, Self.texts(in: values).joined(separator: ", "))
    }
  }

  /// Extensions of the arc of Microsoft's, such as the certificate template.
  private mutating func vendorExtension(_ oid: String, _ value: [UInt8]) {
    guard oid.hasPrefix("1.3.6.1.4.1.311."), let node = try? BERNode.parse(value) else { return }
    let texts = Self.texts(in: node)
    fact(words.name(ofOID: oid) ?? oid, texts.isEmpty ? nil : texts.joined(separator: ", "))
  }

  /// Texts, numbers and OIDs inside an element, the first few.
  private static func texts(in node: BERNode) -> [String] {
    guard !node.isConstructed else { return Array(node.children.prefix(8).flatMap(texts).prefix(8)) }
    switch node.universalTag {
    case .objectIdentifier: return node.objectIdentifier.map { [$0] } ?? []
    case .integer, .utf8String, .printableString, .ia5String, .bmpString, .t61String, .visibleString, .numericString:
      return [String(node.text.string.prefix(200))]
    default: return []
    }
  }

  private mutating func list(_ root: BERNode) {
    guard let list = try? RevocationList(der: root.bytes) else {
      odd("list-unreadable", "OpenSSL cannot read the revocation list.")
      return
    }
    fact("issuer", list.issuer)
    fact("this update", Time.text(list.thisUpdate))
    fact("next update", list.nextUpdate.map(Time.text))
    fact("revoked", Self.counted(list.entries.count, "certificate"))
    fields["crls"] = .integer(1)
  }

  private mutating func pair(_ root: BERNode, _ title: String) -> String {
    if let (both, _) = try? IssuerAndSerialNumber.read(root.bytes) {
      fact("issuer", name(both.issuerName))
      fact("serial number", Self.serial(both.serialNumber))
    } else if let (both, _) = try? IssuerAndSubject.read(root.bytes) {
      fact("issuer", name(both.issuerName))
      fact("subject", name(both.subjectName))
    }
    return title
  }

  private mutating func shortKey(_ key: PublicKey) {
    if key.kind == .rsa, key.bits < 2048 { odd("short-key", "The RSA key has \(key.bits) bits only.") }
  }
}
