import ScepspecASN1
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@Suite("Building pkiMessages")
struct BuildMessageTests {
  @Test("OpenSSL verifies and opens what we build", arguments: ContentCipher.allCases, KeyTransport.allCases)
  func roundTrip(cipher: ContentCipher, transport: KeyTransport) throws {
    var recipe = try TestMessage.recipe()
    recipe.cipher = cipher
    recipe.keyTransport = transport
    let verified = try TestMessage.verified(recipe.build())
    #expect(verified.status == 0, "\(verified.errors)")
    let opened = try TestMessage.decrypted(verified.output)
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(opened.output == recipe.payload?.encoded)
  }

  @Test(
    "OpenSSL verifies every digest in either spelling", arguments: Digest.allCases, SignerRecipe.Spelling.allCases)
  func digests(digest: Digest, spelling: SignerRecipe.Spelling) throws {
    var recipe = try TestMessage.recipe()
    recipe.signer.digest = digest
    recipe.signer.spelling = spelling
    let verified = try TestMessage.verified(recipe.build())
    #expect(verified.status == 0, "\(verified.errors)")
  }

  @Test("The structure is DER and the signed attributes stand in the order of their encodings")
  func order() throws {
    let view = try MessageView(TestMessage.recipe().build())
    #expect(view.root.firstDeviationFromDER(.all) == nil)
    #expect(view.attributes.count == 6)
    #expect(view.attributes == view.attributes.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test("A message with indefinite lengths throughout is verified and opened")
  func indefinite() throws {
    let recipe = try TestMessage.recipe(Mutation(.indefinite, "envelope"), Mutation(.indefinite, "message"))
    let octets = try recipe.build()
    #expect(octets.starts(with: [0x30, 0x80]))
    let view = try MessageView(octets)
    #expect(view.eContent?.isIndefinite == true)
    #expect(view.eContent?.children.count ?? 0 > 1)
    #expect(view.signedAttrs?.isIndefinite == false)
    let verified = try TestMessage.verified(octets)
    #expect(verified.status == 0, "\(verified.errors)")
    let opened = try TestMessage.decrypted(verified.output)
    #expect(opened.output == recipe.payload?.encoded, "\(opened.errors)")
  }

  @Test("An OCTET STRING in segments of definite length is verified")
  func segments() throws {
    let octets = try TestMessage.recipe(
      Mutation(.segment, "envelope.encryptedContent", ["octets": .integer(100)]),
      Mutation(.segment, "message.eContent.octets", ["octets": .integer(300)])
    ).build()
    let eContent = try #require(try MessageView(octets).eContent)
    #expect(eContent.isConstructed)
    #expect(eContent.children.dropLast().allSatisfy { $0.contentLength == 300 })
    let verified = try TestMessage.verified(octets)
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(try TestMessage.decrypted(verified.output).status == 0)
  }

  @Test(
    "Encapsulated content is absent, empty or one octet as asked",
    arguments: [(PKIMessageRecipe.Content.absent, nil), (.empty, []), (.zeroOctet, [0])]
      as [(PKIMessageRecipe.Content, [UInt8]?)])
  func content(form: PKIMessageRecipe.Content, expected: [UInt8]?) throws {
    var recipe = try TestMessage.recipe()
    recipe.content = form
    let view = try MessageView(recipe.build())
    #expect(view.eContent?.content == expected)
    let digest = view.attribute("1.2.840.113549.1.9.4")?.below(1, 0)?.content
    #expect(digest == Digest.sha256.hash(expected ?? []))
  }

  @Test("A failure without payload has no encapsulated content and its attributes in their types")
  func failure() throws {
    var recipe = try TestMessage.recipe()
    recipe.payload = nil
    recipe.messageType = "3"
    recipe.pkiStatus = "2"
    recipe.failInfo = "2"
    recipe.failInfoText = "não"
    recipe.recipientNonce = [1, 2, 3]
    let view = try MessageView(recipe.build())
    #expect(view.eContent == nil)
    func value(_ oid: String) -> BERNode? { view.attribute(oid)?.below(1, 0) }
    #expect(value("2.16.840.1.113733.1.9.3")?.bytes == [0x13, 1, 0x32])
    #expect(value("2.16.840.1.113733.1.9.4")?.bytes == [0x13, 1, 0x32])
    #expect(value("1.3.6.1.5.5.7.24.1")?.tagName == "UTF8String")
    #expect(value("2.16.840.1.113733.1.9.6")?.bytes == [0x04, 3, 1, 2, 3])
    #expect(value("1.2.840.113549.1.9.5")?.bytes == [0x17, 13] + Array("250615150640Z".utf8))
  }

  @Test("Two recipients can open the message, each by its own recipientInfo")
  func twoRecipients() throws {
    var recipe = try TestMessage.recipe()
    recipe.recipients.insert(Recipient(try TestIdentity.stranger.get().certificate), at: 0)
    let verified = try TestMessage.verified(recipe.build())
    let envelope = try BERNode.parse(verified.output)
    #expect(envelope.below(1, 0, 1)?.children.count == 2)
    #expect(try TestMessage.decrypted(verified.output).output == recipe.payload?.encoded)
  }

  @Test("Recipient and signer can be named by subjectKeyIdentifier, with the versions that go with it")
  func subjectKeyIdentifier() throws {
    var recipe = try TestMessage.recipe()
    recipe.recipients = [
      Recipient(try TestIdentity.authority.get().certificate, reference: .subjectKeyIdentifier)
    ]
    recipe.signer.reference = .subjectKeyIdentifier
    let octets = try recipe.build()
    let view = try MessageView(octets)
    #expect(view.signedData?.below(0)?.content == [3])
    #expect(view.signerInfo?.below(0)?.content == [3])
    let verified = try TestMessage.verified(octets)
    #expect(verified.status == 0, "\(verified.errors)")
    let envelope = try BERNode.parse(verified.output)
    #expect(envelope.below(1, 0, 0)?.content == [2])
    #expect(try TestMessage.decrypted(verified.output).output == recipe.payload?.encoded)
  }

  @Test("The key of another certificate than the named one cannot be opened by the named one's owner")
  func otherKey() throws {
    var recipe = try TestMessage.recipe()
    let stranger = try TestIdentity.stranger.get()
    recipe.recipients = [
      Recipient(try TestIdentity.authority.get().certificate, publicKey: stranger.certificate.publicKey)
    ]
    let verified = try TestMessage.verified(recipe.build())
    #expect(try TestMessage.decrypted(verified.output).output != recipe.payload?.encoded)
  }

  @Test("A key on P-256 signs messages, too")
  func elliptic() throws {
    let key = try TestIdentity.elliptic.get()
    let certificate = try CertificateTemplate(
      subject: Name("/CN=ec"), serialNumber: [5], notBefore: 1_700_000_000, notAfter: 1_900_000_000,
      publicKey: key.publicKey
    ).issue(signedBy: key)
    var recipe = try TestMessage.recipe()
    recipe.signer = SignerRecipe(certificate: certificate, key: key)
    recipe.certificates = [certificate]
    let verified = try TestMessage.verified(recipe.build())
    #expect(verified.status == 0, "\(verified.errors)")
    recipe.recipients = [Recipient(certificate)]
    #expect(throws: BuildError.self) { try recipe.build() }
  }

  @Test("With the same chance the envelope's ciphertext is the same")
  func repeatable() throws {
    var recipe = try TestMessage.recipe()
    recipe.random = { [UInt8](repeating: 7, count: $0) }
    let first = try BERNode.parse(try TestMessage.verified(recipe.build()).output)
    let second = try BERNode.parse(try TestMessage.verified(recipe.build()).output)
    #expect(first.below(1, 0, 2)?.bytes == second.below(1, 0, 2)?.bytes)
  }

  @Test("Another attribute is signed along")
  func otherAttribute() throws {
    var recipe = try TestMessage.recipe()
    recipe.otherAttributes = [OtherAttribute(oid: "1.3.6.1.4.1.99999.1", values: [[0x05, 0x00]])]
    let octets = try recipe.build()
    #expect(try MessageView(octets).attribute("1.3.6.1.4.1.99999.1") != nil)
    #expect(try TestMessage.verified(octets).status == 0)
  }

  @Test("An envelope for a key that can only sign is enciphered with the challenge, as another program can open it")
  func password() throws {
    var recipe = try TestMessage.recipe()
    recipe.recipients = []
    recipe.password = Array("challenge".utf8)
    let verified = try TestMessage.verified(try recipe.build())
    let opened = try OpenSSLProgram.run(
      ["cms", "-decrypt", "-binary", "-inform", "DER", "-in", "e", "-pwri_password", "challenge"],
      files: ["e": verified.output])
    #expect(opened.output == recipe.payload?.encoded)
    let envelope = try Envelope.read(verified.output)
    #expect(envelope.version?.value == 3)
    #expect(
      envelope.open(with: nil, certificate: nil, password: recipe.password).content == recipe.payload?.encoded)
  }
}
