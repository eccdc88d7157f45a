import ScepspecSCEPMessages

/// The attributes that a request is judged by: the signed ones.
struct RequestAttributes {
  private let all: [MessageAttribute]
  private let skip: Set<Verification>
  let areSigned: Bool

  init(_ signer: SignerInfo?, skip: Set<Verification>) {
    let signed = signer?.signedAttributes?.attributes ?? []
    let unsigned = skip.contains(.signedAttributes) ? signer?.unsignedAttributes?.attributes ?? [] : []
    all = signed + unsigned
    areSigned = signer?.signedAttributes != nil
    self.skip = skip
  }

  func all(_ type: String) -> [MessageAttribute] { all.filter { $0.type == type } }

  func first(_ type: String) -> MessageAttribute.Value? { all(type).first { !$0.values.isEmpty }?.values.first }

  /// Every attribute whose meaning the server knows occurs once, with one value.
  var areSingle: Bool {
    let known = [
      AttributeOID.contentType, AttributeOID.messageDigest, AttributeOID.signingTime, AttributeOID.messageType,
      AttributeOID.senderNonce, AttributeOID.recipientNonce, AttributeOID.transactionID,
    ]
    return known.allSatisfy { type in
      let found = all(type)
      return found.count < 2 && found.allSatisfy { $0.values.count == 1 }
    }
  }

  /// Attributes beyond those that a request needs.
  var hasExtra: Bool {
    let usual: Set<String> = [
      AttributeOID.contentType, AttributeOID.messageDigest, AttributeOID.signingTime, AttributeOID.messageType,
      AttributeOID.senderNonce, AttributeOID.transactionID,
    ]
    return all.contains { !usual.contains($0.type) }
  }

  /// A careless server makes do without the attribute, or without any.
  func mayLack(_ verification: Verification) -> Bool {
    skip.contains(verification) || skip.contains(.signedAttributes) && !areSigned
  }
}
