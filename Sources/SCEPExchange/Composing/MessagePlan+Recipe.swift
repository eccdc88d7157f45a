import ScepspecASN1
import ScepspecSCEPMessages

extension MessagePlan {
  /// The octets of the pkiMessage.
  func message(_ surroundings: Surroundings) throws(AdapterError) -> [UInt8] {
    var recipe = PKIMessageRecipe(
      signer: SignerRecipe(
        certificate: signer, key: signingKey, digest: digest,
        spelling: request.isSignatureSpelledWithDigest ? .withDigest : .rsaEncryption))
    recipe.certificates = certificates
    recipe.messageType = request.type
    recipe.transactionID = transactionID
    recipe.senderNonce = senderNonce
    recipe.signingTime = signingTime(surroundings.now())
    recipe.cipher = cipher
    recipe.keyTransport = request.keyTransport
    recipe.recipients = recipients
    recipe.payload = payload
    if !request.isEnveloped, let payload { recipe.content = .octets(payload.encoded) }
    if request.hasExtraAttribute { recipe.otherAttributes = [Self.extraAttribute] }
    recipe.mutations = request.mutations
    recipe.random = surroundings.randomness
    do {
      return try recipe.build()
    } catch {
      // An algorithm or key that refuses is no fault of the specification.
      throw AdapterError(error.code == .crypto ? .construction : .specification, error.reason)
    }
  }

  /// Under the number that RFC 5612 sets aside for examples.
  private static let extraAttribute = OtherAttribute(
    oid: "1.3.6.1.4.1.32473.2", values: [Element.printableString("scepspec").encoded()])

  private func signingTime(_ now: Int) -> Int? {
    let year = 365 * 86_400
    return switch request.signingTime {
    case .now: now
    case .absent: nil
    case .hourAgo: now - 3_600
    case .hourAhead: now + 3_600
    case .yearAgo: now - year
    case .yearAhead: now + year
    }
  }
}
