import ScepspecASN1
import ScepspecCMS
import ScepspecSCEPMessages
import Testing

@Suite("Reading and opening EnvelopedData")
struct ReadEnvelopeTests {
  @Test(
    "What another program enciphered is opened",
    arguments: [
      ["-des3"], ["-aes128"], ["-aes192"], ["-aes256"], ["-aes128", "-keyid"], ["-aes256", "-stream"],
      ["-provider", "default", "-provider", "legacy", "-des"],
      ["-provider", "default", "-provider", "legacy", "-rc2-128"],
    ])
  func opened(arguments: [String]) throws {
    let client = try TestIdentity.client.get()
    let octets = try Sample.encrypt(arguments + ["client.pem"])
    let envelope = try Envelope.read(octets + [0x00])
    #expect(envelope.isContentInfo)
    #expect(envelope.octets == octets)
    #expect(envelope.trailingOctets == 1)
    #expect(envelope.contentType?.value == "1.2.840.113549.1.7.3")
    #expect(envelope.recipients.map(\.kind) == [.keyTransport])
    #expect(envelope.version?.value == (arguments.contains("-keyid") ? 2 : 0))
    #expect(envelope.names(client.certificate))
    #expect(envelope.innerContentType?.value == "1.2.840.113549.1.7.1")
    #expect(envelope.encryptedContent?.isImplicit == true)
    let isStream = arguments.contains("-stream")
    #expect(envelope.encryptedContent?.word == (isStream ? "[0] IMPLICIT constructed" : "[0] IMPLICIT primitive"))
    #expect((envelope.firstDeviationFromDER == nil) == !isStream)
    let opening = envelope.open(with: client.key, certificate: client.certificate)
    #expect(opening.problem == nil)
    #expect(opening.content == Sample.content)
  }

  @Test("RSAES-OAEP is opened, with either digest", arguments: ["sha1", "sha256"])
  func oaep(digest: String) throws {
    let client = try TestIdentity.client.get()
    let envelope = try Envelope.read(
      Sample.encrypt([
        "-aes128", "-recip", "client.pem", "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:\(digest)",
        "-keyopt", "rsa_mgf1_md:\(digest)",
      ]))
    #expect(envelope.recipients.first?.keyEncryptionAlgorithm?.oid == "1.2.840.113549.1.1.7")
    #expect(envelope.open(with: client.key, certificate: client.certificate).content == Sample.content)
  }

  @Test("Another key opens nothing, and the reason names no secret")
  func wrongKey() throws {
    let stranger = try TestIdentity.stranger.get()
    let envelope = try Envelope.read(Sample.encrypt(["-aes128", "client.pem"]))
    #expect(!envelope.names(stranger.certificate))
    let opening = envelope.open(with: stranger.key, certificate: stranger.certificate)
    #expect(opening.content == nil)
    let code = try #require(opening.problem?.code)
    #expect([.wrongKey, .badPadding, .malformedContent].contains(code))
    let elliptic = try TestIdentity.elliptic.get()
    #expect(envelope.open(with: elliptic, certificate: nil).problem?.code == .unsupportedKeyTransport)
  }

  @Test("A recipientInfo that names somebody else is tried all the same")
  func wrongName() throws {
    let client = try TestIdentity.client.get()
    let envelope = try Envelope.read(Sample.encrypt(["-aes128", "client.pem"]))
    let stranger = try TestIdentity.stranger.get().certificate
    #expect(envelope.open(with: client.key, certificate: stranger).content == Sample.content)
  }

  @Test("Of two recipients the right one is found")
  func twoRecipients() throws {
    let client = try TestIdentity.client.get()
    let envelope = try Envelope.read(Sample.encrypt(["-aes128", "ca.pem", "client.pem"]))
    #expect(envelope.recipients.count == 2)
    #expect(envelope.open(with: client.key, certificate: client.certificate).content == Sample.content)
  }

  @Test(
    "What another program enciphered with a password is opened with it, and with no other",
    arguments: ["-aes128", "-aes256", "-des3"])
  func password(cipher: String) throws {
    let client = try TestIdentity.client.get()
    let envelope = try Envelope.read(Sample.encrypt([cipher, "-pwri_password", "right"]))
    #expect(envelope.recipients.first?.kind == .password)
    #expect(envelope.recipients.first?.keyDerivationAlgorithm?.oid == "1.2.840.113549.1.5.12")
    #expect(envelope.version?.value == 3)
    #expect(envelope.open(with: client.key, certificate: nil).problem?.code == .noRecipient)
    #expect(envelope.open(with: nil, certificate: nil, password: Array("right".utf8)).content == Sample.content)
    let wrong = envelope.open(with: client.key, certificate: nil, password: Array("wrong".utf8))
    #expect(wrong.content == nil)
    #expect(wrong.problem?.reason.contains("wrong") == false)
  }

