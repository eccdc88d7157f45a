import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

extension MessageMaker {
  func odd() throws -> [MessageInputs.Input] {
    var found: [MessageInputs.Input] = []
    for (name, recipe) in [("request", try request()), ("reply", try reply())] {
      for change in Self.spellings {
        found.append(
          ("\(name)-\(change.id)", "\(change.about) (\(name))", try changed(recipe) { $0.mutations = change.mutations })
        )
      }
      for count in [0, 1, 8, 15, 17, 32, 64] {
        found.append(
          (
            "\(name)-nonce-\(count)", "A senderNonce of \(count) octets (\(name))",
            try changed(recipe) { $0.senderNonce = Array(repeating: 0xA5, count: count) }
          ))
      }
      for (oid, text) in [("1.2.3.4.5", "an unknown type"), ("1.3.6.1.4.1.311.21.33", "an HRESULT")] {
        found.append(
          (
            "\(name)-attribute-\(oid)", "A further attribute: \(text) (\(name))",
            try changed(recipe) {
              $0.otherAttributes = [.init(oid: oid, values: [[0x02, 0x04, 0x80, 0x09, 0x00, 0x0D]])]
            }
          ))
      }
      found += [
        ("\(name)-no-nonce", "No senderNonce (\(name))", try changed(recipe) { $0.senderNonce = nil }),
        ("\(name)-no-certificate", "No certificate goes along (\(name))", try changed(recipe) { $0.certificates = [] }),
        (
          "\(name)-other-certificate", "A further certificate that has nothing to do with it (\(name))",
          try changed(recipe) { $0.certificates.append(ellipticCertificate) }
        ),
      ]
    }
    return found + (try emptyContents()) + (try bags())
  }

  private func emptyContents() throws -> [MessageInputs.Input] {
    var found: [MessageInputs.Input] = []
    for (name, status) in [("failure", "2"), ("pending", "3")] {
      found += [
        (
          "\(name)-empty", "An empty OCTET STRING as content (\(name))",
          try changed(reply(status)) { $0.content = .empty }
        ),
        ("\(name)-absent", "No eContent (\(name))", try changed(reply(status)) { $0.content = .absent }),
        (
          "\(name)-indefinite", "Indefinite lengths (\(name))",
          try changed(reply(status)) { $0.mutations = [Mutation(.indefinite, "message")] }
        ),
      ]
    }
    found.append(("unknown-fail-info", "A failInfo that nobody knows", try changed(reply("2")) { $0.failInfo = "9" }))
    found.append(("unknown-type", "A messageType that nobody knows", try changed(request()) { $0.messageType = "42" }))
    found.append(
      ("no-recipient-nonce", "A CertRep without recipientNonce", try changed(reply()) { $0.recipientNonce = nil }))
    return found
  }

  private func bags() throws -> [MessageInputs.Input] {
    let bag = SignedDataRecipe(certificates: [authority, client])
    return [
      ("bag-indefinite", "PKCS #7 with indefinite lengths", try bag.encoded(indefinite: true)),
      ("bag-trailing", "PKCS #7 with octets behind it", try bag.encoded() + [0x0A]),
      (
        "bag-empty-content", "PKCS #7 with an empty content",
        try SignedDataRecipe(certificates: [authority], content: []).encoded()
      ),
    ]
  }

  struct Change {
    var id: String
    var about: String
    var mutations: [Mutation]

    init(_ id: String, _ about: String, _ mutations: Mutation...) {
      self.id = id
      self.about = about
      self.mutations = mutations
    }
  }

  /// Spellings that BER allows, or that real software shows.
  private static let spellings: [Change] = [
    Change("indefinite", "Indefinite lengths throughout", Mutation(.indefinite, "message")),
    Change("indefinite-envelope", "Indefinite lengths in the envelope", Mutation(.indefinite, "envelope")),
    Change(
      "indefinite-both", "Indefinite lengths in both layers", Mutation(.indefinite, "envelope"),
      Mutation(.indefinite, "message")),
    Change(
      "indefinite-certificates", "The certificates with indefinite lengths around them",
      Mutation(.indefinite, "message.digestAlgorithms")),
    Change(
      "indefinite-signers", "The SignerInfos with indefinite lengths", Mutation(.indefinite, "message.signerInfos")),
    Change(
      "segments-1000", "The content in segments of 1000 octets",
      Mutation(.segment, "message.eContent.octets", ["octets": .integer(1000)])),
    Change(
      "segments-100", "The content in segments of 100 octets",
      Mutation(.segment, "message.eContent.octets", ["octets": .integer(100)])),
    Change(
      "segments-1", "The content in segments of one octet",
      Mutation(.segment, "message.eContent.octets", ["octets": .integer(1)])),
    Change(
      "cipher-segments", "The ciphertext in segments",
      Mutation(.segment, "envelope.encryptedContent", ["octets": .integer(100)])),
    Change("long-length", "A length in more octets than needed", Mutation(.longLength, "message")),
    Change(
      "long-length-3", "A length in three octets more than needed",
      Mutation(.longLength, "message", ["octets": .integer(3)])),
    Change("long-length-envelope", "The same in the envelope", Mutation(.longLength, "envelope")),
    Change(
      "long-length-signature", "The same before the signature",
      Mutation(.longLength, "message.signature", ["octets": .integer(2)])),
    Change("unsorted", "Signed attributes in reverse order", Mutation(.reorder, "attributes")),
    Change(
      "utf8-transaction", "The transactionID as UTF8String",
      Mutation(.retag, "attributes.transactionID.value", ["to": .text("UTF8String")])),
    Change(
      "ia5-transaction", "The transactionID as IA5String",
      Mutation(.retag, "attributes.transactionID.value", ["to": .text("IA5String")])),
    Change(
      "utf8-type", "The messageType as UTF8String",
      Mutation(.retag, "attributes.messageType.value", ["to": .text("UTF8String")])),
    Change("version-3", "SignedData of version 3", Mutation(.replace, "message.version", ["value": .bytes([3])])),
    Change("trailing-1", "One octet behind the message", Mutation(.append, "body", ["with": .bytes([0x0A])])),
    Change("trailing-2", "CR and LF behind the message", Mutation(.append, "body", ["with": .bytes([0x0D, 0x0A])])),
    Change(
      "trailing-16", "Sixteen zero octets behind the message",
      Mutation(.append, "body", ["with": .bytes(Array(repeating: 0, count: 16))])),
    Change("forged", "The signature is wrong, the form is right", Mutation(.flip, "message.signature")),
    Change(
      "ciphertext-changed", "The ciphertext was changed, the form is right",
      Mutation(.flip, "envelope.encryptedContent")),
  ]
}
