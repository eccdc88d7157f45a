import ScepspecModel
import ScepspecSCEPMessages

/// The kind `request`: what was sent.
enum RequestFields {
  static func make(_ exchange: ExchangeRequest, _ plan: MessagePlan?, octets: Int?) -> [String: Field] {
    var fields: [String: Field] = ["method": .text(exchange.effectiveMethod)]
    fields["operation"] = exchange.operation.map { .text($0) }
    fields["octets"] = octets.map { .integer($0) }
    guard let plan else { return fields }
    fields.merge(message(plan)) { _, new in new }
    return fields
  }

  private static func message(_ plan: MessagePlan) -> [String: Field] {
    var fields: [String: Field] = [
      "transactionID": .text(plan.transactionID), "messageType": .text(plan.request.type),
      "senderNonce": .bytes(plan.senderNonce), "digest": .text(plan.digest.oid),
      "hasChallenge": .bool(!plan.challenges.isEmpty),
      "oneTimeChallenge": .bool(plan.hasOneTimeChallenges && !plan.challenges.isEmpty),
      "altered": .bool(!plan.request.mutations.isEmpty),
    ]
    if !plan.recipients.isEmpty {
      fields["cipher"] = .text(plan.cipher.oid)
      fields["keyTransport"] = .text(plan.request.keyTransport.oid)
    }
    if plan.carriesRequest {
      fields["publicKey"] = .bytes(plan.key.publicKey.subjectPublicKeyInfo)
      fields["subjectName"] = .bytes(plan.subject.der)
    }
    if let serialNumber = plan.serialNumber {
      fields["serialNumber"] = .bytes(serialNumber)
      fields["issuerName"] = plan.issuerName.map { .bytes($0) }
    }
    return fields
  }
}
