import ScepspecASN1
import ScepspecCMS
import ScepspecSCEPMessages
import Testing

@Suite("Building SignedData without or around certificates, and payloads")
struct BuildSignedDataTests {
  @Test("The openssl program lists the certificates and CRLs of a degenerate SignedData", arguments: [false, true])
  func degenerate(indefinite: Bool) throws {
    let authority = try TestIdentity.authority.get()
    let client = try TestIdentity.client.get()
    let list = try RevocationList.build(
      issuer: authority.certificate.subjectName, key: authority.key, thisUpdate: 1_720_000_000,
      nextUpdate: 1_730_000_000)
    let recipe = SignedDataRecipe(certificates: [client.certificate, authority.certificate], crls: [list])
    let octets = try recipe.encoded(indefinite: indefinite)
    let root = try BERNode.parse(octets)
    #expect((root.firstDeviationFromDER() == nil) == !indefinite)
    #expect(root.below(1, 0, 2)?.children.count == 1)
    let certificates = root.below(1, 0, 3)?.children.map(\.bytes)
    #expect(certificates == [client.certificate.der, authority.certificate.der])
    let result = try OpenSSLProgram.run(
      ["pkcs7", "-inform", "DER", "-in", "d", "-print_certs", "-noout"], files: ["d": octets])
    let text = String(decoding: result.output, as: UTF8.self)
    #expect(text.contains("device 1"), "\(result.errors)")
    #expect(text.contains("Test CA"))
    #expect(text.contains("Certificate Revocation List"))
  }

  @Test("Content is absent, empty or present as asked")
  func content() throws {
    #expect(try BERNode.parse(SignedDataRecipe().encoded()).below(1, 0, 2)?.children.count == 1)
    #expect(try BERNode.parse(SignedDataRecipe(content: []).encoded()).below(1, 0, 2, 1, 0)?.bytes == [4, 0])
    #expect(try BERNode.parse(SignedDataRecipe(content: [9]).encoded()).below(1, 0, 2, 1, 0)?.bytes == [4, 1, 9])
  }

  @Test("Without its ContentInfo a SignedData begins with its version")
  func bare() throws {
    let bare = try BERNode.parse(SignedDataRecipe(isBare: true).encoded())
    #expect(bare.below(0)?.bytes == [2, 1, 1])
  }

  @Test("The next CA's certificates travel inside a signature of the current one", arguments: [false, true])
  func nextCA(indefinite: Bool) throws {
    let authority = try TestIdentity.authority.get()
    let next = try TestIdentity.stranger.get()
    let inner = try SignedDataRecipe(certificates: [next.certificate]).encoded()
    let octets = try SignedDataRecipe(
      certificates: [authority.certificate], content: inner,
      signer: SignerRecipe(certificate: authority.certificate, key: authority.key), signingTime: 1_750_000_000
    ).encoded(indefinite: indefinite)
    let verified = try TestMessage.verified(octets)
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(verified.output == inner)
  }

  @Test("A degenerate SignedData is a payload, and so are names and serial numbers")
  func payloads() throws {
    let client = try TestIdentity.client.get()
    let recipe = SignedDataRecipe(certificates: [client.certificate])
    #expect(try MessageData.signedData(recipe).encoded == recipe.encoded())
    let name = client.certificate.subjectName
    #expect(
      MessageData.issuerAndSerialNumber(.init(issuerName: name, serialNumber: [0xFF])).encoded
        == [0x30, UInt8(name.count + 3)] + name + [2, 1, 0xFF])
    #expect(
      MessageData.issuerAndSubject(.init(issuerName: name, subjectName: name)).encoded
        == [0x30, UInt8(2 * name.count)] + name + name)
    let request = try TestMessage.request()
    #expect(MessageData.certificationRequest(request).encoded == request)
    #expect(MessageData.certificationRequest([1, 2, 3]).encoded == [1, 2, 3])
  }
}
