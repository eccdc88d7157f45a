import ScepspecCMS
import ScepspecSCEPMessages

extension Service {
  /// PKIOperation: look at the message, decide, plan the reply, change it as the fault says, build it, send it.
  func operation(
    _ octets: [UInt8], _ traits: Set<Tolerance>, method: String, _ event: inout ServerEvent
  ) -> WebReply {
    var inspection: Inspection
    do throws(Junk) {
      inspection = try Inspection(
        octets, traits: traits, behaviour: behaviour, algorithms: registrar.algorithms, authority: authority,
        now: configuration.clock())
    } catch {
      event.reason = error.reason
      registrar.ledger.withLock { $0.junk += 1 }
      if octets.isEmpty, behaviour.skip.contains(.emptyBody) { return WebReply(.empty200) }
      let form = behaviour.junk.covers(octets) ? behaviour.junkAs : nil
      return form.map { junk($0, method: method, &event) }
        ?? uncached(WebReply(status: 400, text: error.reason))
    }
    let outcome = outcome(&inspection)
    note(outcome, inspection.context, &event)
    if let reply = replacement(for: outcome) { return uncached(reply) }
    return uncached(certRep(for: outcome, inspection.context, method: method, &event))
  }

  private func outcome(_ inspection: inout Inspection) -> Outcome {
    do throws(Refusal) {
      let submission = try inspection.submission()
      try inspection.take(password: registrar.challenge(for: submission, inspection.context.transactionID))
      switch submission {
      case .enrolment(let enrolment): return registrar.enrol(enrolment)
      case .poll: return registrar.poll(inspection.context.transactionID, signer: inspection.context.signer)
      case .certificate(let wanted): return registrar.certificate(wanted)
      case .revocationList(let wanted): return registrar.revocationList(wanted)
      }
    } catch {
      return .refused(error)
    }
  }

  /// What a fault makes of octets that are no pkiMessage.
  func junk(_ form: RefusalForm, method: String, _ event: inout ServerEvent) -> WebReply {
    guard form == .success || form == .pending else { return uncached(WebReply(form)) }
    let refusal = Outcome.refused(Refusal(.badRequest, "This is no pkiMessage."))
    return certRep(
      for: refusal, ReplyContext(transactionID: Array("none".utf8)), method: method, disguise: form, &event)
  }

  /// What a fault sends in place of a refusal; `nil` where a CertRep is sent.
  private func replacement(for outcome: Outcome) -> WebReply? {
    guard case .refused(let refusal) = outcome, let form = form(of: refusal) else { return nil }
    return form == .success || form == .pending ? nil : WebReply(form)
  }

  private func form(of refusal: Refusal) -> RefusalForm? {
    if refusal.tolerance != nil, case .form(let form) = behaviour.refusal { return form }
    return behaviour.failuresAs
  }

  private func certRep(
    for outcome: Outcome, _ context: ReplyContext, method: String, disguise form: RefusalForm? = nil,
    _ event: inout ServerEvent
  ) -> WebReply {
    let planner = ReplyPlanner(
      authority: authority, context: context, now: configuration.clock(), random: configuration.random)
    var plan = planner.plan(for: outcome)
    if case .refused(let refusal) = outcome { disguise(refusal, as: form ?? self.form(of: refusal), &plan) }
    let changer = PlanChanger(
      authority: authority, context: context, strangers: strangers, random: configuration.random)
    changer.apply(behaviour, to: &plan)
    let conditions = ReplyRule.Conditions(
      operation: "PKIOperation", method: method, status: plan.status.rawValue, messageType: context.messageType)
    let rules = rules(conditions)
    for rule in rules {
      changer.apply(rule.build, to: &plan)
      plan.mutations += rule.mutations
    }
    let builder = ReplyBuilder(
      authority: authority, revocationList: registrar.currentRevocationList, random: configuration.random)
    var reply: WebReply
    do {
      reply = WebReply(contentType: "application/x-pki-message", body: try builder.octets(plan))
    } catch {
      // A fault of this server, not of the request: whoever runs it has to hear of it.
      event.reason = "The reply could not be built: \(error)"
      return WebReply(status: 500, text: "No reply can be made.")
    }
    travel(rules, &reply)
    return reply
  }

  /// A refusal that a fault asks to look otherwise.
  private func disguise(_ refusal: Refusal, as form: RefusalForm?, _ plan: inout ReplyPlan) {
    if refusal.tolerance != nil, case .failure(let failInfo) = behaviour.refusal { plan.failInfo = failInfo.rawValue }
    guard form == .success || form == .pending else { return }
    plan.status = form == .success ? .success : .pending
    plan.failInfo = nil
    plan.failInfoText = nil
  }

  /// Replies to a GET must not come out of a cache (RFC 8894 section 4.1).
  private func uncached(_ reply: WebReply) -> WebReply {
    var reply = reply
    if !reply.headers.contains(where: { $0.name.lowercased() == "cache-control" }) {
      reply.headers.append(.init("Cache-Control", "no-store"))
    }
    return reply
  }

  private func note(_ outcome: Outcome, _ context: ReplyContext, _ event: inout ServerEvent) {
    event.messageType = context.messageType.map { type in MessageType(rawValue: type)?.name ?? type }
    event.transactionID = String(decoding: context.transactionID, as: UTF8.self)
    event.subject = context.wish?.subject ?? context.signer?.subject
    event.pkiStatus = outcome.status.name
    if case .refused(let refusal) = outcome {
      event.failInfo = refusal.failInfo.name
      event.reason = refusal.text
    }
  }
}
