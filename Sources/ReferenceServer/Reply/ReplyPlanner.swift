import ScepspecCMS
import ScepspecSCEPMessages

/// Plans the right reply to a request (RFC 8894 section 3.3.2).
struct ReplyPlanner {
  var authority: Authority
  var context: ReplyContext
  /// Seconds since 1970.
  var now: Int
  var random: @Sendable (Int) -> [UInt8]

  func plan(for outcome: Outcome) -> ReplyPlan {
    var plan = ReplyPlan(
      status: outcome.status, transactionID: context.transactionID, senderNonce: random(16),
      recipientNonce: context.senderNonce, digest: context.digest, cipher: context.cipher,
      keyTransport: context.keyTransport, signer: authority.replying,
      certificates: [authority.replying.certificate], recipients: recipients(issued: nil),
      password: context.password, signingTime: now)
    switch outcome {
    case .certificates(let certificates):
      plan.payload = PayloadPlan(certificates: certificates, issued: certificates.first)
      plan.recipients = recipients(issued: certificates.first)
    case .revocationList(let list): plan.payload = PayloadPlan(revocationLists: [list])
    case .pending: break
    case .refused(let refusal):
      plan.failInfo = refusal.failInfo.rawValue
      plan.failInfoText = refusal.text
    }
    return plan
  }

  /// The signer of the request and nobody else; where a fault made do without a signer, the owner of the new key.
  private func recipients(issued: Certificate?) -> [Recipient] {
    guard context.password == nil else { return [] }
    return [Recipient(context.signer ?? issued ?? authority.transport.certificate)]
  }
}
