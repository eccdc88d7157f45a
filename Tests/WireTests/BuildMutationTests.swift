import Foundation
import ScepspecASN1
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@Suite("Mutations of messages under construction")
struct BuildMutationTests {
  @Test("The parts are those of the vocabulary")
  func vocabulary() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("Specs/vocabulary/scep.yaml"), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != "parts:" }.dropFirst()
    let labels = lines.prefix { $0.hasPrefix("  ") }.compactMap { line in
      line.split(separator: ":").first.map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(labels.count > 30)
    #expect(Set(labels).isSubset(of: MessagePart.all))
    let own = MessagePart.all.filter { !$0.hasSuffix(".oid") && !$0.hasSuffix(".value") }
    #expect(Set(own).isSubset(of: labels))
  }

  @Test("Every part of a full message can be dropped, and nothing else goes with it")
  func everyPart() throws {
    let recipe = try full()
    let octets = try recipe.build().count
    for part in MessagePart.all {
      var changed = recipe
      changed.mutations = [Mutation(.drop, part)]
      #expect(try changed.build().count < octets, "drop \(part)")
    }
  }

  @Test("A dropped attribute is missing, and the signature holds without it")
  func drop() throws {
    let octets = try TestMessage.recipe(Mutation(.drop, "attributes.senderNonce")).build()
    let view = try MessageView(octets)
    #expect(view.attributes.count == 5)
    #expect(view.attribute(senderNonce) == nil)
    #expect(try TestMessage.verified(octets).status == 0)
  }

  @Test("Without signed attributes the signature covers the content")
  func dropAttributes() throws {
    let octets = try TestMessage.recipe(Mutation(.drop, "attributes")).build()
    #expect(try MessageView(octets).signedAttrs == nil)
    #expect(try TestMessage.verified(octets).status == 0)
  }

  @Test("The same word after the signature breaks it")
  func dropAfterSigning() throws {
    let octets = try TestMessage.recipe(Mutation(.drop, "message.signedAttrs")).build()
    #expect(try MessageView(octets).signedAttrs == nil)
    #expect(try TestMessage.verified(octets).status != 0)
  }

  @Test("A replaced value keeps its tag; replaced DER does not")
  func replace() throws {
    let kept = try MessageView(
      TestMessage.recipe(
        Mutation(.replace, "attributes.transactionID.value", ["value": .text("other")]),
        Mutation(.replace, "attributes.messageType", ["value": .text("21")]),
        Mutation(.replace, "attributes.contentType.value", ["value": .text("1.2.3.4")]),
        Mutation(.replace, "message.version", ["value": .integer(300)])
      ).build())
    #expect(kept.attribute(transactionID)?.below(1, 0)?.bytes == [0x13, 5] + Array("other".utf8))
    #expect(kept.attribute(messageType)?.below(1, 0)?.bytes == [0x13, 2] + Array("21".utf8))
    #expect(kept.attribute("1.2.840.113549.1.9.3")?.below(1, 0)?.bytes == [0x06, 3, 0x2A, 3, 4])
    #expect(kept.signedData?.below(0)?.bytes == [0x02, 2, 1, 0x2C])
    let der = try MessageView(
      TestMessage.recipe(Mutation(.replace, "attributes.transactionID.value", ["der": .text("hex:0500")])).build())
    #expect(der.attribute(transactionID)?.below(1, 0)?.bytes == [5, 0])
  }

  @Test("A duplicate stands beside the original, with other content where one is given")
  func duplicate() throws {
    let octets = try TestMessage.recipe(Mutation(.duplicate, "attributes.transactionID")).build()
    let same = try MessageView(octets).attributes.filter {
      $0 == (try? MessageView(octets).attribute(transactionID)?.bytes)
    }
    #expect(same.count == 2)
    #expect(try TestMessage.verified(octets).status == 0)
    let values = try MessageView(
      TestMessage.recipe(Mutation(.duplicate, "attributes.transactionID.value", ["with": .text("second")])).build()
    ).attribute(transactionID)?.below(1)?.children.map(\.content)
    #expect(values == [Array("4f6e65".utf8), Array("second".utf8)])
    let other = try MessageView(
      TestMessage.recipe(Mutation(.duplicate, "attributes.transactionID", ["with": .text("second")])).build())
    #expect(other.attributes.count == 7)
    #expect(other.attributes == other.attributes.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test("A bit is counted from the start, or from the end where it is negative", arguments: [0, 9, -1, -16])
  func flip(bit: Int) throws {
    let nonce = [UInt8](repeating: 0xA5, count: 16)
    let octets = try TestMessage.recipe(
      Mutation(.flip, "attributes.senderNonce.value", ["bit": .integer(bit)])
    ).build()
    var expected = nonce
    switch bit {
    case 0: expected[0] ^= 1
    case 9: expected[1] ^= 2
    case -1: expected[15] ^= 0x80
    default: expected[14] ^= 1
    }
    #expect(try MessageView(octets).attribute(senderNonce)?.below(1, 0)?.content == expected)
    #expect(try TestMessage.verified(octets).status == 0)
  }

  @Test("A changed messageDigest is signed as it stands and then found to be wrong")
  func wrongDigest() throws {
    let octets = try TestMessage.recipe(Mutation(.flip, "attributes.messageDigest.value", ["bit": .integer(3)])).build()
    let attributes = try #require(try MessageView(octets).signedAttrs)
    let signature = try #require(try MessageView(octets).signerInfo?.children.last?.content)
    let key = try TestIdentity.client.get().certificate.publicKey
    #expect(key.verify(signature: signature, over: [0x31] + attributes.bytes.dropFirst(), digest: .sha256))
    #expect(try TestMessage.verified(octets).status != 0)
  }

  @Test("The request's own signature can be broken without breaking its structure")
  func brokenRequest() throws {
    let recipe = try TestMessage.recipe(Mutation(.flip, "payload.signature", ["bit": .integer(0)]))
    let opened = try TestMessage.decrypted(try TestMessage.verified(recipe.build()).output)
    let request = try CertificationRequest(der: opened.output)
    #expect(!request.signatureValid)
    #expect(request.der.count == recipe.payload?.encoded.count)
  }

  @Test("Truncating and appending change the octets of that part only")
  func lengths() throws {
    let whole = try TestMessage.recipe().build()
    let cut = try TestMessage.recipe(Mutation(.truncate, "body", ["to": .integer(500)])).build()
    #expect(cut.count == 500)
    #expect(cut.starts(with: whole.prefix(40)))
    let longer = try TestMessage.recipe(Mutation(.append, "body", ["with": .text("hex:0000")])).build()
    #expect(longer.count == whole.count + 2)
    let shorter = try TestMessage.recipe(Mutation(.truncate, "envelope.encryptedContent", ["by": .integer(7)])).build()
    #expect(try TestMessage.verified(shorter).status == 0)
    let payload = try TestMessage.recipe(Mutation(.append, "payload", ["with": .bytes([1, 2, 3])]))
    let opened = try TestMessage.decrypted(try TestMessage.verified(payload.build()).output)
    #expect(opened.output == (payload.payload?.encoded ?? []) + [1, 2, 3])
  }

  @Test("Only reorder leaves the signed attributes unsorted")
  func reorder() throws {
    let sorted = try MessageView(TestMessage.recipe().build()).attributes
    let before = try TestMessage.recipe(Mutation(.reorder, "attributes")).build()
    #expect(try MessageView(before).attributes.map { $0.count } == sorted.reversed().map { $0.count })
    let attributes = try #require(try MessageView(before).signedAttrs)
    let signature = try #require(try MessageView(before).signerInfo?.children.last?.content)
    let key = try TestIdentity.client.get().certificate.publicKey
    #expect(key.verify(signature: signature, over: [0x31] + attributes.bytes.dropFirst(), digest: .sha256))
    let after = try TestMessage.recipe(Mutation(.reorder, "message.signedAttrs")).build()
    #expect(
      try MessageView(after).attributes == MessageView(after).attributes.sorted { $1.lexicographicallyPrecedes($0) })
  }

  @Test("A longer length is still the same length")
  func longLength() throws {
    let octets = try TestMessage.recipe(
      Mutation(.longLength, "message"), Mutation(.longLength, "message.version", ["octets": .integer(3)]),
      Mutation(.longLength, "attributes")
    ).build()
    let view = try MessageView(octets)
    #expect(!view.root.isMinimalLength)
    #expect(view.signedData?.below(0)?.bytes == [0x02, 0x83, 0, 0, 1, 1])
    #expect(view.signedAttrs?.isMinimalLength == false)
    #expect(try TestMessage.verified(octets).status == 0)
  }

  @Test(
    "A part gets another tag by name, context number or octet",
    arguments: [
      (Value.text("UTF8String"), UInt8(0x0C)), (.text("T61String"), 0x14), (.text("OCTET STRING"), 0x04),
      (.text("[3]"), 0x83), (.integer(0x16), 0x16), (.text("SEQUENCE"), 0x30),
    ])
  func retag(to: Value, expected: UInt8) throws {
    let octets = try TestMessage.recipe(Mutation(.retag, "attributes.transactionID.value", ["to": to])).build()
    let value = [expected, 6] + Array("4f6e65".utf8)
    #expect(octets.indices.contains { octets[$0...].starts(with: value) })
  }

  @Test("An inserted element stands below its part")
  func insert() throws {
    let octets = try TestMessage.recipe(
      Mutation(.insert, "message.digestAlgorithms", ["with": .text("hex:30090605 2b0e03021a 0500")])
    ).build()
    #expect(try MessageView(octets).signedData?.below(1)?.children.count == 2)
    #expect(try TestMessage.verified(octets).status == 0)
  }

  @Test("An unknown part names those that there are")
  func unknownPart() throws {
    let error = try #require(try failure(Mutation(.drop, "attributes.sendernonce")))
    #expect(error.code == .unknownPart)
    #expect(error.part == "attributes.sendernonce")
    #expect(error.reason.contains("attributes.senderNonce, attributes.senderNonce.oid"))
    let layer = try #require(try failure(Mutation(.drop, "signature")))
    #expect(layer.reason.contains("payload, envelope, attributes, message, body"))
  }

  @Test("A known part that is absent can be passed over")
  func absentPart() throws {
    var recipe = try TestMessage.recipe(Mutation(.drop, "attributes.failInfo"))
    #expect(throws: BuildError.self) { try recipe.build() }
    recipe.skipsAbsentParts = true
    #expect(try MessageView(recipe.build()).attributes.count == 6)
    recipe.mutations = [Mutation(.drop, "attributes.failinfo")]
    #expect(throws: BuildError.self) { try recipe.build() }
  }

  @Test(
    "What does not fit its part is an error",
    arguments: [
      (Mutation(.reorder, "message.signature"), BuildError.Code.unfit),
      (Mutation(.reorder, "message.certificates"), .unfit),
      (Mutation(.flip, "message.version", ["bit": .integer(8)]), .unfit),
      (Mutation(.truncate, "message.version", ["to": .integer(1)]), .unfit),
      (Mutation(.truncate, "message.version"), .badArgument), (Mutation(.retag, "message.version"), .badArgument),
      (Mutation(.retag, "message.version", ["to": .text("Whole Number")]), .badArgument),
      (Mutation(.retag, "body", ["to": .text("SET")]), .unfit), (Mutation(.indefinite, "message.version"), .unfit),
      (Mutation(.indefinite, "body"), .unfit), (Mutation(.segment, "message.signerInfo"), .unfit),
      (Mutation(.segment, "message.signature", ["octets": .integer(0)]), .badArgument),
      (Mutation(.longLength, "body"), .unfit),
      (Mutation(.insert, "message.signature", ["with": .text("hex:0500")]), .unfit),
      (Mutation(.append, "body"), .badArgument), (Mutation(.append, "body", ["with": .text("hex:0")]), .badArgument),
      (Mutation(.replace, "message.version"), .badArgument),
      (Mutation(.flip, "body", ["bit": .text("x")]), .badArgument),
    ] as [(Mutation, BuildError.Code)])
  func unfit(mutation: Mutation, code: BuildError.Code) throws {
    let error = try #require(try failure(mutation))
    #expect(error.code == code, "\(error)")
    #expect(error.part == mutation.part)
    #expect(error.reason.hasPrefix("\(mutation.word.rawValue) \(mutation.part): "))
  }

  private func failure(_ mutation: Mutation) throws -> BuildError? {
    let recipe = try TestMessage.recipe(mutation)
    do {
      _ = try recipe.build()
      return nil
    } catch { return error }
  }

  /// A message that has every part.
  private func full() throws -> PKIMessageRecipe {
    let authority = try TestIdentity.authority.get()
    var recipe = try TestMessage.recipe()
    recipe.pkiStatus = "0"
    recipe.failInfo = "1"
    recipe.failInfoText = "text"
    recipe.recipientNonce = [1]
    recipe.crls = [
      try RevocationList.build(
        issuer: authority.certificate.subjectName, key: authority.key, thisUpdate: 1_720_000_000,
        nextUpdate: 1_730_000_000)
    ]
    return recipe
  }

  private let transactionID = "2.16.840.1.113733.1.9.7"
  private let messageType = "2.16.840.1.113733.1.9.2"
  private let senderNonce = "2.16.840.1.113733.1.9.5"
}
