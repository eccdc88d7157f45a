import ScepspecASN1
import ScepspecCMS
import ScepspecSCEPMessages
import Testing

/// A SignedData with these certificates and this SignerInfo.
private func signedData(certificates: [UInt8] = [], signer: [Element]) -> [UInt8] {
  let content = Element.sequence([.objectIdentifier("1.2.840.113549.1.7.1")])
  return Element.sequence([
    .objectIdentifier("1.2.840.113549.1.7.2"),
    .context(0, [.sequence([.integer(1), .set([]), content, .context(0, [.raw(certificates)]), .set(signer)])]),
  ]).encoded()
}

private func attribute(_ type: String, _ values: [Element]) -> Element {
  .sequence([.objectIdentifier(type), .set(values)])
}

private func signer(_ attributes: [Element]) -> Element {
  .sequence([
    .integer(1), .sequence([.sequence([]), .integer(1)]), .sequence([.objectIdentifier("2.16.840.1.101.3.4.2.1")]),
    .context(0, attributes),
  ])
}

@Suite("Bounds on what a message makes us do")
struct ReadBoundsTests {
  /// A certificate with an extension of so many octets.
  private func certificate(padding: Int) throws -> Certificate {
    let authority = try TestIdentity.authority.get()
    let name = try Name("/CN=large")
    return try CertificateTemplate(
      subject: name, serialNumber: [1], notBefore: 1_700_000_000, notAfter: 1_800_000_000,
      publicKey: authority.key.publicKey,
      extensions: ["1.2.3.4=DER:" + String(repeating: "00", count: padding)]
    ).issue(signedBy: authority.key)
  }

  @Test("A certificate larger than the limit is not read, and the limit is named")
  func largeCertificate() throws {
    #expect(throws: Never.self) { try certificate(padding: 100_000) }
    let error = #expect(throws: CryptoError.self) { try certificate(padding: Certificate.mostOctets) }
    #expect(error?.code == .unsupported)
    #expect(error?.reason.contains("\(Certificate.mostOctets)") == true)
    let other = Element.sequence([.octetString([UInt8](repeating: 0, count: Certificate.mostOctets))])
    let reading = CACertificatesReading(body: other.encoded(), now: 0)
    #expect(reading.form == .unreadable)
    #expect(reading.detail?.contains("\(Certificate.mostOctets)") == true)
  }

  @Test("Certificates of a message are read up to a MiB")
  func manyLargeCertificates() throws {
    let large = try certificate(padding: 100_000).der
    let message = try SignedMessage.read(
      signedData(certificates: Array(repeatElement(large, count: 12).joined()), signer: []))
    #expect(message.certificates.count == 12)
    #expect(message.readableCertificates.count == (1 << 20) / large.count)
  }

  @Test("Names of some length only are taken apart")
  func longNames() {
    func name(_ word: String, parts: Int) -> [UInt8] {
      let part = Element.set([.sequence([.objectIdentifier("2.5.4.3"), .utf8String(word)])])
      return Element.sequence(Array(repeating: part, count: parts)).encoded()
    }
    #expect(DistinguishedName.areEqual(name("abc", parts: 100), name("ABC", parts: 100)))
    #expect(!DistinguishedName.areEqual(name("abc", parts: 2000), name("ABC", parts: 2000)))
    #expect(DistinguishedName.areEqual(name("abc", parts: 2000), name("abc", parts: 2000)))
  }

  @Test("Attributes and their values are read up to a number")
  func manyAttributes() throws {
    let attributes = Array(repeating: attribute("1.2.3", [.octetString([1])]), count: 3_000)
    let many = try SignedMessage.read(signedData(signer: [signer(attributes)]))
    #expect(many.signer?.signedAttributes?.attributes.count == 1_024)
    let values = attribute("1.2.3", Array(repeating: .octetString([1]), count: 3_000))
    let multiple = try SignedMessage.read(signedData(signer: [signer([values])]))
    #expect(multiple.attributes("1.2.3").first?.values.count == 256)
  }

  @Test("An attribute of megabytes, nested deeply, is read whole")
  func largeAttribute() throws {
    var piece = Element.octetString([UInt8](repeating: 7, count: 3 << 20))
    for _ in 0..<50 { piece = .set([piece]) }
    let text = Element.printableString(String(repeating: "A", count: 3 << 20))
    let octets = signedData(
      signer: [signer([attribute("1.2.3", [piece]), attribute(AttributeOID.transactionID, [text])])])
    let message = try SignedMessage.read(octets)
    #expect(message.transactionID?.utf8.count == 65_536)
    #expect(message.value(AttributeOID.transactionID)?.octets.count == 3 << 20)
  }
}
