import ScepspecASN1
import ScepspecCMS
import ScepspecSCEPMessages
import Testing

@Suite("Reading SignedData")
struct ReadSignedTests {
  @Test(
    "Signatures that another program made hold",
    arguments: [
      [], ["-md", "sha1"], ["-md", "sha512"], ["-md", "md5"], ["-noattr"], ["-keyid"], ["-nocerts"],
      ["-keyopt", "rsa_padding_mode:pss"], ["-stream"], ["-noattr", "-stream"],
    ])
  func signatures(arguments: [String]) throws {
    let client = try TestIdentity.client.get()
    let octets = try Sample.sign(arguments)
    let message = try SignedMessage.read(octets + [0x00])
    #expect(message.isContentInfo)
    #expect(message.contentType?.value == "1.2.840.113549.1.7.2")
    #expect(message.trailingOctets == 1)
    #expect(message.octets == octets)
    #expect(message.eContent?.octets == Sample.content)
    #expect(message.eContentType?.value == "1.2.840.113549.1.7.1")
    #expect(message.signers.count == 1)
    #expect(message.version?.value == (arguments == ["-keyid"] ? 3 : 1))
    #expect(message.signer?.identifier?.means(client.certificate) == true)
    #expect((message.signer?.signedAttributes == nil) == arguments.contains("-noattr"))
    #expect((message.firstDeviationFromDER == nil) == !arguments.contains("-stream"))
    let finding = message.verify(with: [client.certificate])
    #expect(finding.isValid)
    #expect(finding.coversContent)
    #expect(!finding.needsSorting)
    #expect(finding.signer == client.certificate)
    #expect(finding.isEmbedded == (arguments != ["-nocerts"]))
    #expect(finding.isCandidate)
    #expect(finding.problem == nil)
    #expect(finding.messageDigestMatches == (arguments.contains("-noattr") ? nil : true))
  }

  @Test("A signer that nobody knows is not found")
  func unknownSigner() throws {
    let message = try SignedMessage.read(Sample.sign(["-nocerts"]))
    let finding = message.verify(with: [try TestIdentity.authority.get().certificate])
    #expect(!finding.isValid)
    #expect(finding.problem == .signerNotFound)
    #expect(finding.signer == nil)
  }

  @Test("An elliptic key's signature holds")
  func elliptic() throws {
    let key = try TestIdentity.elliptic.get()
    let certificate = try TestHierarchy.template("/CN=ec", 9, key, []).issue(signedBy: key)
    let files = ["c": Sample.content, "s.pem": Array(certificate.pem.utf8), "k.pem": Array(key.pem.utf8)]
    let run = try OpenSSLProgram.run(
      ["cms", "-sign", "-binary", "-nodetach", "-in", "c", "-signer", "s.pem", "-inkey", "k.pem", "-outform", "DER"],
      files: files)
    let finding = try SignedMessage.read(run.output).verify(with: [])
    #expect(finding.isValid)
    #expect(finding.isEmbedded)
  }

  @Test("Changed content and changed attributes are told apart")
  func tampering() throws {
    let octets = try Sample.sign()
    let message = try SignedMessage.read(octets)
    let content = try #require(message.eContent).encoding
    var changed = octets
    changed[content.offset + content.bytes.count - 1] ^= 1
    var finding = try SignedMessage.read(changed).verify(with: [])
    #expect(finding.isValid)
    #expect(finding.messageDigestMatches == false)
    #expect(!finding.coversContent)
    let digest = try #require(message.value(AttributeOID.messageDigest)).encoding
    changed = octets
    changed[digest.offset + 5] ^= 1
    finding = try SignedMessage.read(changed).verify(with: [])
    #expect(!finding.isValid)
    #expect(finding.problem == .wrongSignature)
    #expect(finding.messageDigestMatches == false)
  }

  @Test("Values are found where they stand in the octets")
  func offsets() throws {
    let octets = try Sample.sign()
    let message = try SignedMessage.read(octets)
    let encodings = [
      message.contentType?.encoding, message.version?.encoding, message.eContentType?.encoding,
      message.eContent?.encoding, message.signer?.version?.encoding,
      message.value(AttributeOID.signingTime)?.encoding, message.value(AttributeOID.messageDigest)?.encoding,
    ]
    for encoding in encodings {
      let encoding = try #require(encoding)
      #expect(Array(octets[encoding.offset..<encoding.offset + encoding.bytes.count]) == encoding.bytes)
    }
    #expect(message.value(AttributeOID.signingTime)?.encoding.tag == "UTCTime")
    #expect(message.contentTypeAttribute == "1.2.840.113549.1.7.1")
    #expect(try #require(message.signingTime) > 1_700_000_000)
  }

