import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages
import Testing

/// A message without envelope is built of the same octets every time, so that any difference is the mutation's.
@Suite("Mutations have an effect, on their part only")
struct BuildEffectTests {
  @Test("Every word either changes a part or says why it cannot", arguments: Mutation.Word.allCases)
  func everyWord(word: Mutation.Word) throws {
    let recipe = try fixed()
    let plain = try recipe.build()
    var effects = 0
    for part in MessagePart.all {
      var changed = recipe
      changed.mutations = [Mutation(word, part, arguments(word))]
      do {
        let octets = try changed.build()
        #expect(octets != plain, "\(word.rawValue) \(part)")
        effects += 1
      } catch {
        #expect([.unfit, .unknownPart].contains(error.code), "\(error)")
      }
    }
    #expect(effects > 0)
  }

  @Test("A bit flipped after signing is the only one that changes")
  func oneBit() throws {
    let recipe = try fixed()
    let plain = try recipe.build()
    for part in MessagePart.all where part.hasPrefix("message") {
      var changed = recipe
      changed.mutations = [Mutation(.flip, part, ["bit": .integer(1)])]
      let octets = try changed.build()
      #expect(octets.count == plain.count)
      let different = zip(octets, plain).filter { $0 != $1 }
      #expect(different.count == 1, "\(part)")
      #expect(different.first.map { $0 ^ $1 } == 2, "\(part)")
    }
  }

  @Test("A changed attribute leaves the others as they are")
  func otherAttributes() throws {
    let recipe = try fixed()
    let plain = Set(try MessageView(recipe.build()).attributes)
    for attribute in MessagePart.Attribute.allCases {
      var changed = recipe
      changed.mutations = [Mutation(.flip, "attributes.\(attribute.rawValue).value", ["bit": .integer(0)])]
      let attributes = Set(try MessageView(changed.build()).attributes)
      #expect(attributes.count == plain.count)
      #expect(attributes.subtracting(plain).count == 1, "\(attribute)")
    }
  }

  @Test("Mutations of one layer add up in the order given")
  func order() throws {
    let cutFirst = try value(
      Mutation(.truncate, "attributes.transactionID.value", ["to": .integer(2)]),
      Mutation(.append, "attributes.transactionID.value", ["with": .text("hex:41")]))
    #expect(cutFirst == Array("4fA".utf8))
    let cutLast = try value(
      Mutation(.append, "attributes.transactionID.value", ["with": .text("text:A")]),
      Mutation(.truncate, "attributes.transactionID.value", ["by": .integer(5)]))
    #expect(cutLast == Array("4f".utf8))
  }

  private func value(_ mutations: Mutation...) throws -> [UInt8]? {
    var recipe = try fixed()
    recipe.mutations = mutations
    return try MessageView(recipe.build()).attribute("2.16.840.1.113733.1.9.7")?.below(1, 0)?.content
  }

  private func arguments(_ word: Mutation.Word) -> [String: Value] {
    switch word {
    case .replace: ["value": .text("hex:0a0b0c0d")]
    case .truncate: ["to": .integer(0)]
    case .append, .insert: ["with": .text("hex:0500")]
    case .retag: ["to": .text("BMPString")]
    default: [:]
    }
  }

  private func fixed() throws -> PKIMessageRecipe {
    let authority = try TestIdentity.authority.get()
    var recipe = try TestMessage.recipe()
    recipe.payload = nil
    recipe.content = .octets([UInt8](repeating: 0x55, count: 40))
    recipe.pkiStatus = "0"
    recipe.failInfo = "1"
    recipe.failInfoText = "text"
    recipe.recipientNonce = [1, 2]
    recipe.certificates.append(authority.certificate)
    recipe.crls = [
      try RevocationList.build(
        issuer: authority.certificate.subjectName, key: authority.key, thisUpdate: 1_720_000_000,
        nextUpdate: 1_730_000_000)
    ]
    return recipe
  }
}
