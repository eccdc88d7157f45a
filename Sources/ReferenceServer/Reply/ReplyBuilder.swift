import ScepspecCMS
import ScepspecSCEPMessages

/// Builds planned CertReps.
struct ReplyBuilder {
  var authority: Authority
  /// For a payload that has one where none belongs.
  var revocationList: () -> RevocationList?
  var random: @Sendable (Int) -> [UInt8]

  func octets(_ plan: ReplyPlan) throws -> [UInt8] {
    let signer = SignerRecipe(
      certificate: plan.signer.certificate, key: plan.signer.key, digest: plan.digest, spelling: plan.spelling)
    var recipe = PKIMessageRecipe(signer: signer)
    setAttributes(plan, &recipe)
    recipe.certificates = plan.certificates
    recipe.recipients = plan.recipients
    recipe.password = plan.password
    recipe.cipher = plan.cipher
    recipe.keyTransport = plan.keyTransport
    recipe.payload = try plan.payload.map { try payload($0, signer) }
    recipe.content = content(plan.content, recipe.payload)
    if plan.content == .fillerEnvelope { recipe.payload = .octets(random(16)) }
    recipe.mutations = plan.mutations
    recipe.skipsAbsentParts = true
    recipe.random = random
    return try recipe.build()
  }

  private func setAttributes(_ plan: ReplyPlan, _ recipe: inout PKIMessageRecipe) {
    if let text = String(validating: plan.transactionID, as: UTF8.self) {
      recipe.transactionID = text
    } else {
      recipe.otherAttributes = [RawAttribute.transactionID(plan.transactionID)]
    }
    recipe.messageType = MessageType.certRep.rawValue
    recipe.pkiStatus = plan.status.rawValue
    recipe.failInfo = plan.failInfo
    recipe.failInfoText = plan.failInfoText
    recipe.senderNonce = plan.senderNonce
    recipe.recipientNonce = plan.recipientNonce
    recipe.signingTime = plan.signingTime
  }

  private func content(_ form: ContentForm, _ payload: MessageData?) -> PKIMessageRecipe.Content {
    switch form {
    case .right, .fillerEnvelope: .envelope
    case .absent: .absent
    case .empty: .empty
    case .zeroOctet: .zeroOctet
    case .payloadInClear: payload.map { .octets($0.encoded) } ?? .absent
    }
  }

  private func payload(_ plan: PayloadPlan, _ signer: SignerRecipe) throws -> MessageData {
    var recipe = SignedDataRecipe(certificates: plan.certificates, crls: plan.revocationLists)
    switch plan.form {
    case .degenerate, .caFirst, .onlyCA, .unrelated: break
    case .bareSignedData: recipe.isBare = true
    case .certificate: return .octets(plan.certificates.first?.der ?? [])
    case .empty: return .octets([])
    case .withContent: recipe.content = Array("content".utf8)
    case .withSigner: recipe.signer = signer
    case .withCRL: recipe.crls += revocationList().map { [$0.der] } ?? []
    }
    return try .signedData(recipe)
  }
}

/// Attributes of octets that are no text.
enum RawAttribute {
  static func transactionID(_ octets: [UInt8]) -> OtherAttribute {
    let content = Array(octets.prefix(255))
    let length = content.count < 128 ? [UInt8(content.count)] : [0x81, UInt8(content.count)]
    return OtherAttribute(oid: AttributeOID.transactionID, values: [[0x13] + length + content])
  }
}