  @Test("A SignedData without a ContentInfo around it is read and named")
  func bare() throws {
    let whole = try BERNode.parse(Sample.sign())
    let bare = try #require(whole.children.last?.children.first).bytes
    let message = try SignedMessage.read(bare)
    #expect(!message.isContentInfo)
    #expect(message.contentType == nil)
    #expect(message.verify(with: []).isValid)
  }

  @Test("Repeated attributes, several values and none are all kept")
  func oddAttributes() throws {
    func attribute(_ oid: String, _ values: [Element]) -> Element {
      .sequence([.objectIdentifier(oid), .set(values)])
    }
    let signer = Element.sequence([
      .integer(1), .sequence([.sequence([]), .integer(5)]), .sequence([.objectIdentifier(Digest.sha256.oid)]),
      .context(
        0,
        [
          attribute(AttributeOID.transactionID, []),
          attribute(AttributeOID.transactionID, [.utf8String("é"), .printableString("2")]),
          attribute(AttributeOID.messageType, [.integer(19)]),
        ]),
      .sequence([.objectIdentifier("1.2.840.113549.1.1.1"), .null()]), .octetString([1, 2, 3]),
    ])
    let octets = Element.sequence([
      .objectIdentifier("1.2.840.113549.1.7.2"),
      .context(
        0,
        [
          .sequence([
            .integer(1), .set([.sequence([.objectIdentifier(Digest.sha256.oid)])]),
            .sequence([.objectIdentifier("1.2.840.113549.1.7.1")]), .set([signer]),
          ])
        ]),
    ]).encoded()
    let message = try SignedMessage.read(octets)
    #expect(message.eContent == nil)
    #expect(!message.hasCertificatesField)
    #expect(message.attributes(AttributeOID.transactionID).map(\.values.count) == [0, 2])
    #expect(message.transactionID == "é")
    #expect(message.value(AttributeOID.transactionID)?.encoding.tag == "UTF8String")
    #expect(message.messageType == "19")
    #expect(message.value(AttributeOID.messageType)?.encoding.tag == "INTEGER")
    #expect(message.signer?.digestAlgorithm?.parameters == .absent)
    #expect(message.signer?.signatureAlgorithm?.parameters == .null)
    #expect(message.signer?.signature?.value == [1, 2, 3])
    #expect(message.verify(with: []).problem == .signerNotFound)
  }

  @Test("Pieces that are missing do not hide the others")
  func missingPieces() throws {
    let whole = try BERNode.parse(Sample.sign())
    let pieces = try #require(whole.children.last?.children.first).children.map { Element.raw($0.bytes) }
    for dropped in pieces.indices {
      var rest = pieces
      rest.remove(at: dropped)
      let octets = Element.sequence([
        .objectIdentifier("1.2.840.113549.1.7.2"), .context(0, [.sequence(rest)]),
      ]).encoded()
      let message = try SignedMessage.read(octets)
      #expect((message.version == nil) == (dropped == 0))
      #expect(message.digestAlgorithmCount == (dropped == 1 ? 0 : 1))
      #expect((message.eContent == nil) == (dropped == 2))
      #expect(message.certificates.isEmpty == (dropped == 3))
      #expect(message.signers.isEmpty == (dropped == 4))
    }
  }

  @Test("Other structures are no SignedData", arguments: ["certificate", "envelope", "text", "nothing"])
  func others(what: String) throws {
    let octets: [UInt8] =
      switch what {
      case "certificate": try TestIdentity.client.get().certificate.der
      case "envelope": try Sample.encrypt(["-aes128", "client.pem"])
      case "text": Array("<html>".utf8)
      default: []
      }
    let error = #expect(throws: ReadError.self) { try SignedMessage.read(octets) }
    #expect(error?.code == ["text": .notBER, "nothing": .empty][what] ?? .unexpectedStructure)
  }
}
