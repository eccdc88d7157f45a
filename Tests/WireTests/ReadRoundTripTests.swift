import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@Suite("What we build, read again")
struct ReadRoundTripTests {
  @Test("Every cipher and key transport", arguments: ContentCipher.allCases, KeyTransport.allCases)
  func whole(cipher: ContentCipher, transport: KeyTransport) throws {
    let authority = try TestIdentity.authority.get()
    var recipe = try TestMessage.recipe()
    recipe.cipher = cipher
    recipe.keyTransport = transport
    let message = try SignedMessage.read(recipe.build())
    #expect(message.messageType == "19")
    #expect(message.transactionID == recipe.transactionID)
    #expect(message.senderNonce == recipe.senderNonce)
    #expect(message.signingTime == TestMessage.signingTime)
    #expect(message.firstDeviationFromDER == nil)
    #expect(message.verify(with: []).coversContent)
    let envelope = try Envelope.read(try #require(message.eContent).octets)
    #expect(envelope.names(authority.certificate))
    let content = envelope.open(with: authority.key, certificate: authority.certificate).content
    let request = try CertificationRequest(der: try #require(content))
    #expect(request.signatureValid)
  }

  @Test("BER spellings change the form, not what is read")
  func spellings() throws {
    let authority = try TestIdentity.authority.get()
    for mutation in [
      Mutation(.indefinite, "message"), Mutation(.indefinite, "envelope"),
      Mutation(.segment, "message.eContent.octets", ["octets": .integer(100)]),
      Mutation(.segment, "envelope.encryptedContent", ["octets": .integer(64)]),
      Mutation(.longLength, "message"), Mutation(.longLength, "message.signerInfos"),
    ] {
      let message = try SignedMessage.read(TestMessage.recipe(mutation).build())
      let finding = message.verify(with: [])
      #expect(finding.coversContent, "\(mutation)")
      #expect(!finding.needsSorting)
      let envelope = try Envelope.read(try #require(message.eContent).octets)
      #expect(
        message.firstDeviationFromDER != nil || envelope.firstDeviationFromDER != nil
          || mutation.part == "envelope.encryptedContent")
      #expect(envelope.open(with: authority.key, certificate: authority.certificate).content != nil, "\(mutation)")
    }
  }

  @Test("What is wrong with a request can be seen")
  func visible() throws {
    func read(_ mutation: Mutation) throws -> SignedMessage {
      try SignedMessage.read(TestMessage.recipe(mutation).build())
    }
    #expect(try read(Mutation(.drop, "attributes.messageType")).messageType == nil)
    let twice = try read(Mutation(.duplicate, "attributes.transactionID"))
    #expect(twice.attributes(AttributeOID.transactionID).count == 2)
    let values = try read(Mutation(.duplicate, "attributes.transactionID.value"))
    #expect(values.attributes(AttributeOID.transactionID).map(\.values.count) == [2])
    let none = try read(Mutation(.drop, "attributes.transactionID.value"))
    #expect(none.attributes(AttributeOID.transactionID).map(\.values.count) == [0])
    let retagged = try read(Mutation(.retag, "attributes.messageType.value", ["to": .text("UTF8String")]))
    #expect(retagged.value(AttributeOID.messageType)?.encoding.tag == "UTF8String")
    let unsorted = try read(Mutation(.reorder, "attributes"))
    #expect(unsorted.signer?.signedAttributes?.isSorted == false)
    #expect(unsorted.verify(with: []).isValid)
    #expect(try read(Mutation(.drop, "message.signedAttrs")).signer?.signedAttributes == nil)
    #expect(try read(Mutation(.drop, "message.certificates")).verify(with: []).problem == .signerNotFound)
    #expect(try read(Mutation(.flip, "message.signature", ["bit": .integer(9)])).verify(with: []).isValid == false)
    #expect(try read(Mutation(.append, "body", ["with": .text("hex:0000")])).trailingOctets == 2)
    #expect(try read(Mutation(.drop, "message.eContent")).eContent == nil)
    #expect(try read(Mutation(.drop, "message.signature")).verify(with: []).problem == .noSignature)
  }

  @Test("Every part changed by every word is refused or read, never worse", arguments: Mutation.Word.allCases)
  func everything(word: Mutation.Word) throws {
    let authority = try TestIdentity.authority.get()
    let arguments: [String: Value] =
      switch word {
      case .replace: ["der": .text("hex:3003020105")]
      case .append, .insert: ["with": .text("hex:3003020105")]
      case .flip: ["bit": .integer(5)]
      case .truncate: ["by": .integer(1)]
      case .segment: ["octets": .integer(3)]
      case .retag: ["to": .text("UTF8String")]
      default: [:]
      }
    var built = 0
    for part in MessagePart.all {
      guard let octets = try? TestMessage.recipe(Mutation(word, part, arguments)).build() else { continue }
      built += 1
      guard let message = try? SignedMessage.read(octets) else { continue }
      _ = message.verify(with: [authority.certificate])
      guard let content = message.eContent, let envelope = try? Envelope.read(content.octets) else { continue }
      let opening = envelope.open(with: authority.key, certificate: authority.certificate)
      if let plaintext = opening.content { _ = try? CertificationRequest(der: plaintext) }
    }
    #expect(built > 0)
  }
}
