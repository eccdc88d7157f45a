/// The flat fields of a message of SCEP.
struct Message {
  var fields: [String: Any] = [:]

  private static let texts = [
    "2.16.840.1.113733.1.9.2": "messageType", "2.16.840.1.113733.1.9.3": "pkiStatus",
    "2.16.840.1.113733.1.9.4": "failInfo", "2.16.840.1.113733.1.9.7": "transactionID",
    "1.3.6.1.5.5.7.24.1": "failInfoText",
  ]
  private static let nonces = [
    "2.16.840.1.113733.1.9.5": "senderNonce", "2.16.840.1.113733.1.9.6": "recipientNonce",
  ]

  init(_ octets: [UInt8]) throws(ParseError) {
    let root = try Element.read(octets[...])
    guard root.tag == 0x30 else { throw .structure }
    if root.children.first?.oid == "1.2.840.113549.1.7.2" {
      guard let signed = root.children.dropFirst().first?.children.first else { throw .structure }
      try read(signed: signed)
    } else if let serial = Self.serialNumber(of: root) {
      fields = ["kind": "certificate", "certificates": [["serialNumber": serial]]]
    } else {
      throw .structure
    }
    if octets.count > root.bytes.endIndex { fields["trailingOctets"] = octets.count - root.bytes.endIndex }
  }

  private mutating func read(signed: Element) throws(ParseError) {
    let certificates: [Element] = signed.children.first(where: { $0.tag == 0xA0 })?.children ?? []
    fields["certificates"] = certificates.compactMap(Self.serialNumber).map { ["serialNumber": $0] }
    let lists = signed.children.first(where: { $0.tag == 0xA1 })?.children.count ?? 0
    if lists > 0 { fields["crls"] = lists }
    guard signed.children.count >= 4, let signers = signed.children.last, signers.tag == 0x31 else { throw .structure }
    guard let signer = signers.children.first else {
      guard !certificates.isEmpty || lists > 0 else { throw .structure }
      fields["kind"] = "certificates"
      return
    }
    fields["kind"] = "pkiMessage"
    read(signer: signer)
    guard fields["messageType"] != nil, fields["transactionID"] != nil else { throw .structure }
    let encapsulated = signed.children[2].children.dropFirst().first?.children.first
    if let content = encapsulated?.octets, !content.isEmpty { try read(envelope: content) }
  }

  private mutating func read(signer: Element) {
    let algorithms = signer.children.compactMap(\.algorithm)
    fields["digest"] = algorithms.first
    fields["signatureAlgorithm"] = algorithms.count > 1 ? algorithms.last : nil
    for attribute in signer.children.last(where: { $0.tag == 0xA0 && $0.isConstructed })?.children ?? [] {
      guard let type = attribute.children.first?.oid, let value = attribute.children.last?.children.first else {
        continue
      }
      if let name = Self.texts[type] { fields[name] = String(decoding: value.octets, as: UTF8.self) }
      if let name = Self.nonces[type] { fields[name] = hex(value.octets) }
    }
  }

  private mutating func read(envelope octets: [UInt8]) throws(ParseError) {
    guard let root = try? Element.read(octets[...]), root.children.first?.oid == "1.2.840.113549.1.7.3",
      let enveloped = root.children.last?.children.first,
      let recipients = enveloped.children.first(where: { $0.tag == 0x31 })?.children, !recipients.isEmpty,
      let content = enveloped.children.last(where: { $0.tag == 0x30 }),
      let cipher = content.children.compactMap(\.algorithm).first
    else { throw .structure }
    fields["contentCipher"] = cipher
    fields["keyTransport"] = recipients[0].children.compactMap(\.algorithm).first
    fields["recipients"] = recipients.map(Self.recipient)
  }

  private static func recipient(_ info: Element) -> [String: String] {
    if let identifier = info.children.first(where: { $0.tag & 0xDF == 0x80 }) {
      return ["subjectKeyIdentifier": hex(identifier.octets)]
    }
    guard let both = info.children.first(where: { $0.tag == 0x30 && $0.algorithm == nil }), both.children.count == 2
    else { return [:] }
    return ["issuer": hex(Array(both.children[0].bytes)), "serialNumber": hex(Array(both.children[1].content))]
  }

  /// Of what has the parts of a certificate.
  private static func serialNumber(of certificate: Element) -> String? {
    guard certificate.children.count == 3, let body = certificate.children.first, body.tag == 0x30 else { return nil }
    let parts = body.children.drop { $0.tag == 0xA0 }
    guard parts.count >= 6, let serial = parts.first, serial.tag == 0x02,
      parts.dropFirst(3).first?.children.count == 2, parts.dropFirst(5).first?.children.first?.algorithm != nil
    else { return nil }
    return hex(Array(serial.content))
  }
}

func hex(_ octets: [UInt8]) -> String {
  octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