  @Test("Of a key and a password, the one that fits opens")
  func keyAndPassword() throws {
    let client = try TestIdentity.client.get()
    let elliptic = try TestIdentity.elliptic.get()
    let envelope = try Envelope.read(Sample.encrypt(["-aes128", "-pwri_password", "right", "client.pem"]))
    let password = Array("right".utf8)
    #expect(envelope.recipients.count == 2)
    #expect(envelope.open(with: client.key, certificate: client.certificate).content == Sample.content)
    #expect(envelope.open(with: elliptic, certificate: nil, password: password).content == Sample.content)
  }

  @Test("A stranger's iteration count costs no more than a bound allows")
  func iterations() throws {
    var envelope = try Envelope.read(Sample.encrypt(["-aes128", "-pwri_password", "right"]))
    let salt: [UInt8] = [0x04, 0x08, 1, 2, 3, 4, 5, 6, 7, 8]
    envelope.recipients[0].keyDerivationAlgorithm?.parameters = .present(
      [0x30, 0x10] + salt + [0x02, 0x04, 0x7F, 0xFF, 0xFF, 0xFF])
    let problem = envelope.open(with: nil, certificate: nil, password: Array("right".utf8)).problem
    #expect(problem?.code == .unsupportedKeyTransport)
    #expect(problem?.reason.contains("1000000") == true)
  }

  @Test("Authenticated encryption is opened, and a changed octet seen", arguments: ["-aes-128-gcm", "-aes-256-gcm"])
  func authenticated(cipher: String) throws {
    let client = try TestIdentity.client.get()
    var envelope = try Envelope.read(Sample.encrypt([cipher, "client.pem"]))
    #expect(envelope.contentType?.value == "1.2.840.113549.1.9.16.1.23")
    #expect(envelope.open(with: client.key, certificate: client.certificate).content == Sample.content)
    envelope.encryptedContent?.octets[0] ^= 1
    let opening = envelope.open(with: client.key, certificate: client.certificate)
    #expect(opening.content == nil)
    #expect(opening.problem?.code == .wrongKey)
  }

  @Test("A ciphertext cut short or altered has no valid padding")
  func damaged() throws {
    let client = try TestIdentity.client.get()
    let octets = try Sample.encrypt(["-aes128", "client.pem"])
    var envelope = try Envelope.read(octets)
    var content = try #require(envelope.encryptedContent)
    content.octets.removeLast(7)
    envelope.encryptedContent = content
    #expect(envelope.open(with: client.key, certificate: nil).problem?.code == .malformedContent)
    content.octets.removeLast(9)
    envelope.encryptedContent = content
    #expect(envelope.open(with: client.key, certificate: nil).problem?.code == .badPadding)
    envelope.encryptedContent = nil
    #expect(envelope.open(with: client.key, certificate: nil).problem?.code == .incomplete)
  }

  @Test("Something else in a ContentInfo is read as far as its type")
  func otherType() throws {
    let envelope = try Envelope.read(Sample.sign())
    #expect(envelope.contentType?.value == "1.2.840.113549.1.7.2")
    #expect(envelope.recipients.isEmpty)
    let key = try TestIdentity.client.get().key
    #expect(envelope.open(with: key, certificate: nil).problem?.code == .incomplete)
    #expect(throws: ReadError.self) { try Envelope.read([0x00]) }
    #expect(throws: ReadError.self) { try Envelope.read([0x04, 0x00]) }
  }

  @Test("The segments of encryptedContent are joined, whatever tag holds them")
  func explicitTag() throws {
    func envelope(_ content: Element) throws -> Envelope {
      try Envelope.read(
        Element.sequence([
          .objectIdentifier("1.2.840.113549.1.7.3"),
          .context(
            0,
            [
              .sequence([
                .integer(0), .set([]),
                .sequence([
                  .objectIdentifier("1.2.840.113549.1.7.1"), .sequence([.objectIdentifier("1.2.3")]), content,
                ]),
              ])
            ]),
        ]).encoded())
    }
    let segments = try envelope(.context(0, [.octetString([1]), .octetString([2, 3])])).encryptedContent
    #expect(segments?.octets == [1, 2, 3])
    #expect(segments?.isImplicit == true)
    let plain = try envelope(.octetString([1, 2, 3])).encryptedContent
    #expect(plain?.octets == [1, 2, 3])
    #expect(plain?.isImplicit == false)
    #expect(plain?.word == "OCTET STRING")
    #expect(try envelope(.context(1, [])).encryptedContent?.isImplicit == false)
  }
}
