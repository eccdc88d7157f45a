import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@Suite("What we build, our reader reads")
struct BuildReadTests {
  @Test("Every attribute comes back as it was put in", arguments: [false, true])
  func attributes(indefinite: Bool) throws {
    var recipe = try TestMessage.recipe()
    recipe.pkiStatus = "3"
    recipe.failInfo = "4"
    recipe.failInfoText = "dégât"
    recipe.recipientNonce = [9, 8, 7]
    if indefinite { recipe.mutations = [Mutation(.indefinite, "envelope"), Mutation(.indefinite, "message")] }
    let message = try SignedMessage.read(recipe.build())
    #expect(message.transactionID == recipe.transactionID)
    #expect(message.messageType == recipe.messageType)
    #expect(message.pkiStatus == recipe.pkiStatus)
    #expect(message.failInfo == recipe.failInfo)
    #expect(message.failInfoText == recipe.failInfoText)
    #expect(message.senderNonce == recipe.senderNonce)
    #expect(message.recipientNonce == recipe.recipientNonce)
    #expect(message.signingTime == recipe.signingTime)
    #expect((message.firstDeviationFromDER == nil) == !indefinite)
    let finding = message.verify(with: [])
    #expect(finding.isValid && finding.coversContent && !finding.needsSorting)
  }

  @Test("The envelope opens with the recipient's key", arguments: ContentCipher.allCases, KeyTransport.allCases)
  func envelope(cipher: ContentCipher, transport: KeyTransport) throws {
    let authority = try TestIdentity.authority.get()
    var recipe = try TestMessage.recipe()
    recipe.cipher = cipher
    recipe.keyTransport = transport
    let message = try SignedMessage.read(recipe.build())
    let envelope = try Envelope.read(try #require(message.eContent?.octets))
    #expect(envelope.names(authority.certificate))
    let opening = envelope.open(with: authority.key, certificate: authority.certificate)
    #expect(opening.content == recipe.payload?.encoded, "\(String(describing: opening.problem))")
  }

  @Test("Attributes reordered after signing need sorting; reordered before it they do not")
  func sorting() throws {
    let after = try SignedMessage.read(TestMessage.recipe(Mutation(.reorder, "message.signedAttrs")).build())
    #expect(after.verify(with: []).needsSorting)
    let before = try SignedMessage.read(TestMessage.recipe(Mutation(.reorder, "attributes")).build())
    #expect(before.verify(with: []).isValid)
    #expect(!before.verify(with: []).needsSorting)
  }

  @Test("Attributes sent as BER are signed as DER")
  func attributesAsBER() throws {
    let message = try SignedMessage.read(TestMessage.recipe(Mutation(.indefinite, "attributes")).build())
    #expect(message.firstDeviationFromDER != nil)
    #expect(message.verify(with: []).isValid)
  }

  @Test(
    "A message forged after signing is found out",
    arguments: [
      Mutation(.flip, "message.signature", ["bit": .integer(100)]),
      Mutation(.flip, "message.signedAttrs", ["bit": .integer(-3)]),
      Mutation(.flip, "message.eContent.octets", ["bit": .integer(-9)]), Mutation(.drop, "message.signedAttrs"),
      Mutation(.drop, "message.signerInfo"),
    ])
  func forged(mutation: Mutation) throws {
    let message = try SignedMessage.read(TestMessage.recipe(mutation).build())
    #expect(!message.verify(with: []).coversContent)
  }

  @Test("A stranger's key under the right certificate is found out")
  func strangerSigns() throws {
    var recipe = try TestMessage.recipe()
    recipe.signer.key = try TestIdentity.stranger.get().key
    #expect(try !SignedMessage.read(recipe.build()).verify(with: []).isValid)
  }
}
